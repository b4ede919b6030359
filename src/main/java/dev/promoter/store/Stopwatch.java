package dev.promoter.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Measures how much time has passed. By the clock that only counts, because the clock of the day is
 * set; but that one stands still while a machine is suspended, so whoever has to be careful asks
 * for the longer of the two.
 */
class Stopwatch {
  static final Stopwatch SYSTEM = new Stopwatch(System::nanoTime, InstantSource.system());

  private final LongSupplier nanos;
  private final InstantSource clock;

  Stopwatch(LongSupplier nanos, InstantSource clock) {
    this.nanos = nanos;
    this.clock = clock;
  }

  Mark now() {
    return new Mark(nanos.getAsLong(), clock.instant());
  }

  /** What has surely passed since. */
  Duration since(Mark mark) {
    return Duration.ofNanos(nanos.getAsLong() - mark.nanos());
  }

  /** What may have passed since. */
  Duration atMostSince(Mark mark) {
    Duration counted = since(mark);
    Duration shown = Duration.between(mark.instant(), clock.instant()).abs();
    return counted.compareTo(shown) > 0 ? counted : shown;
  }

  void await(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  /** A moment. */
  record Mark(long nanos, Instant instant) {}
}
