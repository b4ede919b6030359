package dev.promoter.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time of a judgement as a fact, so that rules never ask a clock and a stored judgement can be
 * repeated.
 *
 * @param at the instant
 * @param zone the operators' time zone, in which days and hours are meant
 */
public record Moment(Instant at, ZoneId zone) {
  /** The day of the week in the operators' time zone. */
  public DayOfWeek getDayOfWeek() {
    return at.atZone(zone).getDayOfWeek();
  }

  /** The hour of the day, 0 to 23, in the operators' time zone. */
  public int getHour() {
    return at.atZone(zone).getHour();
  }

  /** The day as {@code yyyy-mm-dd} in the operators' time zone. */
  public String getDate() {
    return at.atZone(zone).toLocalDate().toString();
  }
}
