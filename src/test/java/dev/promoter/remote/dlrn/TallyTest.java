package dev.promoter.remote.dlrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static Vote vote(int at, boolean success, boolean inProgress) {
    return new Vote(
        "j", success, inProgress, Instant.ofEpochSecond(at), "http://log/" + at, "n" + at);
  }

  private static Vote success(int at) {
    return vote(at, true, false);
  }

  private static Vote failure(int at) {
    return vote(at, false, false);
  }

  private static Vote running(int at) {
    return vote(at, false, true);
  }

  private static Evidence sum(Vote... votes) {
    List<Evidence> evidence = Tally.of(List.of(votes));
    assertThat(evidence).hasSize(1);
    return evidence.get(0);
  }

  private static Evidence evidence(Verdict verdict, int at) {
    return Evidence.of("j", verdict, "http://log/" + at, Instant.ofEpochSecond(at), "n" + at);
  }

  @Test
  void no_votes_are_no_evidence() {
    assertThat(Tally.of(List.of())).isEmpty();
  }

  @Test
  void any_success_wins_whatever_came_after_it() {
    assertThat(sum(failure(1), success(2), failure(3), running(4)))
        .isEqualTo(evidence(Verdict.PASSED, 2));
  }

  @Test
  void the_newest_success_is_shown() {
    assertThat(sum(success(5), success(9), success(7))).isEqualTo(evidence(Verdict.PASSED, 9));
  }

  @Test
  void a_job_started_again_after_its_failure_is_pending() {
    assertThat(sum(failure(1), running(2))).isEqualTo(evidence(Verdict.PENDING, 2));
  }

  @Test
  void a_job_that_failed_after_its_last_start_is_failed() {
    assertThat(sum(running(2), failure(3), failure(1))).isEqualTo(evidence(Verdict.FAILED, 3));
  }

  @Test
  void a_failure_and_a_start_in_the_same_second_are_a_failure() {
    assertThat(sum(running(2), failure(2)).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(sum(failure(2), running(2)).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void a_running_job_that_calls_itself_successful_has_not_passed() {
    assertThat(sum(vote(3, true, true)).verdict()).isEqualTo(Verdict.PENDING);
    assertThat(sum(vote(3, true, true), failure(4)).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void each_job_has_evidence_of_its_own() {
    Vote other = new Vote("k", false, false, Instant.EPOCH, "", "");

    assertThat(Tally.of(List.of(success(1), other, failure(2))))
        .extracting(Evidence::job, Evidence::verdict)
        .containsExactly(tuple("j", Verdict.PASSED), tuple("k", Verdict.FAILED));
  }
}
