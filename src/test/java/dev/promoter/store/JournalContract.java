package dev.promoter.store;

import static dev.promoter.store.Samples.LATER;
import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static dev.promoter.store.Samples.ZED;
import static dev.promoter.store.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.Journal.Step;
import dev.promoter.engine.TargetReport.Judged;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every journal promises. */
interface JournalContract {
  Before BEFORE = new Before(Map.of("tag \u00e4", "sha256:\"1\"", "none", ""));

  Journal journal();

  @Test
  default void an_opened_plan_is_unfinished_and_read_back_equal() {
    Plan plan = plan(MASTER, "all requirements are met");
    List<Judged> basis = new Reports(7).judgements(12);
    long id = journal().open(plan, basis, NOON);

    Step untouched = Step.UNTOUCHED;
    assertThat(journal().unfinished(MASTER))
        .containsExactly(new OpenPlan(id, plan, basis, List.of(untouched, untouched), false));
  }

  @Test
  default void a_plan_that_is_no_promotion_is_read_back_as_such() {
    Plan plan = Samples.errand(MASTER);
    journal().open(plan, List.of(), NOON);

    assertThat(journal().unfinished(MASTER)).extracting(OpenPlan::plan).containsExactly(plan);
  }

  @Test
  default void a_started_action_is_in_doubt() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().started(id, 1, BEFORE, LATER);

