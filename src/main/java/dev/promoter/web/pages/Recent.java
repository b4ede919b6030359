package dev.promoter.web.pages;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that may be a little old: many readers at once ask for it once. While one of them reads
 * it anew, the others get the one before and do not wait, as long as that is not twice as old as it
 * may be. Safe for threads.
 *
 * @param <T> the value
 */
final class Recent<T> {
  private final Supplier<T> source;
  private final long life;
  private final LongSupplier nanos;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Known<T> known;
  private long changes;

  private record Known<T>(T value, long readAt) {}

  Recent(Duration life, Supplier<T> source) {
    this(life, source, System::nanoTime);
  }

  Recent(Duration life, Supplier<T> source, LongSupplier nanos) {
    this.source = source;
    this.life = life.toNanos();
    this.nanos = nanos;
  }

  T get() {
    Known<T> last = known;
    if (last != null && younger(last, life)) {
      return last.value();
    }
    if (last != null && younger(last, 2 * life)) {
      return reading.tryLock() ? readAndUnlock() : last.value();
    }
    reading.lock();
    return readAndUnlock();
  }

  private T readAndUnlock() {
    try {
      Known<T> last = known;
      return last != null && younger(last, life) ? last.value() : read();
    } finally {
      reading.unlock();
    }
  }

  private T read() {
    long before = changes();
    T fresh = source.get();
    keep(new Known<>(fresh, nanos.getAsLong()), before);
    return fresh;
  }

  private boolean younger(Known<T> one, long age) {
    return nanos.getAsLong() - one.readAt() < age;
  }

  private synchronized long changes() {
    return changes;
  }

  /** What was read before something was changed may be of before the change. */
  private synchronized void keep(Known<T> fresh, long before) {
    if (changes == before) {
      known = fresh;
    }
  }

  /** The next one who asks gets what is true then. */
  synchronized void forget() {
    changes++;
    known = null;
  }
}
