package dev.promoter.health;

import java.time.Duration;

/**
 * From when on something is bad.
 *
 * @param intervals how many rounds of a release may be due without one that was completed
 * @param leastLate however short the intervals are, a release is not late before
 * @param outboxStuck how long a notice may wait after a failed attempt
 * @param standstill how long the main loop may stand still
 */
public record Limits(int intervals, Duration leastLate, Duration outboxStuck, Duration standstill) {
  public Limits {
    if (intervals < 1) {
      throw new IllegalArgumentException("at least one interval");
    }
  }
}
