package dev.promoter.notices;

import dev.promoter.domain.ReleaseName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who is told what, and when: a section {@code [notify NAME]}.
 *
 * @param name its name
 * @param channel the courier that takes its notices
 * @param to the recipients, in the spelling of the channel
 * @param releases which releases it wants to hear of
 * @param least from which severity on; the end of a trouble counts as much as the trouble
 * @param quiet its quiet hours
 * @param criticalBreaksThrough whether what is critical is told in these, too
 * @param pause the least time between two notices about the same subject
 */
public record Audience(
    String name,
    String channel,
    List<String> to,
    Predicate<ReleaseName> releases,
    Severity least,
    QuietHours quiet,
    boolean criticalBreaksThrough,
    Duration pause) {
  public Audience {
    to = List.copyOf(to);
  }

  /** Whether what is unknown to it concerns it at all. */
  boolean concernedBy(Watch watch) {
    return watch.told().severity().atLeast(least) || watch.worst().severity().atLeast(least);
  }

  /** Whether it may be told now. */
  boolean reachable(Watch watch, Instant at) {
    boolean rested = watch.toldAt().map(last -> !at.isBefore(last.plus(pause))).orElse(true);
    boolean urgent = criticalBreaksThrough && watch.seen().severity() == Severity.CRITICAL;
    return rested && (urgent || !quiet.at(at));
  }
}
