package dev.promoter.web.pages;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that may be a little old: many readers at once ask for it once. Safe for threads.
 *
 * @param <T> the value
 */
final class Recent<T> {
  private final Supplier<T> source;
  private final long life;
  private final LongSupplier nanos;
  private @Nullable T value;
  private long readAt;

  Recent(Duration life, Supplier<T> source) {
    this(life, source, System::nanoTime);
  }

  Recent(Duration life, Supplier<T> source, LongSupplier nanos) {
    this.source = source;
    this.life = life.toNanos();
    this.nanos = nanos;
  }

  synchronized T get() {
    T known = value;
    if (known != null && nanos.getAsLong() - readAt < life) {
      return known;
    }
    T fresh = source.get();
    value = fresh;
    readAt = nanos.getAsLong();
    return fresh;
  }

  /** The next one who asks gets what is true then. */
  synchronized void forget() {
    value = null;
  }
}
