package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.B;
import static dev.promoter.engine.Bench.C;
import static dev.promoter.engine.Bench.CURRENT;
import static dev.promoter.engine.Bench.NAME;
import static dev.promoter.engine.Bench.OLD;
import static dev.promoter.engine.Bench.target;
import static dev.promoter.engine.Bench.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CycleTest {
  private static final Target NEXT = target("current-next", "current");
  private static final Target NEXT_OF_NEXT = target("current-last", "current-next");

  private final Bench bench = new Bench();

  @Test
  void the_newest_candidate_is_judged_first_and_the_first_promote_ends_the_search() {
    bench.links.move("ready", OLD, A, B, C);
    bench.links.move("current", OLD);
    bench.pass(A, B);

    TargetReport report = bench.onlyTarget();

    assertThat(bench.judge.asked()).extracting(Facts::candidate).containsExactly(C, B);
    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.promoted()).isEqualTo(B.id());
    assertThat(report.previous()).isEqualTo(OLD.id());
    assertThat(bench.links.rows("current")).containsExactly(OLD, B);
    assertThat(bench.links.rows("previous-current")).containsExactly(OLD);
  }

  @Test
  void the_report_tells_when_the_newest_commit_of_what_was_promoted_was_made() {
    Instant at = Instant.parse("2026-01-02T03:04:05Z");
    bench.links.committed(A, at);
    bench.links.move("ready", OLD, A);
    bench.links.move("current", OLD);
    assertThat(bench.onlyTarget().committed()).as("nothing was promoted").isEmpty();
    bench.pass(A);

    assertThat(bench.onlyTarget().committed()).contains(at);
  }

  @Test
  void nothing_passes_and_nothing_is_promoted() {
    bench.links.move("ready", A, B);

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.reason())
        .isEqualTo(B.id() + ": wait: deploy is missing (and 1 older, see below)");
    assertThat(report.upstreamFailed()).isFalse();
    assertThat(bench.log).isEmpty();
  }

  @Test
  void evidence_that_cannot_be_read_is_unknown_for_every_requirement() {
    Target two =
        new Target(
            CURRENT.link(),
            CURRENT.source(),
            "",
            List.of(new Requirement("deploy"), new Requirement("upgrade")));
    bench.targets = List.of(two);
    bench.links.move("ready", A);
    bench.pass(A);
    bench.evidence.fail(A, unreachable());

    TargetReport report = bench.onlyTarget();

    assertThat(bench.judge.asked().get(0).evidence())
        .extracting(Evidence::requirement, Evidence::verdict, Evidence::detail)
        .containsExactly(
            tuple("deploy", Verdict.UNKNOWN, unreachable().sentence()),
            tuple("upgrade", Verdict.UNKNOWN, unreachable().sentence()));
    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.upstreamFailed()).isTrue();
    assertThat(bench.links.rows("current")).isEmpty();
  }

  @Test
  void one_source_that_cannot_be_read_makes_unknown_what_another_says_has_passed() {
    bench.links.move("ready", A);
    bench.pass(A);
    bench.sources = List.of(bench.evidence, new DeadSource());

    TargetReport report = bench.onlyTarget();

    assertThat(bench.judge.asked().get(0).evidence())
        .extracting(Evidence::verdict)
        .containsExactly(Verdict.PASSED, Verdict.UNKNOWN);
    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
  }

  @Test
  void an_unread_candidate_does_not_stop_an_older_one_but_the_round_counts_as_failed() {
    bench.links.move("ready", A, B);
    bench.pass(A, B);
    bench.evidence.fail(B, unreachable());

    ReleaseReport report = bench.round();

    assertThat(Bench.only(report).outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(Bench.only(report).promoted()).isEqualTo(A.id());
    assertThat(Bench.only(report).upstreamFailed()).isTrue();
    assertThat(report.failed()).isTrue();
  }

  @Test
  void a_candidate_is_read_once_per_round_however_many_targets_judge_it() {
    bench.targets = List.of(CURRENT, target("current-other", "ready"));
    bench.links.move("ready", A, B);

    bench.round();

    assertThat(bench.evidence.reads()).containsExactlyInAnyOrder(A, B);
    assertThat(bench.judge.asked()).hasSize(4);
  }

  @Test
  void a_target_that_cannot_be_read_leaves_the_next_one_alone() {
    bench.targets = List.of(target("broken", "ready"), CURRENT);
    bench.withOnePromotion();
    bench.links.fail("broken", unreachable());

    ReleaseReport report = bench.round();

    assertThat(report.targets())
        .extracting(TargetReport::outcome)
        .containsExactly(TargetOutcome.FAILED, TargetOutcome.PROMOTED);
    assertThat(report.targets().get(0).reason()).isEqualTo(unreachable().sentence());
    assertThat(report.failed()).isTrue();
  }

  @Test
  void a_fault_of_the_program_in_one_target_leaves_the_next_one_alone() {
    bench.targets = List.of(target("broken", "ready"), CURRENT);
    bench.withOnePromotion();
    bench.links.fail("broken", new IllegalStateException("off by one"));

    ReleaseReport report = bench.round();

    assertThat(report.targets())
        .extracting(TargetReport::outcome)
        .containsExactly(TargetOutcome.FAILED, TargetOutcome.PROMOTED);
    assertThat(report.targets().get(0).reason()).contains("fault of the program", "off by one");
  }

  @Test
  void a_chain_is_completed_in_one_round() {
    bench.targets = List.of(CURRENT, NEXT, NEXT_OF_NEXT);
    bench.withOnePromotion();
    bench.links.move("current-next", OLD);

    ReleaseReport report = bench.round();

    assertThat(report.targets())
        .extracting(TargetReport::outcome)
        .containsOnly(TargetOutcome.PROMOTED);
    assertThat(bench.links.current("current-last")).contains(A);
    assertThat(bench.links.current("previous-current-next")).contains(OLD);
    assertThat(report.promotions()).isEqualTo(3);
  }

  @Test
  void a_dry_run_writes_nothing_and_later_targets_see_what_would_have_moved() {
    bench.targets = List.of(CURRENT, NEXT);
    bench.withOnePromotion();
    bench.links.move("current-next", OLD);

    ReleaseReport report = bench.cycle().run(bench.release().asDryRun(), bench.stop);

    assertThat(report.dryRun()).isTrue();
    assertThat(report.targets())
        .extracting(TargetReport::outcome, TargetReport::promoted)
        .containsOnly(tuple(TargetOutcome.WOULD_PROMOTE, A.id()));
    assertThat(report.targets().get(0).effects())
        .extracting(TargetReport.Effect::title)
        .containsExactly("promote current", "keep previous-current");
    assertThat(bench.log).isEmpty();
    assertThat(bench.links.rows("current")).containsExactly(OLD);
  }

  @Test
  void a_dry_run_leaves_open_plans_alone() {
    bench.withOnePromotion().promote.answer(new Outcome.Retry("busy"));
    bench.round();
    bench.log.clear();

    bench.cycle().run(bench.release().asDryRun(), bench.stop);

    assertThat(bench.log).isEmpty();
    assertThat(bench.openPlans()).hasSize(1);
  }

  @Test
  void a_candidate_that_is_already_current_is_not_promoted_again() {
    bench.links.move("ready", OLD, A);
    bench.links.move("current", A);
    bench.pass(A);

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.reason()).isEqualTo("the newest candidate is already current");
    assertThat(report.previous()).isEqualTo(A.id());
    assertThat(bench.log).isEmpty();
  }

  @Test
  void a_source_that_only_has_older_content_is_refused() {
    bench.links.move("ready", B, A);
    bench.links.move("current", A, B);
    bench.pass(A, B);

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(report.reason()).contains(A.id(), "reject", "older than what the target points at");
    assertThat(report.upstreamFailed()).isFalse();
    assertThat(bench.links.rows("current")).containsExactly(A, B);
  }

  @Test
  void only_waivers_and_holds_in_force_for_the_target_become_facts() {
    bench.links.move("ready", A);
    Instant now = bench.clock.instant();
    waive(1, "current", A, now.plusSeconds(1));
    waive(2, "current", A, now);
    waive(3, "current-other", A, now.plusSeconds(1));
    waive(4, "current", B, now.plusSeconds(1));
    bench.hold("current");
    bench.hold("current-other");

    bench.round();

    Facts facts = bench.judge.asked().get(0);
    assertThat(facts.waivers()).extracting(Waiver::id).containsExactly(1L);
    assertThat(facts.holds()).extracting(Hold::target).containsExactly("current");
    assertThat(facts.moment().at()).isEqualTo(now);
  }

  @Test
  void a_stop_before_a_promotion_begins_leaves_nothing_behind() {
    bench.withOnePromotion();
    bench.sources = List.of(bench.evidence, new Interruption(bench.stop));

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.reason()).contains("asked to stop");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void a_stop_leaves_out_the_targets_that_have_not_begun() {
    bench.targets = List.of(CURRENT, NEXT);
    bench.withOnePromotion();
    bench.keep.interject(bench.stop::request);

    ReleaseReport report = bench.round();

    assertThat(Bench.only(report).outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(bench.links.rows("current-next")).isEmpty();
  }

  @Test
  void a_client_named_twice_counts_once() {
    bench.withOnePromotion();
    bench.allowedClients = "links, links";

    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  void without_an_allowed_client_there_is_no_effect_and_the_report_says_why() {
    bench.withOnePromotion();
    bench.allowedClients = "registries";

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.reason()).contains("allowed_clients", "registries");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void a_workflow_nobody_wired_is_a_fault_with_its_name() {
    Cycle cycle = new Cycle(List.of(), bench.ports());

    assertThatThrownBy(() -> cycle.run(bench.release(), bench.stop))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("test");
  }

  private void waive(long id, String target, Candidate candidate, Instant until) {
    bench.interventions.add(
        new Waiver(
            id,
            NAME,
            new LinkName(target),
            "deploy",
            candidate.id(),
            "",
            "kim",
            "known flake",
            "",
            bench.clock.instant(),
            until));
  }

  private record DeadSource() implements EvidenceSource {
    @Override
    public String kind() {
      return "dead";
    }

    @Override
    public Reading read(Release release, Candidate candidate, Said said) {
      throw unreachable();
    }
  }

  private record Interruption(StopSignal stop) implements EvidenceSource {
    @Override
    public String kind() {
      return "interruption";
    }

    @Override
    public Reading read(Release release, Candidate candidate, Said said) {
      stop.request();
      return Reading.of(List.of());
    }
  }
}
