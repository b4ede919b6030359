package dev.promoter.freezes;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * One stretch of time in which nothing is promoted.
 *
 * @param begins UTC
 * @param ends UTC, exclusive
 */
public record Window(Instant begins, Instant ends) {
  /** Whether a time lies in it. */
  public boolean covers(Instant time) {
    return !time.isBefore(begins) && time.isBefore(ends);
  }

  /** Empty windows come about when the clock jumps over all of one. */
  boolean isEmpty() {
    return !begins.isBefore(ends);
  }

  /** When the clock of a place first shows this time or a later one. */
  static Instant firstShown(LocalDateTime time, ZoneId zone) {
    return jump(time, zone)
        .map(ZoneOffsetTransition::getInstant)
        .orElseGet(() -> time.atZone(zone).withEarlierOffsetAtOverlap().toInstant());
  }

  /** When the clock of a place has shown all that is earlier than this time for the last time. */
  static Instant lastShown(LocalDateTime time, ZoneId zone) {
    LocalDateTime last = time.minusNanos(1);
    return jump(last, zone)
        .map(ZoneOffsetTransition::getInstant)
        .orElseGet(() -> last.atZone(zone).withLaterOffsetAtOverlap().toInstant().plusNanos(1));
  }

  /** The change of the clock that leaves this time out. */
  private static Optional<ZoneOffsetTransition> jump(LocalDateTime time, ZoneId zone) {
    return Optional.ofNullable(zone.getRules().getTransition(time))
        .filter(ZoneOffsetTransition::isGap);
  }
}
