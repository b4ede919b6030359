package dev.promoter;

import dev.promoter.domain.Hold;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.Outbox.Waiting;
import dev.promoter.engine.StatusBoard.Row;
import dev.promoter.health.Check;
import dev.promoter.health.Examination;
import dev.promoter.health.Health;
import dev.promoter.metrics.Figures;
import dev.promoter.metrics.Figures.Stored;
import dev.promoter.store.Store;
import dev.promoter.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the running daemon shows to Prometheus. */
final class DaemonFigures implements Figures.Source {
  private final Store store;
  private final LiveReleases releases;
  private final Health health;
  private final Checkup checkup;
  private final InstantSource clock;

  DaemonFigures(
      Store store, LiveReleases releases, Health health, Checkup checkup, InstantSource clock) {
    this.store = store;
    this.releases = releases;
    this.health = health;
    this.checkup = checkup;
    this.clock = clock;
  }

  /** A store that has just not answered is not asked again: whoever waits here waits for long. */
  @Override
  public Figures read() {
    Examination ready = checkup.ready();
    Map<String, Boolean> checks =
        ready.checks().stream()
            .collect(Collectors.toMap(Check::name, check -> check.grade() != Check.Grade.BAD));
    boolean answers = checks.getOrDefault(Health.STORE, false);
    return new Figures(ready.healthy(), checks, answers ? stored() : Optional.empty());
  }

  private Optional<Stored> stored() {
    try {
      return Optional.of(reading(clock.instant()));
    } catch (StoreException e) {
      return Optional.empty(); // the metrics say so, and the check of the store says why
    }
  }

  private Stored reading(Instant now) {
    List<Row> rows = store.statusBoard().rows();
    Set<String> refused =
        rows.stream()
            .filter(row -> !row.problems().isBlank())
            .map(row -> row.release().value())
            .collect(Collectors.toSet());
    Interventions said = store.interventions();
    List<Instant> waiverEnds =
        said.waivers().stream().map(Waiver::until).filter(now::isBefore).sorted().toList();
    List<Hold> holds = said.holds().stream().filter(hold -> now.isBefore(hold.until())).toList();
    List<Waiting> outbox = store.outbox(clock).waiting();
    List<Waiting> pending = outbox.stream().filter(notice -> !notice.givenUp()).toList();
    return new Stored(
        Math.max(1, store.nodes().all().stream().filter(Nodes.Node::alive).count()),
        new ReleaseFigures(releases, store.census(), health, now).read(rows),
        refused.contains(Edits.RULES_ROW.value()),
        refused.contains(Edits.DAEMON_ROW.value()),
        waiverEnds.size(),
        waiverEnds.stream().findFirst(),
        holds.size(),
        pending.size(),
        pending.stream()
            .map(notice -> Duration.between(notice.since(), now))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO),
        outbox.size() - pending.size());
  }
}
