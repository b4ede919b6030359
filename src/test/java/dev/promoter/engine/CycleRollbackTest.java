package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.B;
import static dev.promoter.engine.Bench.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Outcome;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.fakes.RecordingRunner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a promotion replaced is put back, as the journal has it. */
class CycleRollbackTest {
  private final Bench bench = new Bench().withOnePromotion();
  private final RecordingRunner tags = RecordingRunner.marking("tags", bench.links, bench.log);

  @BeforeEach
  void tags_move_before_the_link() {
    bench.links.move("tags", OLD);
    bench.links.move("previous-current", B);
    bench.runners = List.of(tags, bench.promote, bench.keep);
  }

  @Test
  void tags_link_and_previous_stand_where_they_stood_and_the_target_is_held() {
    bench.round();

    TargetReport report = bench.rollback();

    assertThat(List.of(at("tags"), at("current"), at("previous-current")))
        .containsExactly(OLD, OLD, B);
    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.promoted()).isEqualTo(OLD.id());
    assertThat(report.previous()).isEqualTo(A.id());
    assertThat(report.reason()).isEqualTo("rolled back from %s by kim: it broke".formatted(A.id()));
    assertThat(report.effects())
        .extracting(Effect::title)
        .containsExactly("back tags", "back current", "back previous-current");
    assertThat(bench.interventions.holds())
        .extracting(Hold::target, Hold::by, Hold::reason)
        .containsExactly(tuple("current", "kim", "rolled back from " + A.id() + ": it broke"));
  }

  @Test
  void the_next_round_does_not_promote_it_again() {
    bench.round();
    bench.rollback();

    assertThat(bench.onlyTarget().outcome()).isNotEqualTo(TargetOutcome.PROMOTED);
    assertThat(at("current")).isEqualTo(OLD);
  }

  @Test
  void a_dry_run_shows_it_and_neither_moves_nor_holds_anything() {
    bench.round();

    TargetReport report = bench.rollback(true);

    assertThat(report.outcome()).isEqualTo(TargetOutcome.WOULD_PROMOTE);
    assertThat(report.effects())
        .extracting(Effect::title)
        .containsExactly("back tags", "back current", "back previous-current");
    assertThat(at("current")).isEqualTo(A);
    assertThat(bench.interventions.holds()).isEmpty();
  }

  @Test
  void a_second_rollback_puts_back_the_promotion_before() {
    bench.round();
    bench.links.move("ready", B);
    bench.pass(B);
    bench.round();
    assertThat(at("current")).isEqualTo(B);

    bench.rollback();
    assertThat(at("current")).isEqualTo(A);
    bench.rollback();
    assertThat(at("current")).isEqualTo(OLD);

    TargetReport third = bench.rollback();
    assertThat(third.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(third.reason()).contains("no promotion to it");
  }

  @Test
  void a_promotion_that_came_half_way_is_given_up_and_what_it_moved_put_back() {
    bench.promote.answer(new Outcome.Failed("403 forbidden"));
    bench.round();
    assertThat(at("tags")).isEqualTo(A);

    TargetReport report = bench.rollback();

    assertThat(at("tags")).isEqualTo(OLD);
    assertThat(at("current")).isEqualTo(OLD);
    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(bench.openPlans()).isEmpty();
  }

  @Test
  void a_promotion_given_up_by_a_process_that_died_then_is_not_gone_on_with() {
    bench.promote.answer(new Outcome.Failed("403 forbidden"));
    bench.round();
    bench.journal.dieAt(1, true); // it is closed, and the rollback not yet opened
    assertThatThrownBy(bench::rollback).isInstanceOf(WatchedJournal.ProcessDied.class);

    TargetReport report = bench.onlyTarget();

    assertThat(at("current")).isEqualTo(OLD);
    assertThat(report.outcome()).isNotEqualTo(TargetOutcome.PROMOTED);
    bench.rollback();
    assertThat(at("tags")).isEqualTo(OLD);
  }

  @Test
  void one_that_failed_can_be_ordered_again_and_holds_the_target_once() {
    bench.round();
    tags.answer(new Outcome.Failed("401 wrong password"));
    assertThat(bench.rollback().outcome()).isEqualTo(TargetOutcome.FAILED);

    bench.round();
    bench.rollback();

    assertThat(at("current")).isEqualTo(OLD);
    assertThat(bench.interventions.holds()).hasSize(1);
  }

  @Test
  void where_nothing_stood_before_nothing_is_touched() {
    Bench empty = new Bench();
    empty.links.move("ready", A);
    empty.links.move("tags", OLD);
    empty.pass(A);
    empty.runners = List.of(RecordingRunner.marking("tags", empty.links, empty.log), empty.promote);
    empty.round();

    TargetReport report = empty.rollback();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(report.reason()).contains("current stood nowhere before");
    assertThat(empty.links.current("tags")).contains(A);
    assertThat(empty.interventions.holds()).isEmpty();
  }

  @Test
  void one_that_stays_open_is_gone_on_with_by_the_next_round_in_spite_of_its_own_hold() {
    bench.round();
    bench.promote.answer(new Outcome.Retry("503 busy"));
    assertThat(bench.rollback().outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(at("current")).isEqualTo(A);

    bench.round();

    assertThat(at("current")).isEqualTo(OLD);
    assertThat(at("previous-current")).isEqualTo(B);
    assertThat(bench.openPlans()).isEmpty();
  }

  @Test
  void ordered_again_it_goes_on_where_it_was() {
    bench.round();
    bench.promote.answer(new Outcome.Retry("503 busy"));
    bench.rollback();

    bench.rollback();

    assertThat(at("current")).isEqualTo(OLD);
    assertThat(bench.interventions.holds()).hasSize(1);
  }

  @Test
  void what_somebody_else_moved_meanwhile_is_left_alone() {
    bench.round();
    bench.links.move("tags", B);

    TargetReport report = bench.rollback();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(at("tags")).isEqualTo(B);
    assertThat(at("current")).isEqualTo(A);
  }

  @Test
  void it_is_the_same_after_a_death_at_any_write_of_the_journal() {
    for (int write = 1; write <= 14; write++) {
      for (boolean kept : List.of(true, false)) {
        CycleRollbackTest house = new CycleRollbackTest();
        house.tags_move_before_the_link();
        house.bench.round();
        house.bench.journal.dieAt(write, kept);
        try {
          house.bench.rollback();
        } catch (WatchedJournal.ProcessDied death) {
          house.bench.rollback();
        }
        house.bench.round();
        assertThat(List.of(house.at("tags"), house.at("current"), house.at("previous-current")))
            .as("death at write %d, kept %s", write, kept)
            .containsExactly(OLD, OLD, B);
        assertThat(house.bench.openPlans()).isEmpty();
      }
    }
  }

  private Candidate at(String link) {
    return Optional.of(link).flatMap(bench.links::current).orElseThrow();
  }
}
