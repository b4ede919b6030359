package dev.promoter.store;

import static dev.promoter.store.Samples.LATER;
import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static dev.promoter.store.Samples.ZED;
import static dev.promoter.store.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.Journal.Step;
import dev.promoter.engine.TargetReport.Judged;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every journal promises. */
interface JournalContract {
  Journal journal();

  @Test
  default void an_opened_plan_is_unfinished_and_read_back_equal() {
    Plan plan = plan(MASTER, "all requirements are met");
    List<Judged> basis = new Reports(7).judgements(12);
    long id = journal().open(plan, basis, NOON);

    Step untouched = new Step(Optional.empty(), Optional.empty());
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
    journal().started(id, 1, LATER);

    List<Step> steps = journal().unfinished(MASTER).get(0).steps();
    assertThat(steps.get(0).inDoubt()).isFalse();
    assertThat(steps.get(1)).isEqualTo(new Step(Optional.of(LATER), Optional.empty()));
    assertThat(steps.get(1).inDoubt()).isTrue();
  }

  @Test
  default void every_outcome_is_read_back_equal() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().started(id, 0, NOON);
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
          .isEqualTo(new Step(Optional.of(NOON), Optional.of(outcome)));
    }
  }

  @Test
  default void an_action_that_is_started_again_is_in_doubt_again() {
    long id = journal().open(plan(MASTER, "r"), List.of(), NOON);
    journal().started(id, 0, NOON);
    journal().finished(id, 0, new Outcome.Retry("503"), NOON);
    journal().started(id, 0, LATER);

    assertThat(journal().unfinished(MASTER).get(0).steps().get(0))
        .isEqualTo(new Step(Optional.of(LATER), Optional.empty()));
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

    assertThatThrownBy(() -> journal().started(id, 0, LATER))
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

    assertThatThrownBy(() -> journal().started(id, 2, NOON))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> journal().finished(id + 1, 0, new Outcome.Done(""), NOON))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> journal().close(id + 1, PlanState.COMPLETED, NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
