package dev.promoter.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApprovalGateTest {
  private static final ReleaseName NAME = new ReleaseName("ceph/tentacle");
  private static final LinkName LINK = new LinkName("v20.1.0");
  private static final Candidate COMMIT = new RevisionCandidate("a".repeat(40));
  private static final Candidate NEXT = new RevisionCandidate("b".repeat(40));
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static Release release(String... options) {
    Map<String, String> values = new HashMap<>();
    values.put("suite rados priority", "150");
    values.put("suite upgrade/quincy-x priority", "150");
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    return new Release(
        NAME, "f", "ceph", List.of(), false, 1, Duration.ofHours(1), new Settings(values));
  }

  private static Approval approval(String subject, String by, int minute) {
    return new Approval(
        minute, NAME, LINK, COMMIT.id(), subject, by, "fine", NOON.plusSeconds(60L * minute));
  }

  @Test
  void nothing_waits_for_an_approval_unless_it_is_configured() {
    assertThat(ApprovalGate.milestones(release("lead rados", "radek"), LINK, COMMIT, List.of()))
        .isEmpty();
  }

  @Test
  void what_is_asked_for_is_pending_until_somebody_approves_it() {
    Release release = release("approvals", "rados,build,release");
    List<Approval> given = List.of(approval("build", "ann", 1), approval("", "bob", 2));

    assertThat(ApprovalGate.milestones(release, LINK, COMMIT, given))
        .extracting(Milestone::subject, Milestone::verdict, Milestone::detail)
        .containsExactlyInAnyOrder(
            tuple("rados", Verdict.PENDING, "rados waits for an approval"),
            tuple("build", Verdict.PASSED, "approved by ann at 2026-11-20T12:01:00Z: fine"),
            tuple("", Verdict.PASSED, "approved by bob at 2026-11-20T12:02:00Z: fine"));
    assertThat(ApprovalGate.milestones(release, LINK, NEXT, given))
        .as("of another commit nothing is approved")
        .allMatch(milestone -> milestone.verdict() == Verdict.PENDING);
    assertThat(ApprovalGate.milestones(release, new LinkName("v20.2.0"), COMMIT, given))
        .allMatch(milestone -> milestone.verdict() == Verdict.PENDING);
  }

  @Test
  void where_there_is_a_lead_only_that_person_counts() {
    Release release = release("approvals", "rados", "lead rados", "Radek");

    assertThat(ApprovalGate.milestones(release, LINK, COMMIT, List.of(approval("rados", "ann", 1))))
        .extracting(Milestone::verdict, Milestone::detail)
        .containsExactly(
            tuple(
                Verdict.PENDING,
                "rados waits for the approval of Radek; that of ann does not count, who does not"
                    + " lead it"));
    assertThat(
            ApprovalGate.milestones(
                release,
                LINK,
                COMMIT,
                List.of(approval("rados", "radek", 1), approval("rados", "ann", 2))))
        .extracting(Milestone::verdict, Milestone::at)
        .containsExactly(tuple(Verdict.PASSED, NOON.plusSeconds(60)));
  }

  @Test
  void leads_are_all_suites_that_have_one() {
    Release release =
        release(
            "approvals",
            "leads",
            "lead rados",
            "radek",
            "lead upgrade/quincy-x",
            "ann",
            "lead build",
            "bob");

    assertThat(ApprovalGate.wanted(release.settings()))
        .isEqualTo(Map.of("rados", "radek", "upgrade/quincy-x", "ann"));
  }
}
