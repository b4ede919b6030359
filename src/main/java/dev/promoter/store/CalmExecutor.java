package dev.promoter.store;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Never interrupts its threads: H2 closes a database file for good when a thread that uses it is
 * interrupted, and the scheduler would do so at its end.
 */
final class CalmExecutor extends ThreadPoolExecutor {
  private volatile Runnable wake = () -> {};

  CalmExecutor(String name, int threads) {
    super(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        CalmScheduledExecutor.daemons(name));
  }

  /** What ends the sleep of a task instead of an interrupt. */
  void wakeBy(Runnable alarm) {
    wake = alarm;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    wake.run();
    return List.of();
  }
}
