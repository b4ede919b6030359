package dev.promoter.store;

import static dev.promoter.store.Samples.LATER;
import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static dev.promoter.store.Samples.SOURCE;
import static dev.promoter.store.Samples.TARGET;
import static dev.promoter.store.Samples.ZED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Outcome;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Census.Tally;
import dev.promoter.engine.Census.Unfinished;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Effect;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the counts of every store promise. */
interface CensusContract {
  Store store();

  private ReleaseReport round(ReleaseName release, TargetOutcome outcome, Instant at) {
    TargetReport target =
        new TargetReport(
            TARGET,
            SOURCE,
            "compute",
            outcome,
            "",
            "",
            "why",
            List.of(),
            List.of(new Effect("link", new Outcome.Done("done"))),
            false);
    return new ReleaseReport(release, "f", "", List.of(target), false, at, at);
  }

  @Test
  default void stored_rounds_are_counted_by_how_they_ended() {
    store().history().record(round(MASTER, TargetOutcome.PROMOTED, NOON));
    store().history().record(round(MASTER, TargetOutcome.PROMOTED, LATER));
    store().history().record(round(MASTER, TargetOutcome.FAILED, LATER));
    store().history().record(round(ZED, TargetOutcome.PROMOTED, NOON));

    String target = TARGET + " [compute]";
    assertThat(store().census().tallies())
        .containsExactlyInAnyOrder(
            new Tally(MASTER, target, TargetOutcome.PROMOTED, 2, LATER),
            new Tally(MASTER, target, TargetOutcome.FAILED, 1, LATER),
            new Tally(ZED, target, TargetOutcome.PROMOTED, 1, NOON));
  }

  @Test
  default void a_round_that_is_not_stored_is_not_counted() {
    ReleaseReport refused = ReleaseReport.refused(MASTER, "f", "no password", NOON);
    store().history().record(refused);

    assertThat(store().census().tallies()).isEmpty();
  }

  @Test
  default void open_plans_are_counted_until_they_end() {
    long first = store().journal().open(Samples.plan(MASTER, "a"), List.of(), NOON);
    long second = store().journal().open(Samples.plan(MASTER, "b"), List.of(), LATER);
    store().journal().open(Samples.plan(ZED, "c"), List.of(), LATER);
    assertThat(store().census().unfinished())
        .containsExactlyInAnyOrder(new Unfinished(MASTER, 2, NOON), new Unfinished(ZED, 1, LATER));

    store().journal().close(first, PlanState.COMPLETED, LATER);
    assertThat(store().census().unfinished()).contains(new Unfinished(MASTER, 1, LATER));
    store().journal().close(second, PlanState.FAILED, LATER);
    assertThat(store().census().unfinished()).containsExactly(new Unfinished(ZED, 1, LATER));
  }
}
