package dev.promoter.fakes;

import dev.promoter.domain.Decision;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.RequirementState;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A history that lives as long as the test. */
public final class InMemoryHistory implements History {
  private final InMemoryJournal journal;
  private final List<ReleaseReport> rounds = new ArrayList<>();
  private final Map<ReleaseName, List<Seen>> last = new HashMap<>();

  /** Without rounds; tells this journal which plans are told of. */
  public InMemoryHistory(InMemoryJournal journal) {
    this.journal = journal;
  }

  @Override
  public synchronized Optional<Long> record(ReleaseReport report) {
    if (report.dryRun() || !report.error().isEmpty()) {
      return Optional.empty();
    }
    List<Seen> seen = report.targets().stream().map(InMemoryHistory::seen).toList();
    boolean settled =
        report.targets().stream()
            .flatMap(target -> target.effects().stream())
            .anyMatch(effect -> !(effect.outcome() instanceof Outcome.Retry));
    if (!settled && seen.equals(last.get(report.release()))) {
      return Optional.empty();
    }
    last.put(report.release(), seen);
    rounds.add(report);
    journal.told(report.plans());
    return Optional.of((long) rounds.size());
  }

  @Override
  public synchronized Optional<ReleaseReport> round(long id) {
    return id >= 1 && id <= rounds.size()
        ? Optional.of(rounds.get((int) id - 1))
        : Optional.empty();
  }

  @Override
  public List<Entry> entries(HistoryQuery query) {
    return query.asksForRounds() ? entries(query, entry -> true) : List.of();
  }

  @Override
  public List<Entry> promotions(HistoryQuery query) {
    return entries(query, entry -> !entry.promoted().isEmpty());
  }

  private synchronized List<Entry> entries(HistoryQuery query, Predicate<Entry> wanted) {
    return IntStream.iterate(rounds.size(), id -> id > 0, id -> id - 1)
        .boxed()
        .flatMap(id -> entries(id, rounds.get(id - 1)))
        .filter(wanted)
        .filter(entry -> query.release().map(entry.release()::equals).orElse(true))
        .filter(entry -> query.target().map(link -> isOf(link, entry)).orElse(true))
        .filter(entry -> query.since().map(since -> !entry.at().isBefore(since)).orElse(true))
        .filter(entry -> query.until().map(entry.at()::isBefore).orElse(true))
        .filter(entry -> entry.round() <= query.from().round())
        .skip(query.from().shown())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized List<Entry> after(long round, int limit) {
    return IntStream.rangeClosed(1, rounds.size())
        .filter(id -> id > round)
        .boxed()
        .flatMap(id -> entries(id, rounds.get(id - 1)))
        .toList();
  }

  private static boolean isOf(String link, Entry entry) {
    return entry.target().equals(link) || entry.target().startsWith(link + " [");
  }

  private static Stream<Entry> entries(long id, ReleaseReport report) {
    return report.targets().stream()
        .map(
            target ->
                new Entry(
                    id,
                    report.release(),
                    report.finishedAt(),
                    target.component().isEmpty()
                        ? target.target().value()
                        : target.target() + " [" + target.component() + "]",
                    target.outcome(),
                    target.promoted(),
                    target.previous(),
                    target.reason()));
  }

  private static Seen seen(TargetReport target) {
    return new Seen(
        target.target().value(),
        target.component(),
        target.outcome(),
        target.promoted(),
        target.reason(),
        target.judged().stream().map(InMemoryHistory::judged).toList(),
        target.effects().stream().map(InMemoryHistory::effect).toList());
  }

  private static Judged judged(TargetReport.Judged judged) {
    return new Judged(
        judged.judgement().candidate().id(),
        judged.judgement().decision(),
        judged.judgement().requirements().stream()
            .map(report -> Map.entry(report.name(), report.state()))
            .toList());
  }

  private static String effect(TargetReport.Effect effect) {
    return effect.outcome().getClass().getSimpleName() + " " + effect.title();
  }

  private record Seen(
      String target,
      String component,
      TargetOutcome outcome,
      String promoted,
      String reason,
      List<Judged> judged,
      List<String> effects) {}

  private record Judged(
      String candidate, Decision decision, List<Map.Entry<String, RequirementState>> states) {}
}
