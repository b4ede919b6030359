package dev.promoter.health;

import dev.promoter.engine.StatusBoard.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds releases without a completed round for too long. */
final class Lateness {
  private final Vitals vitals;
  private final Limits limits;

  Lateness(Vitals vitals, Limits limits) {
    this.vitals = vitals;
    this.limits = limits;
  }

  /** Why a release is late, as a sentence; empty when it is not. */
  Optional<String> of(Expected release, Optional<Row> row) {
    Instant now = vitals.now();
    Instant from = lastSign(release, row, now);
    Instant floor = from.plus(limits.leastLate());
    Instant due = release.rhythm().round(limits.intervals(), from);
    if (!now.isAfter(floor) || !now.isAfter(due) || promotes(release, row, now)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s has completed no round since %s, %d were due%s"
            .formatted(release.name(), from, limits.intervals(), atWork(row)));
  }

  /**
   * The last moment at which nothing was owed. A time to come says nothing: the clock was set back.
   */
  private Instant lastSign(Expected release, Optional<Row> row, Instant now) {
    return Stream.concat(
            row.flatMap(Row::finishedAt).stream(), Stream.of(release.since(), vitals.awakeSince()))
        .filter(each -> !each.isAfter(now))
        .max(Instant::compareTo)
        .orElse(now);
  }

  /** Copying containers takes its time; the limit of the round still holds. */
  private boolean promotes(Expected release, Optional<Row> row, Instant now) {
    return row.flatMap(Lateness::begun)
            .filter(begun -> Duration.between(begun, now).compareTo(release.roundLimit()) < 0)
            .isPresent()
        && vitals.carriesOut(release.name());
  }

  private static String atWork(Optional<Row> row) {
    return row.flatMap(Lateness::begun).map(begun -> "; one is at work since " + begun).orElse("");
  }

  /** When the round at work began. */
  private static Optional<Instant> begun(Row row) {
    return row.startedAt().filter(started -> row.finishedAt().map(started::isAfter).orElse(true));
  }
}
