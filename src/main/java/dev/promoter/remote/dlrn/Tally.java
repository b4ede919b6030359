package dev.promoter.remote.dlrn;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up the votes of each job: any success wins, whatever came before or after it (contract
 * dlrn.md section 6, step 3c). Without one, the job is pending if it was started again after its
 * newest failure, else failed. A vote that is in progress is never a success, whatever it says of
 * itself: the job has not ended.
 */
final class Tally {
  private static final Comparator<Vote> BY_TIME = Comparator.comparing(Vote::at);

  /** At the same second a failure counts more than a start: it needs an end that is later. */
  private static final Comparator<Vote> FAILURE_LAST = BY_TIME.thenComparing(Vote::failed);

  private Tally() {}

  static List<Evidence> of(List<Vote> votes) {
    Map<String, List<Vote>> byJob = new LinkedHashMap<>();
    for (Vote vote : votes) {
      byJob.computeIfAbsent(vote.job(), job -> new ArrayList<>()).add(vote);
    }
    return byJob.values().stream().map(Tally::sum).toList();
  }

  private static Evidence sum(List<Vote> votes) {
    return votes.stream()
        .filter(Vote::passed)
        .max(BY_TIME)
        .map(success -> evidence(success, Verdict.PASSED))
        .orElseGet(() -> withoutSuccess(votes));
  }

  private static Evidence withoutSuccess(List<Vote> votes) {
    Vote newest = votes.stream().max(FAILURE_LAST).orElseThrow();
    return evidence(newest, newest.failed() ? Verdict.FAILED : Verdict.PENDING);
  }

  private static Evidence evidence(Vote vote, Verdict verdict) {
    return Evidence.of(vote.job(), verdict, vote.url(), vote.at(), vote.notes());
  }
}
