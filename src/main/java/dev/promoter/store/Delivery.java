package dev.promoter.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.promoter.engine.Courier;
import dev.promoter.engine.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what is in the outbox to the couriers until it has arrived. Every letter arrives at least
 * once; after a kill in the middle it may arrive again, with the same number. Several processes may
 * deliver from one database.
 */
public final class Delivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final String TABLE = "due_work";
  private static final int THREADS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JdbiOutbox outbox;
  private final Map<String, Courier> couriers = new HashMap<>();
  private final DeliverySettings settings;
  private final InstantSource clock;
  private final Scheduler scheduler;

  private Delivery(
      DataSource dataSource,
      JdbiOutbox outbox,
      List<Courier> couriers,
      DeliverySettings settings,
      InstantSource clock) {
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
    for (Courier courier : couriers) {
      if (this.couriers.put(courier.channel(), courier) != null) {
        throw new IllegalArgumentException("two couriers for " + courier.channel());
      }
    }
    this.scheduler = scheduler(dataSource);
  }

  static Delivery start(
      DataSource dataSource,
      JdbiOutbox outbox,
      List<Courier> couriers,
      DeliverySettings settings,
      InstantSource clock) {
    Delivery delivery = new Delivery(dataSource, outbox, couriers, settings, clock);
    delivery.scheduler.start();
    return delivery;
  }

  private Scheduler scheduler(DataSource dataSource) {
    OneTimeTask<Void> task =
        Tasks.oneTime(JdbiOutbox.TASK)
            .onFailure(this::later)
            .execute((instance, context) -> deliver(instance.getId()));
    CalmExecutor calm = new CalmExecutor("outbox-due", 1);
    Scheduler made =
        Scheduler.create(dataSource, task)
            .tableName(TABLE)
            .schedulerName(new SchedulerName.Fixed("promoter-" + UUID.randomUUID()))
            .clock(clock::instant)
            .threads(THREADS)
            .executorService(new CalmExecutor("outbox", THREADS))
            .dueExecutor(calm)
            .housekeeperExecutor(new CalmScheduledExecutor("outbox-heartbeat"))
            .pollingInterval(settings.look())
            .heartbeatInterval(Duration.ofSeconds(10))
            .missedHeartbeatsLimit(12) // clocks of nodes may differ by a minute
            .deleteUnresolvedAfter(Duration.ofDays(3650))
            .shutdownMaxWait(PATIENCE)
            .failureLogging(LogLevel.OFF, false)
            .build();
    calm.wakeBy(made::triggerCheckForDueExecutions);
    return made;
  }

  /** Looks for letters at once; for whoever has just put one into the outbox. */
  public void hurry() {
    scheduler.triggerCheckForDueExecutions();
  }

  private void deliver(String number) {
    outbox.find(number).ifPresent(this::deliver);
  }

  private void deliver(JdbiOutbox.Addressed found) {
    Courier courier = couriers.get(found.channel());
    try {
      if (courier == null) {
        throw RemoteException.of(
            "outbox",
            "deliver a notice",
            found.channel(),
            "no courier of this name is configured",
            0,
            true);
      }
      courier.deliver(found.letter());
    } catch (RemoteException fault) {
      failed(found, fault);
      return;
    }
    outbox.delivered(found.letter().number());
  }

  private void failed(JdbiOutbox.Addressed found, RemoteException fault) {
    Duration age = Duration.between(found.since(), clock.instant());
    String number = found.letter().number();
    if (!fault.retryable() || age.compareTo(settings.giveUp()) > 0) {
      LOG.error("A notice is given up: {}", fault.sentence());
      outbox.givenUp(number, fault.sentence());
      return;
    }
    LOG.warn("A notice is tried again later: {}", fault.sentence());
    outbox.failed(number, fault.sentence());
    throw new Undelivered();
  }

  private void later(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    int failures = complete.getExecution().consecutiveFailures + 1;
    Instant next = clock.instant().plus(settings.pause(failures));
    operations.reschedule(complete, next);
    @Nullable Throwable cause = complete.getCause().orElse(null);
    if (!(cause instanceof Undelivered)) {
      LOG.error("A notice could not be delivered and is tried again", cause);
    }
  }

  /** Ends after the letters that are on their way just now; the store has to be open still. */
  @Override
  public void close() {
    scheduler.stop();
  }

  /** Tells the scheduler that the work has to be done again; what happened is recorded already. */
  private static final class Undelivered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undelivered() {
      super("not delivered", null, false, false);
    }
  }
}
