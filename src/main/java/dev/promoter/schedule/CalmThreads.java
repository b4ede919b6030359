package dev.promoter.schedule;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.quartz.core.QuartzSchedulerThread;
import org.quartz.spi.ThreadExecutor;

/**
 * Runs the threads of Quartz where its interrupts do not reach them: at its end Quartz interrupts
 * the thread that writes the triggers, and H2 closes a database file for good when a thread that
 * writes to it is interrupted, under the rounds that still have to record what they did. Public
 * because Quartz makes it by its name.
 */
public final class CalmThreads implements ThreadExecutor {
  private static final Map<String, Queue<CountDownLatch>> WRITERS = new ConcurrentHashMap<>();

  private String owner = "";

  /** Under which name {@link #await} finds the threads; called by Quartz, from a property. */
  public void setOwner(String owner) {
    this.owner = owner;
  }

  @Override
  public void initialize() {}

  /** The thread itself is never started, so who interrupts it reaches nobody. */
  @Override
  public void execute(Thread thread) {
    CountDownLatch ended = new CountDownLatch(1);
    if (thread instanceof QuartzSchedulerThread) {
      WRITERS.computeIfAbsent(owner, name -> new ConcurrentLinkedQueue<>()).add(ended);
    }
    Runnable work = thread;
    Thread carrier =
        new Thread(
            () -> {
              try {
                work.run();
              } finally {
                ended.countDown();
              }
            },
            thread.getName());
    carrier.setDaemon(true);
    carrier.start();
  }

  /**
   * Waits until the thread that writes the triggers has ended, which Quartz, shut down, believes at
   * once. An interrupt ends the waiting and is left where it was.
   *
   * @return whether it has
   */
  static boolean await(String owner, Duration limit) {
    Queue<CountDownLatch> writers = WRITERS.remove(owner);
    if (writers == null) {
      return true;
    }
    try {
      for (CountDownLatch ended : writers) {
        if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
