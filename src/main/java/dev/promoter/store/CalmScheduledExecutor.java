package dev.promoter.store;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/** The same as {@link CalmExecutor} for what runs at intervals. */
final class CalmScheduledExecutor extends ScheduledThreadPoolExecutor {
  CalmScheduledExecutor(String name) {
    super(1, daemons(name));
    setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }
}
