package dev.promoter.engine;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one round did and found out about one release.
 *
 * @param release the release
 * @param file its INI file
 * @param error why the release had no round at all, as a sentence; empty when it had one
 * @param targets one per target, in the order they were processed
 * @param dryRun whether writing was switched off
 * @param startedAt UTC
 * @param finishedAt UTC
 * @param plans the numbers that the plans of this round have in the journal
 */
public record ReleaseReport(
    ReleaseName release,
    String file,
    String error,
    List<TargetReport> targets,
    boolean dryRun,
    Instant startedAt,
    Instant finishedAt,
    List<Long> plans) {
  private static final String LEFT_OUT =
      "another round of this release is at work; this one was left out";

  public ReleaseReport {
    targets = List.copyOf(targets);
    plans = List.copyOf(plans);
  }

  /** A round that opened no plan and took up none. */
  public ReleaseReport(
      ReleaseName release,
      String file,
      String error,
      List<TargetReport> targets,
      boolean dryRun,
      Instant startedAt,
      Instant finishedAt) {
    this(release, file, error, targets, dryRun, startedAt, finishedAt, List.of());
  }

  /** A release that could not have its round. */
  public static ReleaseReport refused(ReleaseName release, String file, String error, Instant at) {
    return new ReleaseReport(release, file, error, List.of(), false, at, at);
  }

  /** A round that was left out, because another process works on the release. */
  public static ReleaseReport leftOut(ReleaseName release, String file, Instant at) {
    return refused(release, file, LEFT_OUT, at);
  }

  /** Whether it was {@link #leftOut(ReleaseName, String, Instant)}. */
  public boolean leftOut() {
    return error.equals(LEFT_OUT);
  }

  /** Only what is about one target or one candidate, where they are given. */
  public ReleaseReport narrowed(Optional<LinkName> target, Optional<String> candidate) {
    List<TargetReport> some =
        targets.stream()
            .filter(report -> target.map(report.target()::equals).orElse(true))
            .map(report -> candidate.map(report::narrowed).orElse(report))
            .toList();
    return new ReleaseReport(release, file, error, some, dryRun, startedAt, finishedAt, plans);
  }

  /** Whether configuration, an outside system or an effect failed. */
  public boolean failed() {
    return !error.isEmpty()
        || targets.stream()
            .anyMatch(
                target -> target.outcome() == TargetOutcome.FAILED || target.upstreamFailed());
  }

  /** How many links were moved. */
  public long promotions() {
    return targets.stream().filter(t -> t.outcome() == TargetOutcome.PROMOTED).count();
  }

  /** The outcome of each target on one line, with what was promoted. */
  public String summary() {
    return targets.stream().map(ReleaseReport::line).collect(Collectors.joining("; "));
  }

  private static String line(TargetReport target) {
    String hash = target.promoted().isEmpty() ? "" : " " + target.promoted();
    return target.target() + ": " + target.outcome().word() + hash;
  }
}
