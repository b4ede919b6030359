package dev.promoter.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Remembers what is scheduled; nothing of it is due before the scheduler is closed. */
final class RecordingScheduler extends ScheduledThreadPoolExecutor implements AutoCloseable {
  private final List<Duration> delays = new ArrayList<>();

  RecordingScheduler() {
    super(0);
  }

  List<Duration> delays() {
    return delays;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    delays.add(Duration.of(delay, unit.toChronoUnit()));
    return super.schedule(command, 1, TimeUnit.DAYS);
  }

  @Override
  public void close() {
    shutdownNow();
  }
}
