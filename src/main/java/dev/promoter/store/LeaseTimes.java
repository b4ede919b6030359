package dev.promoter.store;

import java.time.Duration;

/**
 * How leases are kept.
 *
 * @param beat between two signs of life
 * @param life how long another process waits for one before it takes the process for dead
 * @param margin how long before the end of a life its holder begins nothing outside any more, so
 *     that a request which is on its way by then has come to its end
 */
record LeaseTimes(Duration beat, Duration life, Duration margin) {
  static final LeaseTimes STANDARD =
      new LeaseTimes(Duration.ofMillis(1500), Duration.ofSeconds(8), Duration.ofSeconds(3));

  /** How old the last confirmation may be when something is begun outside. */
  Duration confidence() {
    return life.minus(margin);
  }
}
