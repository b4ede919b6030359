package dev.promoter.schedule;

import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Schedule;
import dev.promoter.domain.Schedule.Cron;
import dev.promoter.domain.Schedule.Interval;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/**
 * Schedules in the terms of Quartz. Quartz fires by the clock of the machine, so that is the clock
 * here.
 */
final class Triggers {
  static final String GROUP = "release";

  private final ZoneId zone;

  Triggers(ZoneId zone) {
    this.zone = zone;
  }

  static JobKey jobKey(ReleaseName release) {
    return JobKey.jobKey(release.value(), GROUP);
  }

  static TriggerKey triggerKey(ReleaseName release) {
    return TriggerKey.triggerKey(release.value(), GROUP);
  }

  /** Not to be recovered after a crash: every release is woken at the next start in any case. */
  static JobDetail job(ReleaseName release) {
    return JobBuilder.newJob(WakeJob.class)
        .withIdentity(jobKey(release))
        .usingJobData(WakeJob.RELEASE, release.value())
        .storeDurably()
        .build();
  }

  /** The first firing of an interval is one interval from now: a new release is woken anyway. */
  Trigger trigger(ReleaseName release, Schedule schedule) {
    TriggerBuilder<Trigger> trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(triggerKey(release))
            .withDescription(description(schedule))
            .forJob(jobKey(release));
    Instant now = Instant.now();
    if (schedule instanceof Interval interval) {
      return trigger
          .startAt(Date.from(now.plus(interval.every())))
          .withSchedule(every(interval))
          .build();
    }
    Trigger cron = trigger.withSchedule(at((Cron) schedule)).build();
    if (cron.getFireTimeAfter(Date.from(now)) == null) {
      throw new IllegalArgumentException("the time '" + schedule.text() + "' never comes");
    }
    return cron;
  }

  /** Whether a stored trigger, if there is one, is of this schedule and still to come. */
  boolean isCurrent(@Nullable Trigger stored, Schedule schedule) {
    return stored != null
        && description(schedule).equals(stored.getDescription())
        && !isOverdue(stored);
  }

  /** Whether a stored trigger should have fired already, or will never fire again. */
  static boolean isOverdue(Trigger stored) {
    Date next = stored.getNextFireTime();
    return next == null || next.toInstant().isBefore(Instant.now());
  }

  private static ScheduleBuilder<?> every(Interval interval) {
    return SimpleScheduleBuilder.simpleSchedule()
        .withIntervalInMilliseconds(interval.every().toMillis())
        .repeatForever()
        .withMisfireHandlingInstructionNowWithRemainingCount();
  }

  private ScheduleBuilder<?> at(Cron cron) {
    return CronScheduleBuilder.cronSchedule(cron.text())
        .inTimeZone(TimeZone.getTimeZone(zone))
        .withMisfireHandlingInstructionFireAndProceed();
  }

  /** With the zone, as another zone makes it another schedule. */
  private String description(Schedule schedule) {
    return schedule instanceof Interval ? schedule.text() : schedule.text() + " " + zone;
  }
}
