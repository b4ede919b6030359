package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.OLD;
import static dev.promoter.engine.Bench.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.TargetReport.Effect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single actions that somebody ordered beside all promotions, such as a vote. */
class CycleErrandTest {
  private static final Action VOTE = new Action("vote", "report success of deploy", A, Map.of());

  private final Bench bench = new Bench();
  private final Votes votes = new Votes();

  @BeforeEach
  void votes_can_be_reported() {
    bench.links.move("current", OLD);
    bench.links.move("ready", OLD);
    bench.runners = List.of(bench.promote, bench.keep, votes);
  }

  @Test
  void it_is_carried_out_through_the_journal_and_says_nothing_of_links() {
    TargetReport report = Bench.only(vote());

    assertThat(bench.log)
        .containsExactly("opened", "started 0", "finished 0 Done", "closed COMPLETED");
    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.reason()).isEqualTo("asked for by kim");
    assertThat(report.effects()).extracting(Effect::title).containsExactly(VOTE.title());
  }

  @Test
  void one_to_be_retried_does_not_keep_its_target_from_being_promoted_to() {
    votes.answer(new Outcome.Retry("busy"));
    assertThat(Bench.only(vote()).outcome()).isEqualTo(TargetOutcome.FAILED);
    votes.answer(new Outcome.Retry("still busy"));
    bench.links.move("ready", A);
    bench.pass(A);

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.upstreamFailed()).isFalse();
    assertThat(report.effects())
        .extracting(Effect::title)
        .containsExactly("promote current", "keep previous-current", VOTE.title());
    assertThat(report.effects().get(2).outcome()).isEqualTo(new Outcome.Retry("still busy"));
    assertThat(bench.openPlans()).hasSize(1);
  }

  @Test
  void the_next_round_goes_on_with_it_until_it_is_done() {
    votes.answer(new Outcome.Retry("busy"));
    vote();

    TargetReport report = bench.onlyTarget();

    assertThat(report.effects())
        .extracting(each -> each.outcome().achieved())
        .containsExactly(true);
    assertThat(report.reason()).doesNotContain("allowed_clients");
    assertThat(bench.openPlans()).isEmpty();
    assertThat(bench.onlyTarget().effects()).isEmpty();
  }

  @Test
  void one_whose_target_left_the_configuration_is_nobody_elses_failure() {
    votes.answer(new Outcome.Retry("busy"));
    vote();
    bench.targets = List.of(target("current-other", "ready"));
    votes.answer(new Outcome.Failed("410 gone"));

    ReleaseReport report = bench.round();

    assertThat(report.failed()).isFalse();
    assertThat(report.targets())
        .extracting(each -> each.target().value())
        .containsExactly("current-other", "current");
    assertThat(report.targets().get(1).effects())
        .extracting(Effect::outcome)
        .containsExactly(new Outcome.Failed("410 gone"));
    assertThat(bench.openPlans()).isEmpty();
  }

  @Test
  void it_leaves_the_promotions_of_earlier_rounds_alone() {
    bench.links.move("ready", A);
    bench.pass(A);
    bench.promote.answer(new Outcome.Retry("busy"));
    bench.round();

    ReleaseReport report = vote();

    assertThat(Bench.only(report).effects())
        .extracting(Effect::title)
        .containsExactly(VOTE.title());
    assertThat(bench.links.current("current")).contains(OLD);
    assertThat(bench.openPlans()).hasSize(1);
  }

  private ReleaseReport vote() {
    ReleaseReport report = bench.cycle().carryOut(bench.release(), A, VOTE, "asked for by kim");
    bench.history.record(report);
    return report;
  }

  /** Reports votes, or answers as it is told. */
  private static final class Votes implements ActionRunner {
    private final Deque<Outcome> answers = new ArrayDeque<>();

    void answer(Outcome outcome) {
      answers.add(outcome);
    }

    @Override
    public String kind() {
      return VOTE.kind();
    }

    @Override
    public Effects plan(Promotion promotion) {
      return Effects.NONE;
    }

    @Override
    public Optional<Outcome> observe(Release release, Action action, Before before) {
      return Optional.empty();
    }

    @Override
    public Outcome run(Release release, Action action, Before before) {
      Outcome told = answers.poll();
      return told == null ? new Outcome.Done("reported") : told;
    }
  }
}
