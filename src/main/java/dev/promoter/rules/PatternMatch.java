package dev.promoter.rules;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Waiver;

/**
 * Whether one failure of a requirement is one that a waiver covers. Compared here, because rules
 * only look at facts.
 *
 * @param waiver a waiver with a pattern, or bound to the evidence of a job
 * @param failure the failure
 * @param found whether the failure contains the pattern, upper and lower case being the same, and
 *     is that evidence
 */
public record PatternMatch(Waiver waiver, Evidence failure, boolean found) {
  /** In the name of the job, the detail or the address of the failure. */
  static PatternMatch anywhere(Waiver waiver, Evidence failure) {
    return new PatternMatch(waiver, failure, waiver.fits(failure, false));
  }

  /**
   * In the detail alone, which of a suite is the description of the test: the name of the suite and
   * the address of the log are the same for all its failures.
   */
  static PatternMatch inDetail(Waiver waiver, Evidence failure) {
    return new PatternMatch(waiver, failure, waiver.fits(failure, true));
  }
}
