package dev.promoter.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measured times, in nanoseconds. */
final class Series {
  private final long[] sorted;

  private Series(long[] sorted) {
    this.sorted = sorted;
  }

  /** Something that can fail. */
  interface Work {
    void run() throws Exception;
  }

  /** Times the work so many times. */
  static Series of(int times, Work work) throws Exception {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      work.run();
      nanos[i] = System.nanoTime() - start;
    }
    return new Series(nanos).sort();
  }

  /** Something that can fail and tells itself how long what counts of it took. */
  interface Measured {
    long nanos() throws Exception;
  }

  /** The same for work of which only a part counts. */
  static Series measured(int times, Measured work) throws Exception {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      nanos[i] = work.nanos();
    }
    return new Series(nanos).sort();
  }

  private Series sort() {
    Arrays.sort(sorted);
    return this;
  }

  /** The time in milliseconds that so many of a hundred do not exceed. */
  double percentile(int share) {
    return sorted[Math.min(sorted.length - 1, sorted.length * share / 100)] / 1e6;
  }

  double median() {
    return sorted[sorted.length / 2] / 1e6;
  }

  /** In milliseconds, with the median first. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.1f ms (fastest %.1f, slowest %.1f, %d times)",
        median(),
        sorted[0] / 1e6,
        sorted[sorted.length - 1] / 1e6,
        sorted.length);
  }
}
