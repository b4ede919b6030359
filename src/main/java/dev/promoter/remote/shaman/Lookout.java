package dev.promoter.remote.shaman;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is known of the packages of one commit, and when to look again. Pauses double while nothing
 * changes, so that a registry that takes hours is not asked in every round.
 *
 * @param wanted what must be ready
 * @param platforms how each stood at the last look
 * @param since when the first look was
 * @param pause how long the last look is good for
 * @param next when to look again
 */
record Lookout(
    Wanted wanted, List<Readiness> platforms, Instant since, Duration pause, Instant next) {
  Lookout {
    platforms = List.copyOf(platforms);
  }

  /** The first look of a process; {@code since} is earlier when another one looked before. */
  static Lookout again(
      Wanted wanted, List<Readiness> seen, Instant since, Instant now, Duration pause) {
    return new Lookout(wanted, seen, since, pause, now.plus(pause));
  }

  /** What another look found. */
  Lookout then(List<Readiness> seen, Instant now, Duration shortest, Duration longest) {
    Duration doubled = pause.multipliedBy(2);
    Duration longer = doubled.compareTo(longest) < 0 ? doubled : longest;
    Duration wait = seen.equals(platforms) ? longer : shortest;
    return new Lookout(wanted, seen, since, wait, now.plus(wait));
  }

  boolean ready() {
    return platforms.stream().allMatch(Readiness::ready);
  }

  /** Packages that are ready stay ready; otherwise until the pause is over. */
  boolean holds(Instant now) {
    return ready() || now.isBefore(next);
  }

  boolean any(Readiness.State state) {
    return platforms.stream().anyMatch(platform -> platform.state() == state);
  }
}
