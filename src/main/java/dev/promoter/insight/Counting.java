package dev.promoter.insight;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Relation;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.insight.Digest.Before;
import dev.promoter.insight.Digest.Told;
import dev.promoter.insight.Digest.Week;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of requirements between one stored round and the next. The first round of a
 * target finds what happened before there was a promoter: it counts nothing.
 */
final class Counting {
  private final Map<Week, RequirementCount> counts = new HashMap<>();

  private Counting() {}

  static Map<Week, RequirementCount> of(Before before, Told now, Map<String, Instant> seen) {
    if (before.state().isEmpty()) {
      return Map.of();
    }
    Counting counting = new Counting();
    counting.blocked(before.state().get(), now.at());
    Map<String, Map<String, RequirementState>> last =
        before.judged().map(told -> states(told.report())).orElse(Map.of());
    now.report().judged().stream()
        .filter(one -> one.facts().standing().relation() == Relation.NEWER)
        .forEach(one -> counting.settled(one, last, now.at(), seen));
    return counting.counts;
  }

  private void blocked(TargetState state, Instant now) {
    for (Map.Entry<LocalDate, Duration> part : Weeks.split(state.at(), now).entrySet()) {
      for (String requirement : state.blockage().requirements()) {
        RequirementCount lost =
            new RequirementCount(requirement, 0, 0, 0, Duration.ZERO, part.getValue());
        counts.merge(new Week(part.getKey(), requirement), lost, RequirementCount::plus);
      }
    }
  }

  private void settled(
      Judged judged,
      Map<String, Map<String, RequirementState>> last,
      Instant now,
      Map<String, Instant> seen) {
    String candidate = judged.judgement().candidate().id();
    Map<String, RequirementState> before = last.getOrDefault(candidate, Map.of());
    Instant first = Optional.ofNullable(seen.get(candidate)).orElse(now);
    for (RequirementReport one : judged.judgement().requirements()) {
      if (one.state() == before.get(one.name())) {
        continue;
      }
      Week week = new Week(Weeks.monday(now), one.name());
      if (one.state() == RequirementState.FAILED) {
        counts.merge(week, failed(one.name()), RequirementCount::plus);
      } else if (isMet(one.state()) && !isMet(before.get(one.name()))) {
        counts.merge(week, passed(one, first, now), RequirementCount::plus);
      }
    }
  }

  private static RequirementCount failed(String requirement) {
    return new RequirementCount(requirement, 0, 1, 0, Duration.ZERO, Duration.ZERO);
  }

  private static RequirementCount passed(RequirementReport met, Instant first, Instant now) {
    Instant reported =
        met.evidence().stream()
            .filter(one -> one.verdict() == Verdict.PASSED)
            .map(Evidence::at)
            .filter(at -> at.isAfter(first))
            .min(Instant::compareTo)
            .orElse(now);
    return new RequirementCount(
        met.name(), 1, 0, 1, Duration.between(first, reported), Duration.ZERO);
  }

  private static boolean isMet(@Nullable RequirementState state) {
    return state == RequirementState.MET || state == RequirementState.MET_BY_ALTERNATIVE;
  }

  private static Map<String, Map<String, RequirementState>> states(TargetReport report) {
    Map<String, Map<String, RequirementState>> states = new HashMap<>();
    for (Judged judged : report.judged()) {
      Map<String, RequirementState> own =
          states.computeIfAbsent(judged.judgement().candidate().id(), id -> new HashMap<>());
      judged.judgement().requirements().forEach(one -> own.put(one.name(), one.state()));
    }
    return states;
  }
}
