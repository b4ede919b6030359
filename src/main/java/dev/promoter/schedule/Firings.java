package dev.promoter.schedule;

import dev.promoter.domain.Schedule;
import dev.promoter.domain.Schedule.Cron;
import dev.promoter.domain.Schedule.Interval;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When a schedule is due, without a scheduler. */
public final class Firings {
  private Firings() {}

  /**
   * The moment with this number, counted from 1, at which a schedule is due after a moment; {@link
   * Instant#MAX} when it never is.
   *
   * @param zone in which cron expressions are meant
   */
  public static Instant after(Instant moment, int number, Schedule schedule, ZoneId zone) {
    if (schedule instanceof Interval interval) {
      return moment.plus(interval.every().multipliedBy(number));
    }
    try {
      CronExpression cron = new CronExpression(((Cron) schedule).text());
      cron.setTimeZone(TimeZone.getTimeZone(zone));
      Date at = Date.from(moment);
      for (int i = 0; i < number && at != null; i++) {
        at = cron.getNextValidTimeAfter(at);
      }
      return at == null ? Instant.MAX : at.toInstant();
    } catch (ParseException e) {
      throw new IllegalArgumentException("'" + schedule.text() + "' is no cron expression", e);
    }
  }
}
