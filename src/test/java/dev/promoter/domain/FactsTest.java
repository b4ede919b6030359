package dev.promoter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static final ReleaseName RELEASE = new ReleaseName("CentOS-9/master");
  private static final LinkName LINK = new LinkName("current-tripleo");
  private static final Candidate BUILD =
      new CommitCandidate(new CommitHash("a".repeat(40), "b".repeat(40), ""), "");
  private static final Candidate REVISION = new RevisionCandidate("c".repeat(40));

  private static final Waiver ANY = waiver(1, "", "");
  private static final Waiver OTHER = waiver(2, "disk full", "");
  private static final Waiver MIRROR = waiver(3, "mirror", "");
  private static final Waiver RUN = waiver(4, "", "job-b@run-1");
  private static final Waiver OTHER_RUN = waiver(5, "", "job-b@run-9");

  private static final Evidence MIRROR_DOWN = failure("run-1", "the mirror is down");
  private static final Evidence CRASH = failure("run-2", "it crashed");

  @Test
  void a_waiver_of_another_failure_has_no_part_in_a_waived_requirement() {
    assertThat(accepting(BUILD, RequirementState.WAIVED, MIRROR_DOWN))
        .containsExactly(ANY, MIRROR, RUN);
  }

  @Test
  void a_waiver_of_one_failure_has_no_part_in_accepting_two() {
    assertThat(accepting(BUILD, RequirementState.WAIVED, MIRROR_DOWN, CRASH)).containsExactly(ANY);
  }

  @Test
  void silence_is_accepted_by_nobody_who_named_a_failure() {
    assertThat(accepting(BUILD, RequirementState.WAIVED)).containsExactly(ANY);
  }

  @Test
  void failures_of_a_suite_may_be_accepted_one_by_one() {
    assertThat(accepting(REVISION, RequirementState.WAIVED, MIRROR_DOWN, CRASH))
        .containsExactly(ANY, MIRROR, RUN);
  }

  @Test
  void nobody_accepts_what_is_not_waived() {
    assertThat(accepting(BUILD, RequirementState.FAILED, MIRROR_DOWN)).isEmpty();
  }

  private static List<Waiver> accepting(
      Candidate candidate, RequirementState state, Evidence... evidence) {
    Facts facts =
        new Facts(
            RELEASE,
            "dlrn",
            new Target(
                LINK,
                new LinkName("tripleo-ci-testing"),
                "",
                List.of(new Requirement("job-b", List.of()))),
            candidate,
            new Standing(Relation.NEWER, ""),
            List.of(evidence),
            List.of(ANY, OTHER, MIRROR, RUN, OTHER_RUN),
            List.of(),
            new Moment(Instant.EPOCH, ZoneOffset.UTC));
    return facts.accepting(new RequirementReport("job-b", state, List.of(evidence)));
  }

  private static Waiver waiver(long id, String pattern, String evidence) {
    return new Waiver(
        id,
        RELEASE,
        LINK,
        "job-b",
        "",
        pattern,
        evidence,
        false,
        "ann",
        "known",
        "",
        Instant.EPOCH,
        Hold.NO_END);
  }

  private static Evidence failure(String run, String detail) {
    String url = "https://logs.example.org/" + run;
    return new Evidence("job-b", "job-b", Verdict.FAILED, url, Instant.EPOCH, detail);
  }
}
