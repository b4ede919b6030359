package dev.promoter.remote.dlrn;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Verdict;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Sums up the votes of each job: any success wins, whatever came before or after it (contract
 * dlrn.md section 6, step 3c). Without one, the job is pending if it was started again after its
 * newest failure, else failed. A vote that is in progress is never a success, whatever it says of
 * itself: the job has not ended.
 */
final class Tally {
  /**
   * The vote that counts is the greatest. At the same second a failure counts more than a start: it
   * needs an end that is later.
   */
  private static final Comparator<Vote> BY_WEIGHT =
      Comparator.comparing(Vote::passed).thenComparing(Vote::at).thenComparing(Vote::failed);

  private Tally() {}

  static List<Evidence> of(List<Vote> votes) {
    Map<String, Vote> byJob = new LinkedHashMap<>();
    for (Vote vote : votes) {
      byJob.merge(vote.job(), vote, BinaryOperator.maxBy(BY_WEIGHT));
    }
    return byJob.values().stream().map(Tally::evidence).toList();
  }

  private static Evidence evidence(Vote vote) {
    return Evidence.of(vote.job(), verdict(vote), vote.url(), vote.at(), vote.notes());
  }

  private static Verdict verdict(Vote vote) {
    if (vote.passed()) {
      return Verdict.PASSED;
    }
    return vote.failed() ? Verdict.FAILED : Verdict.PENDING;
  }
}
