package dev.promoter.insight;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a stored round adds to what is known of one target. Rounds that changed nothing are not
 * stored, so what a round found holds until the next stored one.
 *
 * @param state where the target stands now
 * @param seen the candidates that were judged, each with the time it, or a result of it, was first
 *     known
 * @param promoted what was promoted; empty when nothing was
 * @param counts by week and requirement
 */
public record Digest(
    TargetState state,
    Map<String, Instant> seen,
    Optional<Promoted> promoted,
    Map<Week, RequirementCount> counts) {
  public Digest {
    seen = Map.copyOf(seen);
    counts = Map.copyOf(counts);
  }

  /** One requirement in the week that begins on this Monday. */
  public record Week(LocalDate monday, String requirement) implements Comparable<Week> {
    /** By time. */
    @Override
    public int compareTo(Week other) {
      int byTime = monday.compareTo(other.monday);
      return byTime != 0 ? byTime : requirement.compareTo(other.requirement);
    }
  }

  /**
   * A target as the rounds before told of it.
   *
   * @param state where it stood; empty when no round told of it
   * @param judged the report of the last round that judged candidates of it, and when that ended;
   *     empty when there is none
   * @param seen when each candidate was first known
   */
  public record Before(
      Optional<TargetState> state, Optional<Told> judged, Map<String, Instant> seen) {
    /** Of which nothing is known. */
    public static final Before NOTHING = new Before(Optional.empty(), Optional.empty(), Map.of());

    public Before {
      seen = Map.copyOf(seen);
    }
  }

  /** One target of one stored round. */
  public record Told(long round, Instant at, TargetReport report) {
    /** The link, with its component in brackets if there is one. */
    public String target() {
      return title(report.target(), report.component());
    }
  }

  /** What operators call a target: the link, with the component in brackets if there is one. */
  public static String title(LinkName link, String component) {
    return component.isEmpty() ? link.value() : link.value() + " [" + component + "]";
  }

  /** What a round adds. */
  public static Digest of(ReleaseName release, Before before, Told now) {
    Map<String, Instant> seen = seen(before.seen(), now);
    Optional<Promoted> promoted = promoted(release, now, seen, before.seen());
    return new Digest(
        NextState.of(release, before.state(), now), seen, promoted, Counting.of(before, now, seen));
  }

  private static Map<String, Instant> seen(Map<String, Instant> known, Told now) {
    Map<String, Instant> seen = new LinkedHashMap<>();
    for (Judged judged : now.report().judged()) {
      String candidate = judged.judgement().candidate().id();
      Instant before = known.get(candidate);
      seen.put(candidate, before == null ? firstTrace(judged, now.at()) : before);
    }
    return seen;
  }

  /** Results may be older than our first look at the candidate. */
  private static Instant firstTrace(Judged judged, Instant at) {
    return judged.facts().evidence().stream()
        .map(Evidence::at)
        .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(at))
        .min(Instant::compareTo)
        .orElse(at);
  }

  private static Optional<Promoted> promoted(
      ReleaseName release, Told now, Map<String, Instant> seen, Map<String, Instant> known) {
    TargetReport report = now.report();
    if (report.outcome() != TargetOutcome.PROMOTED || report.promoted().isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> first =
        report
            .committed()
            .filter(at -> !at.isAfter(now.at()))
            .or(() -> Optional.ofNullable(seen.get(report.promoted())))
            .or(() -> Optional.ofNullable(known.get(report.promoted())));
    return Optional.of(
        new Promoted(
            now.round(),
            release,
            now.target(),
            report.promoted(),
            report.previous(),
            now.at(),
            first,
            report.reason()));
  }
}
