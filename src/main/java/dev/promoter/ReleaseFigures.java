package dev.promoter;

import dev.promoter.LiveReleases.InForce;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Target;
import dev.promoter.engine.Census;
import dev.promoter.engine.Census.Tally;
import dev.promoter.engine.Census.Unfinished;
import dev.promoter.engine.StatusBoard.Row;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.health.Health;
import dev.promoter.metrics.Figures.OfRelease;
import dev.promoter.metrics.Figures.OfTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the daemon shows to Prometheus of each release that has a file. */
record ReleaseFigures(LiveReleases releases, Census census, Health health, Instant now) {

  List<OfRelease> read(List<Row> rows) {
    Map<ReleaseName, Row> byName = byName(rows, Row::release);
    Map<ReleaseName, InForce> inForce = byName(releases.all(), each -> each.release().name());
    Map<ReleaseName, Unfinished> open = byName(census.unfinished(), Unfinished::release);
    Map<ReleaseName, List<Tally>> tallies =
        census.tallies().stream().collect(Collectors.groupingBy(Tally::release));
    Set<ReleaseName> late = health.late(rows);
    return releases.names().stream()
        .map(
            name ->
                one(
                    name,
                    Optional.ofNullable(inForce.get(name)),
                    Optional.ofNullable(byName.get(name)),
                    Optional.ofNullable(open.get(name)),
                    tallies.getOrDefault(name, List.of()),
                    late.contains(name)))
        .toList();
  }

  private OfRelease one(
      ReleaseName name,
      Optional<InForce> inForce,
      Optional<Row> row,
      Optional<Unfinished> open,
      List<Tally> tallies,
      boolean late) {
    Optional<Instant> sign = row.flatMap(Row::finishedAt).or(() -> inForce.map(InForce::since));
    return new OfRelease(
        name,
        sign.map(this::since).orElse(Duration.ZERO),
        late,
        row.map(Row::failed).orElse(false),
        row.filter(known -> !known.problems().isBlank()).isPresent(),
        open.map(Unfinished::plans).orElse(0L),
        open.map(Unfinished::oldest).map(this::since),
        inForce.map(each -> ofTargets(each.release(), tallies)).orElse(Map.of()));
  }

  private Duration since(Instant moment) {
    return Duration.between(moment, now);
  }

  private static Map<String, OfTarget> ofTargets(Release release, List<Tally> tallies) {
    Map<String, OfTarget> targets = new HashMap<>();
    for (Target target : release.targets()) {
      List<Tally> own =
          tallies.stream().filter(tally -> tally.target().equals(target.title())).toList();
      Map<String, Long> results =
          own.stream().collect(Collectors.toMap(each -> each.outcome().word(), Tally::rounds));
      targets.put(target.title(), new OfTarget(lastPromotion(own), results));
    }
    return targets;
  }

  private static Optional<Instant> lastPromotion(List<Tally> own) {
    return own.stream()
        .filter(tally -> tally.outcome() == TargetOutcome.PROMOTED)
        .map(Tally::last)
        .findFirst();
  }

  private static <T> Map<ReleaseName, T> byName(List<T> all, Function<T, ReleaseName> name) {
    return all.stream().collect(Collectors.toMap(name, Function.identity()));
  }
}
