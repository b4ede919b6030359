package dev.promoter.domain;

import java.time.Duration;

/** When the rounds of a release begin. */
public sealed interface Schedule {
  /** The text by which two schedules are compared. */
  String text();

  /**
   * A round begins this long after the one before began.
   *
   * @param every longer than zero
   */
  record Interval(Duration every) implements Schedule {
    public Interval {
      if (every.isZero() || every.isNegative()) {
        throw new IllegalArgumentException("an interval must be longer than zero");
      }
    }

    @Override
    public String text() {
      return every.toString();
    }
  }

  /**
   * A round begins at times of the clock, meant in the operators' time zone.
   *
   * @param text a Quartz cron expression of six or seven fields, seconds first
   */
  record Cron(String text) implements Schedule {}
}
