package dev.promoter.store;

import static dev.promoter.store.Samples.ANN;
import static dev.promoter.store.Samples.LATER;
import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Purpose;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Ended;
import dev.promoter.engine.History;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a waiver until something is promoted ends. */
interface PromotedWaiversContract {
  Instant MOVED = NOON.plusSeconds(30);

  Interventions interventions();

  Journal journal();

  History history();

  @Test
  default void a_promotion_ends_a_waiver_that_was_given_until_then() {
    Waiver until = interventions().add(untilPromoted("job-1"), ANN);
    Waiver dated = interventions().add(Samples.waiver("job-2"), ANN);
    told("");
    assertThat(interventions().waivers()).containsExactly(until, dated);

    promoted("", MOVED);

    Waiver ended = until.endedBy(Samples.COMMIT.id(), MOVED);
    assertThat(interventions().waivers()).containsExactly(ended, dated);
    assertThat(ended.sentence()).contains("until the promotion of " + Samples.COMMIT.id());
    assertThat(interventions().ended(Kind.WAIVER, MOVED, Long.MAX_VALUE, 9))
        .containsExactly(new Ended(ended, Optional.empty()));
    assertThat(interventions().ended(Kind.WAIVER, MOVED, ended.id(), 9)).isEmpty();
  }

  @Test
  default void a_promotion_of_before_or_one_that_is_put_back_ends_no_waiver() {
    told("");
    promoted("", NOON.minusSeconds(9));
    Waiver until = interventions().add(untilPromoted("job-1"), ANN);
    assertThat(interventions().waivers()).containsExactly(until);

    long plan = promoted("", MOVED);
    long back = journal().open(Samples.rollback(MASTER, plan), List.of(), LATER);
    journal().close(back, PlanState.COMPLETED, LATER);

    assertThat(interventions().waivers()).containsExactly(until);
    assertThat(interventions().ended(Kind.WAIVER, MOVED, Long.MAX_VALUE, 9)).isEmpty();
  }

  @Test
  default void with_components_it_ends_when_each_of_them_was_promoted() {
    told("compute", "network");
    Waiver until = interventions().add(untilPromoted("job-1"), ANN);
    promoted("compute", MOVED);
    assertThat(interventions().waivers()).containsExactly(until);

    promoted("network", MOVED.plusSeconds(1));

    assertThat(interventions().waivers())
        .containsExactly(until.endedBy(Samples.COMMIT.id(), MOVED.plusSeconds(1)));
  }

  private static Waiver untilPromoted(String requirement) {
    return new Waiver(
        0, MASTER, Samples.TARGET, requirement, "", "", "", true, "ann", "flaky", "", NOON, LATER);
  }

  private void told(String... components) {
    List<TargetReport> targets =
        Stream.of(components)
            .map(
                component ->
                    new TargetReport(
                        Samples.TARGET,
                        Samples.SOURCE,
                        component,
                        TargetOutcome.NOT_PROMOTED,
                        "",
                        "",
                        "nothing is good enough",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        false))
            .toList();
    ReleaseReport round = new ReleaseReport(MASTER, "", "", targets, false, NOON, NOON, List.of());
    assertThat(history().record(round)).isPresent();
  }

  private long promoted(String component, Instant at) {
    Action move =
        new Action("promote-link", "move", Samples.COMMIT, Map.of(Action.DECISIVE, "yes"));
    Plan plan =
        new Plan(
            MASTER,
            Samples.TARGET,
            Samples.SOURCE,
            component,
            Samples.COMMIT,
            "",
            "all is met",
            List.of(move),
            0,
            Purpose.PROMOTION,
            0);
    long id = journal().open(plan, List.of(), at);
    journal().started(id, 0, new Before(Map.of()), at);
    journal().finished(id, 0, new Outcome.Done(""), at);
    journal().close(id, PlanState.COMPLETED, at);
    return id;
  }
}
