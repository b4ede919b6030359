package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.B;
import static dev.promoter.engine.Bench.CURRENT;
import static dev.promoter.engine.Bench.OLD;
import static dev.promoter.engine.Bench.target;
import static dev.promoter.engine.Bench.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Facts;
import dev.promoter.domain.Outcome;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.engine.WatchedJournal.ProcessDied;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ResumeTest {
  private final Bench bench = new Bench().withOnePromotion();

  @Test
  void an_action_in_doubt_that_had_its_effect_is_observed_and_not_repeated() {
    bench.promote.dieAfter(new ProcessDied());
    die();

    TargetReport report = bench.onlyTarget();

    assertThat(bench.log)
        .startsWith("observe promote current", "finished 0 AlreadyDone", "started 1")
        .doesNotContain("run promote current");
    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.promoted()).isEqualTo(A.id());
    assertThat(report.previous()).isEqualTo(OLD.id());
  }

  @Test
  void a_resumed_plan_is_reported_with_the_facts_it_was_decided_by() {
    bench.promote.dieAfter(new ProcessDied());
    die();
    Facts decided = bench.judge.asked().get(0);
    bench.clock.advance(Duration.ofHours(1));

    TargetReport report = bench.onlyTarget();

    assertThat(report.judged()).extracting(Judged::facts).containsExactly(decided);
    assertThat(bench.told().get(0).plans()).containsExactly(1L);
  }

  @Test
  void a_plan_that_ended_before_the_history_had_it_is_told_once_and_not_carried_out_again() {
    bench.cycle().run(bench.release(), bench.stop);
    bench.log.clear();

    TargetReport told = bench.onlyTarget();
    TargetReport next = bench.onlyTarget();

    assertThat(bench.log).isEmpty();
    assertThat(told.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(told.promoted()).isEqualTo(A.id());
    assertThat(told.judged()).hasSize(1);
    assertThat(next.effects()).isEmpty();
    assertThat(next.judged()).isEmpty();
  }

  @Test
  void a_plan_that_failed_before_the_history_had_it_is_told_before_its_target_is_judged_again() {
    bench.promote.answer(new Outcome.Failed("410 gone"));
    bench.cycle().run(bench.release(), bench.stop);

    TargetReport told = bench.onlyTarget();
    TargetReport next = bench.onlyTarget();

    assertThat(told.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(told.reason()).startsWith("410 gone");
    assertThat(told.judged()).hasSize(1);
    assertThat(next.outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  void two_plans_of_one_target_that_the_history_lacks_are_both_told() {
    bench.cycle().run(bench.release(), bench.stop);
    bench.links.move("ready", B);
    bench.pass(B);
    bench.cycle().run(bench.release(), bench.stop);

    TargetReport report = bench.onlyTarget();

    assertThat(report.promoted()).isEqualTo(B.id());
    assertThat(report.previous()).isEqualTo(A.id());
    assertThat(report.effects()).hasSize(4);
    assertThat(report.judged()).extracting(each -> each.facts().candidate()).containsExactly(B, A);
    assertThat(bench.openPlans()).isEmpty();
  }

  @Test
  void an_action_in_doubt_that_had_no_effect_is_observed_and_then_carried_out() {
    bench.promote.dieBefore(new ProcessDied());
    die();

    bench.round();

    assertThat(bench.log)
        .startsWith(
            "observe promote current", "started 0", "run promote current", "finished 0 Done");
    assertThat(bench.links.rows("current")).containsExactly(OLD, A);
  }

  @Test
  void an_action_in_doubt_that_cannot_be_observed_is_observed_again_in_the_next_round() {
    bench.promote.dieAfter(new ProcessDied());
    bench.promote.failObserving(unreachable());
    die();
    TargetReport blind = bench.onlyTarget();
    assertThat(blind.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(blind.reason()).startsWith(unreachable().sentence());
    bench.log.clear();

    bench.hold("current");
    TargetReport report = bench.onlyTarget();

    assertThat(bench.log).startsWith("observe promote current", "finished 0 AlreadyDone");
    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(bench.links.rows("previous-current")).containsExactly(OLD);
  }

  @Test
  void an_action_that_was_to_be_retried_but_had_its_effect_is_not_repeated() {
    bench.promote.applyAndAnswer(new Outcome.Retry("no answer in time"));
    bench.round();
    bench.log.clear();
    bench.hold("current");

    TargetReport report = bench.onlyTarget();

    assertThat(bench.log).startsWith("observe promote current", "finished 0 AlreadyDone");
    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  void a_second_attempt_that_is_in_doubt_is_observed_too() {
    bench.promote.answer(new Outcome.Retry("busy"));
    bench.round();
    bench.promote.dieAfter(new ProcessDied());
    die();

    bench.round();

    assertThat(bench.log).startsWith("observe promote current", "finished 0 AlreadyDone");
    assertThat(bench.links.rows("current")).containsExactly(OLD, A);
  }

  @Test
  void an_action_in_doubt_without_effect_is_stopped_by_a_hold_that_came_meanwhile() {
    bench.promote.dieBefore(new ProcessDied());
    die();
    bench.hold("current");

    TargetReport report = bench.onlyTarget();

    assertThat(bench.log).contains("closed REFUSED").doesNotContain("run promote current");
    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.reason()).contains("held by kim");
    assertThat(report.effects())
        .extracting(effect -> effect.outcome().getClass().getSimpleName())
        .containsExactly("Refused", "Skipped");
  }

  @Test
  void a_failure_that_is_in_the_journal_is_final_even_if_the_process_died_before_the_plan_closed() {
    bench.promote.answer(new Outcome.Failed("410 gone"));
    bench.journal.dieAt(4, false);
    die();

    TargetReport report = bench.onlyTarget();

    assertThat(bench.log).containsExactly("closed FAILED");
    assertThat(report.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(report.reason()).startsWith("410 gone");
    assertThat(bench.links.rows("current")).containsExactly(OLD);
  }

  @Test
  void an_action_of_a_kind_this_version_does_not_know_fails_with_a_sentence() {
    bench.promote.answer(new Outcome.Retry("busy"));
    bench.round();
    bench.runners = List.of(bench.keep);
    bench.log.clear();

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(report.reason()).contains("this version knows no action of the kind promote");
    assertThat(bench.log).containsExactly("finished 0 Failed", "closed FAILED");
  }

  @Test
  void a_plan_that_breaks_the_program_leaves_the_other_targets_alone() {
    bench.targets = List.of(CURRENT, target("current-other", "ready"));
    bench.promote.answer(new Outcome.Retry("busy"));
    bench.promote.answer(new Outcome.Failed("only one round may see the other target"));
    bench.round();
    bench.promote.failObserving(new IllegalArgumentException("lacks the setting link"));

    ReleaseReport report = bench.round();

    assertThat(report.targets())
        .extracting(TargetReport::outcome)
        .containsExactly(TargetOutcome.FAILED, TargetOutcome.PROMOTED);
    assertThat(report.targets().get(0).reason())
        .contains("fault of the program", "lacks the setting link");
    assertThat(bench.openPlans()).hasSize(1);
  }

  @Test
  void a_resumed_promotion_and_a_newer_one_in_the_same_round_both_show_their_effects() {
    bench.promote.dieBefore(new ProcessDied());
    die();
    bench.links.move("ready", B);
    bench.pass(B);

    TargetReport report = bench.onlyTarget();

    assertThat(report.promoted()).isEqualTo(B.id());
    assertThat(report.previous()).isEqualTo(A.id());
    assertThat(report.effects())
        .extracting(Effect::title)
        .containsExactly(
            "promote current", "keep previous-current", "promote current", "keep previous-current");
    assertThat(bench.links.rows("current")).containsExactly(OLD, A, B);
    assertThat(bench.links.rows("previous-current")).containsExactly(OLD, A);
  }

  @Test
  void an_open_plan_of_a_target_that_left_the_configuration_is_still_completed() {
    bench.promote.answer(new Outcome.Retry("busy"));
    bench.round();
    bench.targets = List.of(target("current-other", "ready"));

    ReleaseReport report = bench.round();

    assertThat(report.targets())
        .extracting(each -> each.target().value())
        .containsExactly("current-other", "current");
    assertThat(bench.links.current("current")).contains(A);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void an_action_in_doubt_for_long_enough_is_looked_at_without_waiting() {
    bench.inDoubtWait = Duration.ofHours(1);
    bench.promote.dieAfter(new ProcessDied());
    die();
    bench.clock.advance(Duration.ofHours(1));

    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void an_interruption_while_waiting_for_an_action_in_doubt_leaves_it_in_doubt() {
    bench.inDoubtWait = Duration.ofHours(1);
    bench.promote.dieAfter(new ProcessDied());
    die();

    Thread.currentThread().interrupt();
    assertThatThrownBy(bench::round).isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(bench.log).isEmpty();
    assertThat(bench.openPlans().get(0).steps().get(0).inDoubt()).isTrue();
  }

  private void die() {
    assertThatThrownBy(bench::round).isInstanceOf(ProcessDied.class);
    bench.log.clear();
  }
}