    List<Step> steps = journal().unfinished(MASTER).get(0).steps();
    assertThat(steps.get(0).inDoubt()).isFalse();
    assertThat(steps.get(1))
        .isEqualTo(new Step(Optional.of(LATER), Optional.of(BEFORE), Optional.empty()));
    assertThat(steps.get(1).inDoubt()).isTrue();
  }

  @Test
  default void every_outcome_is_read_back_equal() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().started(id, 0, BEFORE, NOON);
    List<Outcome> outcomes =
        List.of(
            new Outcome.Done("moved"),
            new Outcome.AlreadyDone("stood there"),
            new Outcome.Refused("somebody moved it"),
            new Outcome.Retry("503"),
            new Outcome.Failed(""));
    for (Outcome outcome : outcomes) {
      journal().finished(id, 0, outcome, LATER);
      assertThat(journal().unfinished(MASTER).get(0).steps().get(0))
          .isEqualTo(new Step(Optional.of(NOON), Optional.of(BEFORE), Optional.of(outcome)));
    }
  }

  @Test
  default void an_action_that_is_started_again_is_in_doubt_again() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().started(id, 0, BEFORE, NOON);
    journal().finished(id, 0, new Outcome.Retry("503"), NOON);
    journal().started(id, 0, BEFORE, LATER);

    assertThat(journal().unfinished(MASTER).get(0).steps().get(0))
        .isEqualTo(new Step(Optional.of(LATER), Optional.of(BEFORE), Optional.empty()));
  }

  @Test
  default void what_stood_there_before_the_first_beginning_is_kept() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().started(id, 0, BEFORE, NOON);
    journal().finished(id, 0, new Outcome.Retry("503"), NOON);
    journal().started(id, 0, Before.NOTHING, LATER);

    assertThat(journal().unfinished(MASTER).get(0).steps().get(0).before()).contains(BEFORE);
  }

  @Test
  default void a_promotion_stands_from_the_beginning_of_its_first_move() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().started(id, 0, BEFORE, NOON); // only preparing
    assertThat(standing()).isEmpty();

    journal().started(id, 1, BEFORE, NOON);
    assertThat(standing()).contains(id);

    journal().close(id, PlanState.COMPLETED, NOON);
    assertThat(standing()).contains(id);
    assertThat(journal().standing(MASTER, Samples.TARGET, "tripleo")).isEmpty();
    assertThat(journal().standing(MASTER, Samples.SOURCE, "")).isEmpty();
    assertThat(journal().standing(ZED, Samples.TARGET, "")).isEmpty();
  }

  @Test
  default void a_promotion_that_was_put_back_stands_no_more_and_the_one_before_it_does() {
    long first = moved("1");
    long second = moved("2");
    long back = journal().open(Samples.rollback(MASTER, second), List.of(), NOON);
    journal().started(back, 0, BEFORE, NOON);
    assertThat(standing()).contains(second);

    journal().close(back, PlanState.COMPLETED, NOON);
    assertThat(standing()).contains(first);
  }

  @Test
  default void what_the_newest_promotion_of_a_candidate_was_put_back_to_is_known() {
    long id = moved("1");
    Plan promotion = journal().standing(MASTER, Samples.TARGET, "").orElseThrow().plan();
    String candidate = promotion.candidate().id();
    assertThat(journal().putBackTo(MASTER, Samples.TARGET, "", candidate)).isEmpty();
    Plan rollback = Samples.rollback(MASTER, id);
    long back = journal().open(rollback, List.of(), NOON);
    assertThat(journal().putBackTo(MASTER, Samples.TARGET, "", candidate)).isEmpty();

    journal().close(back, PlanState.COMPLETED, NOON);

    assertThat(journal().putBackTo(MASTER, Samples.TARGET, "", candidate))
        .contains(rollback.candidate().id());
    assertThat(journal().putBackTo(MASTER, Samples.TARGET, "tripleo", candidate)).isEmpty();
    assertThat(journal().putBackTo(ZED, Samples.TARGET, "", candidate)).isEmpty();
    assertThat(journal().putBackTo(MASTER, Samples.TARGET, "", "another")).isEmpty();
    moved("2");
    assertThat(journal().putBackTo(MASTER, Samples.TARGET, "", candidate)).isEmpty();
  }

  @Test
  default void a_rollback_that_failed_put_nothing_back() {
    long id = moved("1");
    long back = journal().open(Samples.rollback(MASTER, id), List.of(), NOON);
    journal().close(back, PlanState.FAILED, NOON);

    assertThat(standing()).contains(id);
  }

  @Test
  default void an_action_found_already_done_was_never_started() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().finished(id, 0, new Outcome.AlreadyDone("stood there"), NOON);

    Step step = journal().unfinished(MASTER).get(0).steps().get(0);
    assertThat(step.startedAt()).isEmpty();
    assertThat(step.achieved()).isTrue();
  }

  @Test
  default void a_closed_plan_has_ended_however_often_it_is_closed_and_waits_for_the_history() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().close(id, PlanState.COMPLETED, NOON);
    journal().close(id, PlanState.FAILED, LATER);

    assertThat(journal().unfinished(MASTER))
        .extracting(OpenPlan::id, OpenPlan::ended)
        .containsExactly(tuple(id, true));
  }

  @Test
  default void nothing_of_a_closed_plan_can_be_started() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().close(id, PlanState.REFUSED, NOON);

    assertThatThrownBy(() -> journal().started(id, 0, BEFORE, LATER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void open_plans_are_given_oldest_first_and_by_release() {
    long first = journal().open(plan(MASTER, "1"), List.of(), LATER);
    long other = journal().open(plan(ZED, "2"), List.of(), NOON);
    long second = journal().open(plan(MASTER, "3"), List.of(), NOON);

    assertThat(journal().unfinished(MASTER))
        .extracting(OpenPlan::id)
        .containsExactly(first, second);
    assertThat(journal().unfinished(ZED)).extracting(OpenPlan::id).containsExactly(other);
  }

  @Test
  default void what_was_never_opened_cannot_be_recorded() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);

    assertThatThrownBy(() -> journal().started(id, 2, BEFORE, NOON))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> journal().finished(id + 1, 0, new Outcome.Done(""), NOON))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> journal().close(id + 1, PlanState.COMPLETED, NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private long moved(String reason) {
    long id = journal().open(plan(MASTER, reason), List.of(), NOON);
    journal().started(id, 1, BEFORE, NOON);
    journal().close(id, PlanState.COMPLETED, NOON);
    return id;
  }

  private Optional<Long> standing() {
    return journal().standing(MASTER, Samples.TARGET, "").map(OpenPlan::id);
  }
}
