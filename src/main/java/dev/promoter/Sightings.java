package dev.promoter;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Target;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.StatusBoard.Row;
import dev.promoter.health.Health;
import dev.promoter.insight.Blockage.Kind;
import dev.promoter.insight.TargetState;
import dev.promoter.notices.Condition;
import dev.promoter.notices.Severity;
import dev.promoter.notices.Sight;
import dev.promoter.notices.Subject;
import dev.promoter.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people may be told about, as the store says it is just now. */
final class Sightings {
  private static final int LINES = 5;

  private final Store store;
  private final LiveReleases releases;
  private final Health health;
  private final Duration waiverWarning;
  private final InstantSource clock;

  /**
   * @param waiverWarning how long before its end a waiver is worth a notice
   */
  Sightings(
      Store store,
      LiveReleases releases,
      Health health,
      Duration waiverWarning,
      InstantSource clock) {
    this.store = store;
    this.releases = releases;
    this.health = health;
    this.waiverWarning = waiverWarning;
    this.clock = clock;
  }

  List<Sight> look() {
    List<Row> stored = store.statusBoard().rows();
    Map<ReleaseName, Row> rows =
        stored.stream().collect(Collectors.toMap(Row::release, Function.identity()));
    Set<ReleaseName> late = health.late(stored);
    Map<ReleaseName, List<TargetState>> states =
        store.insights().states().stream().collect(Collectors.groupingBy(TargetState::release));
    Map<ReleaseName, Set<String>> present = presentTargets();
    List<Sight> all = new ArrayList<>();
    for (ReleaseName shared : List.of(Edits.RULES_ROW, Edits.DAEMON_ROW)) {
      Optional<Row> row = Optional.ofNullable(rows.get(shared));
      all.add(whole(shared, row.flatMap(Sightings::refused).orElse(Condition.FINE)));
    }
    for (ReleaseName release : releases.names()) {
      List<TargetState> own = states.getOrDefault(release, List.of());
      Optional<Row> row = Optional.ofNullable(rows.get(release));
      all.add(whole(release, condition(row, own, late.contains(release))));
      all.addAll(targets(own, Optional.ofNullable(present.get(release))));
    }
    waiversThatEnd().forEach(waiver -> all.add(ending(waiver)));
    return all;
  }

  private Map<ReleaseName, Set<String>> presentTargets() {
    return releases.all().stream()
        .map(LiveReleases.InForce::release)
        .collect(Collectors.toMap(Release::name, Sightings::titles));
  }

  /**
   * @param present the targets that the release still has; empty when its file has been refused
   *     since the start, so that nobody knows
   */
  private static List<Sight> targets(List<TargetState> states, Optional<Set<String>> present) {
    return states.stream()
        .filter(state -> present.map(titles -> titles.contains(state.target())).orElse(true))
        .flatMap(
            state ->
                (present.isPresent() ? TargetSights.of(state) : TargetSights.unknown(state))
                    .stream())
        .toList();
  }

  private static Set<String> titles(Release release) {
    return release.targets().stream().map(Target::title).collect(Collectors.toSet());
  }

  /** A fault of a target is told as that of the target. */
  private static Condition condition(Optional<Row> row, List<TargetState> targets, boolean late) {
    Optional<Condition> refused = row.flatMap(Sightings::refused);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (late) {
      return new Condition(
          "has no rounds any more", Severity.CRITICAL, "too many rounds were due in vain");
    }
    boolean failed = row.map(Row::failed).orElse(false);
    boolean byTarget = targets.stream().anyMatch(each -> each.blockage().kind() == Kind.FAULT);
    return failed && !byTarget
        ? new Condition(
            "its rounds fail", Severity.WARNING, row.map(Row::summary).orElse("see the log"))
        : Condition.FINE;
  }

  private static Optional<Condition> refused(Row row) {
    String problems = row.problems().lines().limit(LINES).collect(Collectors.joining("\n"));
    return problems.isBlank()
        ? Optional.empty()
        : Optional.of(new Condition("is refused", Severity.CRITICAL, problems));
  }

  private List<Waiver> waiversThatEnd() {
    Instant now = clock.instant();
    return store.interventions().waivers().stream()
        .filter(waiver -> releases.names().contains(waiver.release()))
        .filter(waiver -> waiver.endsSoon(now, waiverWarning))
        .toList();
  }

  private static Sight ending(Waiver waiver) {
    String topic = "%s waiver %d".formatted(waiver.target(), waiver.id());
    String sentence =
        "the waiver of %s (%s) by %s ends at %s; its reason was: %s"
            .formatted(
                waiver.requirement(),
                waiver.failures(),
                waiver.by(),
                waiver.until(),
                waiver.reason());
    return Sight.of(
        new Subject(waiver.release(), topic),
        new Condition("ends soon: " + waiver.requirement(), Severity.WARNING, sentence));
  }

  private static Sight whole(ReleaseName release, Condition condition) {
    return Sight.of(new Subject(release, ""), condition);
  }
}
