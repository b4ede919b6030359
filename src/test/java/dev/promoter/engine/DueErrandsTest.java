package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.engine.TargetReport.Judged;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a kind of effect does for a candidate besides promoting it. */
class DueErrandsTest {
  private final Bench bench = new Bench();
  private final Board board = new Board();

  @BeforeEach
  void one_candidate_waits() {
    bench.links.move("current", OLD);
    bench.links.move("ready", OLD, A);
    bench.runners = List.of(bench.promote, bench.keep, board);
    board.text = "1 of 2 passed";
  }

  @Test
  void what_is_due_is_done_through_the_journal_and_told_with_its_target() {
    TargetReport report = bench.onlyTarget();

    assertThat(board.told).containsExactly("1 of 2 passed");
    assertThat(bench.log)
        .containsExactly("opened", "started 0", "finished 0 Done", "closed COMPLETED");
    assertThat(report.effects()).extracting(Effect::title).containsExactly("tell the board");
    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
  }

  @Test
  void the_same_is_never_done_twice_and_something_else_is() {
    bench.round();
    assertThat(bench.onlyTarget().effects()).isEmpty();
    board.text = "2 of 2 passed";
    bench.round();
    board.text = "1 of 2 passed";
    bench.round();

    assertThat(board.told).containsExactly("1 of 2 passed", "2 of 2 passed", "1 of 2 passed");
  }

  @Test
  void what_could_not_be_done_fails_the_round_and_is_tried_again_by_the_next() {
    board.answers.add(new Outcome.Retry("503 busy"));

    assertThat(bench.round().failed()).isTrue();
    assertThat(bench.round().failed()).isFalse();

    assertThat(board.told).containsExactly("1 of 2 passed");
    assertThat(bench.openPlans()).isEmpty();
  }

  @Test
  void only_the_newest_of_what_was_not_told_yet_is_told() {
    for (String text : List.of("a", "b", "c")) {
      board.text = text;
      board.answers.add(new Outcome.Retry("503 busy"));
      bench.round();
    }
    board.text = "d";
    bench.round();

    assertThat(board.told).containsExactly("d");
    assertThat(bench.openPlans()).isEmpty();
  }

  @Test
  void what_is_in_doubt_is_looked_at_before_anything_newer_is_told() {
    board.dies = true;
    try {
      bench.round();
    } catch (WatchedJournal.ProcessDied death) {
      board.dies = false;
    }
    assertThat(board.told).containsExactly("1 of 2 passed");
    board.text = "2 of 2 passed";

    bench.round();

    assertThat(board.told).containsExactly("1 of 2 passed", "2 of 2 passed");
    assertThat(bench.openPlans()).isEmpty();
  }

  @Test
  void what_is_not_due_any_more_is_given_up_unless_it_is_in_doubt() {
    board.answers.add(new Outcome.Retry("503 busy"));
    bench.round();
    board.silent = true;

    assertThat(bench.round().failed()).isFalse();

    assertThat(board.told).isEmpty();
    assertThat(bench.openPlans()).isEmpty();
    assertThat(bench.log).endsWith("closed SUPERSEDED");
  }

  @Test
  void what_is_in_doubt_is_looked_at_although_it_is_not_due_any_more() {
    board.dies = true;
    try {
      bench.round();
    } catch (WatchedJournal.ProcessDied death) {
      board.dies = false;
    }
    board.silent = true;

    bench.round();

    assertThat(board.told).containsExactly("1 of 2 passed");
    assertThat(bench.log).endsWith("finished 0 AlreadyDone", "closed COMPLETED");
  }

  @Test
  void what_cannot_be_found_out_fails_the_round_and_keeps_nothing_else_from_happening() {
    bench.pass(A);
    board.blind = true;

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.upstreamFailed()).isTrue();
  }

  @Test
  void a_dry_run_only_shows_it() {
    TargetReport report =
        Bench.only(bench.cycle().run(bench.release().asDryRun(), new StopSignal()));

    assertThat(report.effects())
        .containsExactly(new Effect("tell the board", new Outcome.Skipped("dry run")));
    assertThat(board.told).isEmpty();
    assertThat(bench.log).isEmpty();
  }

  /** Shows a text somewhere outside. */
  private static final class Board implements ErrandRunner {
    private final List<String> told = new ArrayList<>();
    private final Deque<Outcome> answers = new ArrayDeque<>();
    private String text = "";
    private boolean dies;
    private boolean blind;
    private boolean silent;

    @Override
    public String kind() {
      return "board";
    }

    @Override
    public List<Action> errands(Release release, Judged judged) {
      if (blind) {
        throw Bench.unreachable();
      }
      if (silent) {
        return List.of();
      }
      return List.of(
          new Action("board", "tell the board", judged.facts().candidate(), Map.of("text", text)));
    }

    @Override
    public Optional<Outcome> observe(Release release, Action action, Before before) {
      return told.contains(action.setting("text"))
          ? Optional.of(new Outcome.AlreadyDone("it is told"))
          : Optional.empty();
    }

    @Override
    public Outcome run(Release release, Action action, Before before) {
      Outcome answer = answers.poll();
      if (answer != null) {
        return answer;
      }
      told.add(action.setting("text"));
      if (dies) {
        throw new WatchedJournal.ProcessDied();
      }
      return new Outcome.Done("told");
    }
  }
}
