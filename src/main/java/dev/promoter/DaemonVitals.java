package dev.promoter;

import dev.promoter.config.Schedules;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Schedule;
import dev.promoter.engine.Outbox.Waiting;
import dev.promoter.engine.StatusBoard.Row;
import dev.promoter.health.Expected;
import dev.promoter.health.Vitals;
import dev.promoter.schedule.Firings;
import dev.promoter.schedule.ReleaseSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the checks of the running daemon look at. */
final class DaemonVitals implements Vitals {
  private final Services services;
  private final LiveReleases releases;
  private final Pulse pulse;
  private final InstantSource clock;
  private volatile Optional<ReleaseSchedule> schedule = Optional.empty();

  DaemonVitals(Services services, LiveReleases releases, Pulse pulse, InstantSource clock) {
    this.services = services;
    this.releases = releases;
    this.pulse = pulse;
    this.clock = clock;
  }

  /** The scheduler is there from now on. */
  void scheduledBy(ReleaseSchedule started) {
    schedule = Optional.of(started);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Instant awakeSince() {
    return pulse.awakeSince();
  }

  @Override
  public Duration standstill() {
    return pulse.standstill();
  }

  @Override
  public Optional<String> schedulerFault() {
    return schedule
        .map(ReleaseSchedule::fault)
        .orElse(Optional.of("the scheduler has not begun yet"));
  }

  @Override
  public List<Expected> releases() {
    return releases.all().stream().flatMap(this::expected).toList();
  }

  /** A schedule that cannot be used is told by the status. */
  private Stream<Expected> expected(LiveReleases.InForce inForce) {
    ZoneId zone = services.settings().timeZone();
    Schedule found;
    try {
      found = Schedules.parse(inForce.release().settings().get("schedule"));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
    return Stream.of(
        new Expected(
            inForce.release().name(),
            inForce.since(),
            inForce.release().roundLimit(),
            (number, after) -> Firings.after(after, number, found, zone)));
  }

  @Override
  public List<Row> rows() {
    return services.store().statusBoard().rows();
  }

  @Override
  public List<Waiting> outbox() {
    return services.store().outbox(clock).waiting();
  }

  @Override
  public boolean carriesOut(ReleaseName release) {
    return services.store().journal().unfinished(release).stream().anyMatch(plan -> !plan.ended());
  }
}
