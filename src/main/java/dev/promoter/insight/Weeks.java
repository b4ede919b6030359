package dev.promoter.insight;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.TreeMap;

/** Weeks of UTC, each known by its Monday. */
public final class Weeks {
  private Weeks() {}

  /** The Monday of the week of an instant. */
  public static LocalDate monday(Instant at) {
    return at.atZone(ZoneOffset.UTC)
        .toLocalDate()
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** How much of the time between two instants falls into each week. */
  static Map<LocalDate, Duration> split(Instant from, Instant to) {
    Map<LocalDate, Duration> parts = new TreeMap<>();
    Instant begin = from;
    while (begin.isBefore(to)) {
      LocalDate monday = monday(begin);
      Instant next = monday.plusWeeks(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant end = next.isBefore(to) ? next : to;
      parts.put(monday, Duration.between(begin, end));
      begin = end;
    }
    return parts;
  }
}
