package dev.promoter.rules;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Verdict;
import java.util.List;

/**
 * The evidence of one requirement in short, so that the criteria need not look for the evidence of
 * each requirement again and again. Says what was reported, not what follows from it.
 *
 * @param requirement the requirement's name
 * @param passed whether its own job passed
 * @param alternativePassed whether an alternative passed
 * @param unknown whether some evidence could not be read
 * @param pending whether one of its jobs runs
 * @param failed whether one of its jobs failed
 */
public record Verdicts(
    String requirement,
    boolean passed,
    boolean alternativePassed,
    boolean unknown,
    boolean pending,
    boolean failed) {
  static Verdicts of(String requirement, List<Evidence> evidence) {
    boolean passed = false;
    boolean alternativePassed = false;
    boolean unknown = false;
    boolean pending = false;
    boolean failed = false;
    for (Evidence item : evidence) {
      Verdict verdict = item.verdict();
      passed |= verdict == Verdict.PASSED && !item.isAlternative();
      alternativePassed |= verdict == Verdict.PASSED && item.isAlternative();
      unknown |= verdict == Verdict.UNKNOWN;
      pending |= verdict == Verdict.PENDING;
      failed |= verdict == Verdict.FAILED;
    }
    return new Verdicts(requirement, passed, alternativePassed, unknown, pending, failed);
  }
}
