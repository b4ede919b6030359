package dev.promoter.logs;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.RequirementReport;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes what a round did into the log of its release, with the phrases that monitoring of the old
 * promoter looks for spelled as they were (contract dlrn.md section 6).
 */
public final class RoundLog {
  private static final Logger LOG = LoggerFactory.getLogger(RoundLog.class);

  private static final String ROW = "%-76s %-9s %s";

  private RoundLog() {}

  /**
   * Writes one round.
   *
   * @param votePage the page where people see the votes of a candidate; empty text when there is
   *     none
   */
  public static void write(ReleaseReport report, Function<Candidate, String> votePage) {
    try (MDC.MDCCloseable ignored = MDC.putCloseable(Logs.RELEASE, report.release().value())) {
      report.targets().forEach(target -> writeTarget(target, votePage));
      summary(report);
      end(report);
    }
  }

  private static void writeTarget(TargetReport target, Function<Candidate, String> votePage) {
    if (!target.judged().isEmpty()) {
      LOG.info("Candidates for {} from {}, newest first:", title(target), target.source());
      LOG.info(ROW.formatted("hash", "promoted", "missing jobs"));
      for (Judged judged : target.judged()) {
        LOG.info(row(target, judged));
        String page = votePage.apply(judged.judgement().candidate());
        if (!page.isEmpty()) {
          LOG.info("Votes of {}: {}", judged.judgement().candidate().id(), page);
        }
      }
    }
    outcome(target);
  }

  private static String row(TargetReport target, Judged judged) {
    String id = judged.judgement().candidate().id();
    String promoted = "no";
    if (id.equals(target.promoted())) {
      promoted =
          switch (target.outcome()) {
            case PROMOTED -> "yes";
            case WOULD_PROMOTE -> "would be";
            case NOT_PROMOTED, REFUSED, FAILED -> "no";
          };
    }
    return ROW.formatted(id, promoted, missing(judged.judgement().requirements()));
  }

  private static String missing(List<RequirementReport> requirements) {
    String jobs =
        requirements.stream()
            .filter(one -> one.state().isOpen())
            .map(one -> one.name() + " (" + one.state().word() + ")")
            .collect(Collectors.joining(", "));
    return jobs.isEmpty() ? "-" : jobs;
  }

  private static void outcome(TargetReport target) {
    switch (target.outcome()) {
      case PROMOTED ->
          LOG.info(
              "SUCCESSFUL promotion to {}: {} (before: {}); {}",
              title(target),
              target.promoted(),
              orNone(target.previous()),
              target.reason());
      case WOULD_PROMOTE ->
          LOG.info(
              "Dry run: {} would be promoted to {} (now: {}); {}",
              target.promoted(),
              title(target),
              orNone(target.previous()),
              target.reason());
      case NOT_PROMOTED -> LOG.info("Nothing promoted to {}: {}", title(target), target.reason());
      case REFUSED -> LOG.warn("Promotion to {} refused: {}", title(target), target.reason());
      case FAILED -> LOG.error(failure(target));
    }
  }

  /** Only a promotion that was begun is an attempt; else it was not judged, or not prepared. */
  private static String failure(TargetReport target) {
    return attempted(target)
        ? "FAILED promotion attempt to %s: %s%s"
            .formatted(
                title(target), passed(target).map(id -> id + "; ").orElse(""), target.reason())
        : "%s could not be judged or prepared: %s".formatted(title(target), target.reason());
  }

  /** What was to be promoted, if it was judged: a person may order what was not. */
  private static Optional<String> passed(TargetReport target) {
    return target.judged().stream()
        .map(Judged::judgement)
        .filter(judgement -> judgement.decision() instanceof Decision.Promote)
        .map(judgement -> judgement.candidate().id())
        .findFirst();
  }

  private static void summary(ReleaseReport report) {
    LOG.info("Summary: Promoted {} hashes this round", report.promotions());
  }

  /**
   * The old promoter ended a run at the first answer it could not use and said that it aborted;
   * here the other targets go on, but whoever watches for the phrase is told all the same.
   */
  private static void end(ReleaseReport report) {
    List<String> unread =
        report.targets().stream()
            .filter(RoundLog::unread)
            .map(target -> title(target) + ": " + target.reason())
            .toList();
    if (!report.error().isEmpty()) {
      LOG.error("Promoter aborted: {}", report.error());
    } else if (!unread.isEmpty()) {
      LOG.error("Promoter aborted: {}", String.join("; ", unread));
    } else {
      LOG.info("Promoter terminated normally");
    }
  }

  private static boolean unread(TargetReport target) {
    boolean failed = target.upstreamFailed() || target.outcome() == TargetOutcome.FAILED;
    return failed && !attempted(target);
  }

  private static boolean attempted(TargetReport target) {
    return target.effects().stream()
        .anyMatch(effect -> !(effect.outcome() instanceof Outcome.Skipped));
  }

  private static String title(TargetReport target) {
    return target.component().isEmpty()
        ? target.target().value()
        : target.target() + " [" + target.component() + "]";
  }

  private static String orNone(String hash) {
    return hash.isEmpty() ? "none" : hash;
  }
}
