package dev.promoter.notices;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When nobody wants to be told what can wait.
 *
 * @param span from when until when, exclusive; over midnight when it begins later than it ends;
 *     empty for never
 * @param zone in which the clock is meant
 */
public record QuietHours(Optional<Span> span, ZoneId zone) {
  /** A part of the day. */
  public record Span(LocalTime from, LocalTime until) {
    public Span {
      if (from.equals(until)) {
        throw new IllegalArgumentException("quiet hours need a beginning and another end");
      }
    }

    boolean holds(LocalTime time) {
      boolean begun = !time.isBefore(from);
      boolean notOver = time.isBefore(until);
      return from.isBefore(until) ? begun && notOver : begun || notOver;
    }
  }

  boolean at(Instant moment) {
    return span.filter(each -> each.holds(moment.atZone(zone).toLocalTime())).isPresent();
  }
}
