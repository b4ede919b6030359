package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.B;
import static dev.promoter.engine.Bench.OLD;
import static dev.promoter.engine.Bench.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promoter.domain.Hold;
import dev.promoter.domain.Outcome;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.fakes.RecordingRunner;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanExecutionTest {
  private final Bench bench = new Bench().withOnePromotion();
  private final RecordingRunner notice =
      RecordingRunner.marking("notice", bench.links, bench.log).preparing();

  @BeforeEach
  void plan_of_three() {
    bench.runners = List.of(notice, bench.promote, bench.keep);
  }

  @Test
  void each_action_is_in_the_journal_before_it_runs_and_its_outcome_before_the_next() {
    TargetReport report = bench.onlyTarget();

    assertThat(bench.log)
        .containsExactly(
            "opened",
            "started 0",
            "run notice notice",
            "finished 0 Done",
            "started 1",
            "run promote current",
            "finished 1 Done",
            "started 2",
            "run keep previous-current",
            "finished 2 Done",
            "closed COMPLETED");
    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.reason()).isEqualTo("all requirements are met");
    assertThat(report.upstreamFailed()).isFalse();
  }

  @Test
  void a_failed_action_ends_the_plan_and_what_was_and_was_not_done_is_listed() {
    bench.promote.answer(new Outcome.Failed("410 gone"));

    TargetReport report = bench.onlyTarget();

    assertThat(bench.log).endsWith("finished 1 Failed", "closed FAILED");
    assertThat(report.effects())
        .extracting(Effect::title, effect -> effect.outcome().getClass().getSimpleName())
        .containsExactly(
            tuple("notice notice", "Done"),
            tuple("promote current", "Failed"),
            tuple("keep previous-current", "Skipped"));
    assertThat(report.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(report.reason())
        .isEqualTo("410 gone; 1 of 3 effects are done and stay done: notice notice");
    assertThat(report.promoted()).isEmpty();
    assertThat(report.upstreamFailed()).isTrue();
    assertThat(bench.links.rows("previous-current")).isEmpty();
  }

  @Test
  void when_the_first_action_fails_no_effect_is_complete() {
    notice.answer(new Outcome.Failed("no such address"));

    assertThat(bench.onlyTarget().reason()).isEqualTo("no such address; no effect is complete");
  }

  @Test
  void an_action_to_be_retried_leaves_the_plan_open_and_the_next_round_completes_it() {
    bench.promote.answer(new Outcome.Retry("server busy"));

    TargetReport first = bench.onlyTarget();

    assertThat(first.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(bench.log).endsWith("finished 1 Retry");
    assertThat(bench.openPlans()).hasSize(1);

    bench.links.move("ready", B);
    bench.log.clear();
    TargetReport second = bench.onlyTarget();

    assertThat(bench.log)
        .containsExactly(
            "observe promote current",
            "started 1",
            "run promote current",
            "finished 1 Done",
            "started 2",
            "run keep previous-current",
            "finished 2 Done",
            "closed COMPLETED");
    assertThat(second.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(second.promoted()).isEqualTo(A.id());
    assertThat(second.reason())
        .isEqualTo("all requirements are met (completed after an interruption)");
    assertThat(second.judged())
        .as("what was judged now, then what the plan was based on")
        .extracting(judged -> judged.judgement().candidate())
        .containsExactly(B, A);
    assertThat(bench.openPlans()).isEmpty();
  }

  @Test
  void a_plan_that_stays_open_keeps_its_target_from_being_judged() {
    bench.promote.answer(new Outcome.Retry("server busy"));
    bench.promote.answer(new Outcome.Retry("still busy"));
    bench.round();
    bench.links.move("ready", B);
    bench.pass(B);
    int judgedBefore = bench.judge.asked().size();

    TargetReport second = bench.onlyTarget();

    assertThat(second.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(second.reason()).contains("still busy");
    assertThat(bench.judge.asked()).hasSize(judgedBefore);
    assertThat(bench.openPlans()).hasSize(1);
  }

  @Test
  void a_remote_fault_inside_an_action_is_to_be_retried() {
    bench.promote.dieBefore(unreachable());

    TargetReport report = bench.onlyTarget();

    assertThat(report.reason()).startsWith(unreachable().sentence());
    assertThat(bench.openPlans()).hasSize(1);
  }

  @Test
  void a_target_that_somebody_moved_meanwhile_is_refused_and_judged_anew() {
    notice.interject(() -> bench.links.move("current", B));

    TargetReport first = bench.onlyTarget();

    assertThat(first.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(first.reason()).contains("somebody moved current meanwhile");
    assertThat(first.upstreamFailed()).isFalse();
    assertThat(bench.log).endsWith("finished 1 Refused", "closed REFUSED");
    assertThat(bench.links.rows("previous-current")).isEmpty();

    TargetReport second = bench.onlyTarget();

    assertThat(second.previous()).isEqualTo(B.id());
    assertThat(second.outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  void a_fault_after_the_target_moved_is_a_promotion_with_a_failure() {
    bench.keep.answer(new Outcome.Failed("403 forbidden"));

    ReleaseReport round = bench.round();

    TargetReport report = Bench.only(round);
    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.promoted()).isEqualTo(A.id());
    assertThat(report.reason()).isEqualTo("all requirements are met; but 403 forbidden");
    assertThat(report.upstreamFailed()).isTrue();
    assertThat(round.failed()).isTrue();
    assertThat(round.promotions()).isEqualTo(1);
    assertThat(bench.log).endsWith("closed FAILED");
  }

  @Test
  void a_hold_set_meanwhile_stops_the_plan_before_the_target_moves() {
    notice.interject(() -> bench.hold("current"));

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(report.reason()).contains("current is held by kim: mirror broken");
    assertThat(bench.log)
        .doesNotContain("started 1", "run promote current")
        .endsWith("closed REFUSED");
    assertThat(bench.links.rows("current")).containsExactly(OLD);
  }

  @Test
  void a_hold_set_after_the_target_moved_lets_the_plan_end() {
    bench.promote.interject(() -> bench.hold("current"));

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.upstreamFailed()).isFalse();
    assertThat(bench.links.rows("previous-current")).containsExactly(OLD);
  }

  @Test
  void a_hold_of_another_target_or_one_that_ended_stops_nothing() {
    notice.interject(() -> bench.hold("current-other"));
    bench.interventions.add(
        new Hold(
            8, Bench.NAME, "current", "kim", "over", bench.clock.instant(), bench.clock.instant()));

    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  void a_stop_ends_the_plan_after_the_action_in_hand_and_the_next_round_goes_on() {
    bench.promote.interject(bench.stop::request);

    TargetReport first = bench.onlyTarget();

    assertThat(bench.log).endsWith("run promote current", "finished 1 Done");
    assertThat(first.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(first.effects().get(2).outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(first.upstreamFailed()).isTrue();

    bench.log.clear();
    TargetReport second = Bench.only(bench.cycle().run(bench.release(), new StopSignal()));

    assertThat(bench.log)
        .containsExactly(
            "started 2", "run keep previous-current", "finished 2 Done", "closed COMPLETED");
    assertThat(second.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(second.upstreamFailed()).isFalse();
  }

  @Test
  void a_fault_of_the_program_in_a_runner_leaves_its_action_in_doubt_and_the_next_target_alone() {
    bench.targets = List.of(Bench.CURRENT, Bench.target("current-other", "ready"));
    notice.dieBefore(new IllegalStateException("off by one"));

    ReleaseReport report = bench.round();

    assertThat(report.targets())
        .extracting(TargetReport::outcome)
        .containsExactly(TargetOutcome.FAILED, TargetOutcome.PROMOTED);
    assertThat(bench.openPlans()).hasSize(1);
    assertThat(bench.openPlans().get(0).steps().get(0).inDoubt()).isTrue();
  }
}
