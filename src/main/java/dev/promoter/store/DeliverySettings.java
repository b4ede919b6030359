package dev.promoter.store;

import java.time.Duration;

/**
 * How patient the delivery is.
 *
 * @param look how often it looks for letters that are due
 * @param firstPause how long it waits after a first failure; doubled for each further one
 * @param longestPause the longest such wait
 * @param giveUp how old a letter becomes before it is given up
 */
public record DeliverySettings(
    Duration look, Duration firstPause, Duration longestPause, Duration giveUp) {
  /**
   * Looks every five seconds, tries again after half a minute up to a quarter of an hour, a week.
   */
  public static DeliverySettings standard() {
    return new DeliverySettings(
        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofDays(7));
  }

  /** The wait after so many failures in a row. */
  Duration pause(int failures) {
    Duration wait = firstPause.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
    return wait.compareTo(longestPause) > 0 ? longestPause : wait;
  }
}
