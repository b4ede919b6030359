package dev.promoter.config;

import dev.promoter.domain.Schedule;
import java.text.ParseException;
import org.quartz.CronExpression;

/**
 * The texts by which operators say when the rounds of a release begin: the option {@code schedule}.
 */
public final class Schedules {
  private Schedules() {}

  /**
   * Reads {@code 10m}, {@code 45s}, {@code 1h} or a Quartz cron expression.
   *
   * @throws IllegalArgumentException for anything else, with a sentence for the operator
   */
  public static Schedule parse(String text) {
    if (Durations.matches(text)) {
      return new Schedule.Interval(Durations.parse(text));
    }
    try {
      CronExpression.validateExpression(text);
      return new Schedule.Cron(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "'"
              + Problems.abridged(text)
              + "' is neither an interval such as 10m nor a Quartz cron expression ("
              + e.getMessage()
              + ")",
          e);
    }
  }
}
