package dev.promoter.insight;

import java.time.Duration;

/**
 * How often a requirement passed and failed, and what it cost.
 *
 * @param requirement its name
 * @param passed how many candidates met it
 * @param failed how many candidates did not
 * @param waits of how many it is known how long it took
 * @param waited how long those took together, from when the candidate was first known
 * @param blocked how long it was open in the candidate that was nearest to a promotion
 */
public record RequirementCount(
    String requirement, long passed, long failed, long waits, Duration waited, Duration blocked) {
  /** A requirement of which nothing is known yet. */
  public static RequirementCount none(String requirement) {
    return new RequirementCount(requirement, 0, 0, 0, Duration.ZERO, Duration.ZERO);
  }

  /** Both together. */
  public RequirementCount plus(RequirementCount other) {
    return new RequirementCount(
        requirement,
        passed + other.passed,
        failed + other.failed,
        waits + other.waits,
        waited.plus(other.waited),
        blocked.plus(other.blocked));
  }

  /** Which part passed, from 0 to 1; 1 when none was judged. */
  public double passRate() {
    return passed + failed == 0 ? 1 : (double) passed / (passed + failed);
  }

  /** How long it took on average. */
  public Duration meanWait() {
    return waits == 0 ? Duration.ZERO : waited.dividedBy(waits);
  }
}
