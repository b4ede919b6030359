package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations.ApprovalRequest;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RevisionCandidate;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.fakes.InMemoryHistory;
import dev.promoter.fakes.InMemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final ReleaseName NAME = new ReleaseName("ceph/tentacle");
  private static final String COMMIT = "a".repeat(40);
  private static final String OTHER = "b".repeat(40);
  private static final Target TARGET =
      new Target(
          new LinkName("v20.1.0"),
          new LinkName("tentacle"),
          "",
          List.of(new Requirement("rados"), new Requirement("upgrade/quincy-x")));

  private final InMemoryHistory history = new InMemoryHistory(new InMemoryJournal());

  private static Release release(String workflow, String... options) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    return new Release(
        NAME, "f", workflow, List.of(TARGET), false, 1, Duration.ofHours(1), new Settings(values));
  }

  private void judged(String sha1) {
    RevisionCandidate candidate = new RevisionCandidate(sha1);
    Facts facts =
        new Facts(
            NAME,
            "ceph",
            TARGET,
            candidate,
            new Standing(Relation.NEWER, ""),
            List.of(),
            List.of(),
            List.of(),
            new Moment(NOON, ZoneOffset.UTC));
    report(
        List.of(
            new TargetReport.Judged(
                facts, new Judgement(candidate, new Decision.Wait("waits"), List.of()))));
  }

  private void report(List<TargetReport.Judged> judged) {
    TargetReport target =
        new TargetReport(
            TARGET.link(),
            TARGET.source(),
            "",
            TargetOutcome.NOT_PROMOTED,
            "",
            "",
            "round " + judged.size(),
            judged,
            List.of(),
            false);
    history.record(new ReleaseReport(NAME, "f", "", List.of(target), false, NOON, NOON));
  }

  private Approval draft(Optional<Release> release, String subject, String sha1, String by) {
    Optional<String> given = Optional.of(sha1).filter(text -> !text.isEmpty());
    return new Approvals(release, history)
        .draft(new ApprovalRequest(NAME, Optional.empty(), subject, given, by, "fine"), NOON);
  }

  private void refused(Optional<Release> release, String subject, String by, String... words) {
    assertThatThrownBy(() -> draft(release, subject, "", by))
        .isInstanceOf(OperationException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void without_a_commit_the_one_of_the_last_judged_round_is_meant() {
    judged(OTHER);
    judged(COMMIT);
    report(List.of());

    Approval approval = draft(Optional.of(release("ceph")), "upgrade:quincy-x", "", "ann");

    assertThat(approval.candidate()).isEqualTo(COMMIT);
    assertThat(approval.subject()).isEqualTo("upgrade/quincy-x");
    assertThat(approval.target()).isEqualTo(TARGET.link());
    assertThat(draft(Optional.of(release("ceph")), "release", OTHER, "ann"))
        .extracting(Approval::candidate, Approval::subject)
        .containsExactly(OTHER, "");
  }

  @Test
  void a_commit_that_nobody_judged_must_be_named() {
    refused(Optional.of(release("ceph")), "rados", "ann", "has judged a commit yet", "--sha1");
    assertThat(draft(Optional.of(release("ceph", "ceph_sha1", OTHER)), "", "", "ann").candidate())
        .isEqualTo(OTHER);

    judged(COMMIT);
    refused(
        Optional.of(release("ceph", "ceph_sha1", OTHER)), "rados", "ann", COMMIT, OTHER, "--sha1");
  }

  @Test
  void only_what_the_release_has_can_be_approved() {
    judged(COMMIT);

    refused(
        Optional.of(release("ceph")),
        "radoz",
        "ann",
        "v20.1.0 has neither a suite nor a step 'radoz'",
        "rados, upgrade/quincy-x, build, schedule, release; the nearest known one is 'rados'");
    refused(Optional.of(release("dlrn")), "rados", "ann", "name the target with --target");
  }

  @Test
  void where_there_is_a_lead_nobody_else_approves() {
    judged(COMMIT);
    Optional<Release> release =
        Optional.of(release("ceph", "approvals", "rados,build", "lead rados", "Radek"));

    refused(release, "rados", "ann", "rados is led by Radek", "ann would not count");
    assertThat(draft(release, "rados", "", "radek").by()).isEqualTo("radek");
    assertThat(draft(release, "build", "", "ann").subject()).isEqualTo("build");
  }

  @Test
  void a_candidate_is_approved_for_a_target_by_those_whose_word_counts() {
    Release release =
        release(
            "dlrn",
            "approvals v20.1.0 from",
            "@managers,kim",
            "approvals v20.1.0 needed",
            "2",
            "role managers members",
            "Ann,bob");

    assertThat(promotion(release, "v20.1.0", COMMIT, "ann").candidate()).isEqualTo(COMMIT);
    assertThatThrownBy(() -> promotion(release, "v20.1.0", COMMIT, "eve"))
        .isInstanceOf(OperationException.class)
        .hasMessage("v20.1.0 is approved by Ann, bob, kim; an approval of eve would not count");
    assertThatThrownBy(() -> promotion(release, "other", COMMIT, "ann"))
        .hasMessageContaining("has no target 'other'");
    assertThatThrownBy(() -> promotion(release("dlrn"), "v20.1.0", COMMIT, "ann"))
        .hasMessage("nothing of v20.1.0 waits for approvals; see [approvals v20.1.0]");
    assertThatThrownBy(() -> promotion(release, "v20.1.0", "", "ann"))
        .hasMessage("name the candidate with --candidate");
  }

  private Approval promotion(Release release, String target, String candidate, String by) {
    ApprovalRequest request =
        new ApprovalRequest(
            NAME,
            Optional.of(new LinkName(target)),
            "",
            Optional.of(candidate).filter(id -> !id.isEmpty()),
            by,
            "fine");
    return new Approvals(Optional.of(release), history).draft(request, NOON);
  }

  @Test
  void a_release_without_a_file_is_known_by_its_rounds() {
    refused(Optional.empty(), "rados", "ann", "there is no release 'ceph/tentacle'");
    judged(COMMIT);

    assertThat(draft(Optional.empty(), "rados", "", "ann").candidate()).isEqualTo(COMMIT);
  }
}
