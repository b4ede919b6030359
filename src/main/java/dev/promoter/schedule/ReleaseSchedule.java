package dev.promoter.schedule;

import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Schedule;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes each release on its schedule. The triggers are kept in the database, so that a restart does
 * not move them; firings that were missed are made up for by one. Several processes may share the
 * triggers: then one of them is woken, be it one that does not know the release. A release may be
 * woken once too often: whoever is woken has to bear it.
 */
public final class ReleaseSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseSchedule.class);
  private static final int ATTEMPTS_TO_FORGET = 5;
  private static final Duration TO_END = Duration.ofSeconds(10);

  private final String provider;
  private final Scheduler scheduler;
  private final Triggers triggers;
  private final Set<ReleaseName> known;
  private final Set<ReleaseName> awake = ConcurrentHashMap.newKeySet();
  private final boolean clustered;
  private final Consumer<ReleaseName> wake;

  private ReleaseSchedule(
      String provider,
      Scheduler scheduler,
      Triggers triggers,
      Set<ReleaseName> known,
      boolean clustered,
      Consumer<ReleaseName> wake) {
    this.provider = provider;
    this.scheduler = scheduler;
    this.triggers = triggers;
    this.known = known;
    this.clustered = clustered;
    this.wake = wake;
  }

  /**
   * Starts to wake releases; none is woken before it was {@link #set}.
   *
   * @param dataSource a database with the tables of Quartz; not closed by this
   * @param clustered whether other processes may work with the same tables
   * @param zone the operators' time zone, in which cron expressions are meant
   * @param wake is told whom to wake; called by few threads, so it must not block
   * @throws ScheduleException when the tables cannot be used
   */
  public static ReleaseSchedule start(
      DataSource dataSource, boolean clustered, ZoneId zone, Consumer<ReleaseName> wake) {
    Set<ReleaseName> known = ConcurrentHashMap.newKeySet();
    try {
      String provider = Schedulers.freshProvider();
      Scheduler scheduler = Schedulers.create(provider, dataSource, clustered);
      Consumer<ReleaseName> wakeKnown =
          release -> {
            if (clustered || known.contains(release)) {
              wake.accept(release);
            }
          };
      scheduler.setJobFactory((firing, owner) -> new WakeJob(wakeKnown));
      if (!clustered) {
        forgetOverdue(scheduler);
      }
      scheduler.start();
      return new ReleaseSchedule(provider, scheduler, new Triggers(zone), known, clustered, wake);
    } catch (SQLException | SchedulerException e) {
      throw fault("start", e);
    }
  }

  /** These were woken by other means, so that {@link #set} need not do it. */
  public void awake(Set<ReleaseName> releases) {
    awake.addAll(releases);
  }

  /**
   * Gives a release its schedule. A release this process has not seen yet is woken at once. A
   * schedule that is the same as the stored one keeps its next time; another one replaces it.
   *
   * @throws IllegalArgumentException with a sentence when the schedule never fires
   * @throws ScheduleException when it cannot be stored
   */
  public void set(ReleaseName release, Schedule schedule) {
    try {
      if (!triggers.isCurrent(scheduler.getTrigger(Triggers.triggerKey(release)), schedule)) {
        Trigger trigger = triggers.trigger(release, schedule);
        scheduler.scheduleJob(Triggers.job(release), Set.of(trigger), true);
      }
      if (known.add(release) && !awake.remove(release)) {
        wakeHere(release);
      }
    } catch (SchedulerException e) {
      throw fault("store the schedule of " + release, e);
    }
  }

  /** With shared triggers another process would be woken. */
  private void wakeHere(ReleaseName release) throws SchedulerException {
    if (clustered) {
      wake.accept(release);
    } else {
      scheduler.triggerJob(Triggers.jobKey(release));
    }
  }

  /**
   * Forgets a release; it is not woken any more. Shared triggers stay: other processes may have the
   * release still.
   *
   * @throws ScheduleException when that cannot be stored
   */
  public void remove(ReleaseName release) {
    known.remove(release);
    if (!clustered) {
      delete(release);
    }
  }

  /**
   * Deletes a shared trigger, as no process has the release any more.
   *
   * @throws ScheduleException when that cannot be stored
   */
  public void discard(ReleaseName release) {
    if (!known.contains(release)) {
      delete(release);
    }
  }

  private void delete(ReleaseName release) {
    for (int attempt = 1; ; attempt++) {
      try {
        scheduler.deleteJob(Triggers.jobKey(release));
        return;
      } catch (SchedulerException e) {
        // The trigger of a wake-up at once may end by itself between being listed and being
        // removed.
        if (attempt == ATTEMPTS_TO_FORGET) {
          throw fault("forget the schedule of " + release, e);
        }
      }
    }
  }

  /**
   * Forgets all releases but these: those whose files went while nothing ran. With shared triggers
   * nobody knows whether something ran.
   *
   * @throws ScheduleException when that cannot be stored
   */
  public void retain(Set<ReleaseName> releases) {
    if (clustered) {
      return;
    }
    try {
      for (JobKey key : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(Triggers.GROUP))) {
        ReleaseName release = new ReleaseName(key.getName());
        if (!releases.contains(release)) {
          remove(release);
        }
      }
    } catch (SchedulerException e) {
      throw fault("read the stored schedules", e);
    }
  }

  /**
   * Wakes a release beside its schedule; one without a schedule is left alone.
   *
   * @throws ScheduleException when that cannot be stored
   */
  public void wakeNow(ReleaseName release) {
    if (!known.contains(release)) {
      return;
    }
    try {
      scheduler.triggerJob(Triggers.jobKey(release));
    } catch (SchedulerException e) {
      throw fault("wake " + release, e);
    }
  }

  /** Why nobody is woken; empty while the scheduler works. */
  public Optional<String> fault() {
    try {
      return scheduler.isStarted() && !scheduler.isInStandbyMode() && !scheduler.isShutdown()
          ? Optional.empty()
          : Optional.of("the scheduler does not run");
    } catch (SchedulerException e) {
      return Optional.of("the scheduler does not say whether it runs: " + e.getMessage());
    }
  }

  /**
   * Ends after the jobs in hand, which is at once as they only say a name; the schedules stay
   * stored. To be closed before the database.
   */
  @Override
  public void close() {
    known.clear();
    try {
      scheduler.shutdown(true);
      if (!CalmThreads.await(provider, TO_END)) {
        LOG.warn("the scheduler still uses the database {} seconds on", TO_END.toSeconds());
      }
    } catch (SchedulerException e) {
      throw fault("stop", e);
    }
  }

  /**
   * Who was due while nothing ran is woken by {@link #set} in any case; the scheduler would do it
   * once more.
   */
  private static void forgetOverdue(Scheduler scheduler) throws SchedulerException {
    for (TriggerKey key :
        scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(Triggers.GROUP))) {
      if (Triggers.isOverdue(scheduler.getTrigger(key))) {
        scheduler.unscheduleJob(key);
      }
    }
  }

  private static ScheduleException fault(String attempt, Exception cause) {
    return new ScheduleException(
        "the scheduler could not %s: %s".formatted(attempt, cause.getMessage()), cause);
  }
}
