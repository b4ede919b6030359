package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promoter.domain.Outcome;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.fakes.RecordingRunner;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies first, then tags and links together: what happens between the two, and in the middle. */
class MovingPhaseTest {
  private final Bench bench = new Bench().withOnePromotion();
  private final RecordingRunner tags = RecordingRunner.marking("tags", bench.links, bench.log);
  private final RecordingRunner copies =
      RecordingRunner.marking("copies", bench.links, bench.log).preparing();

  @BeforeEach
  void tags_are_named_before_copies() {
    bench.links.move("tags", OLD);
    bench.runners = List.of(tags, copies, bench.promote, bench.keep);
  }

  @Test
  void everything_is_prepared_before_anything_moves() {
    TargetReport report = bench.onlyTarget();

    assertThat(report.effects())
        .extracting(Effect::title)
        .containsExactly("copies copies", "tags tags", "promote current", "keep previous-current");
    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  void what_stands_against_a_later_move_stops_the_plan_while_nothing_has_moved() {
    bench.promote.objects(new Outcome.Refused("somebody else promoted to current"));

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(report.reason()).startsWith("somebody else promoted to current");
    assertThat(bench.links.rows("copies")).containsExactly(A);
    assertThat(bench.links.rows("tags")).containsExactly(OLD);
  }

  @Test
  void what_cannot_be_planned_is_the_targets_failure_and_its_candidates_are_still_told() {
    copies.failPlanning(
        RemoteException.of(
            "registry", "find image x", "HEAD http://r", "it is not there", 404, false));

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(report.reason()).contains("find image x").endsWith("nothing was changed");
    assertThat(report.judged()).hasSize(1);
    assertThat(bench.log).isEmpty();
  }

  @Test
  void a_hold_set_while_tags_move_does_not_leave_them_without_their_link() {
    tags.interject(() -> bench.hold("current"));

    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  void a_stop_asked_for_while_tags_move_waits_for_their_link() {
    tags.interject(bench.stop::request);

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.effects())
        .extracting(Effect::title, each -> each.outcome().achieved())
        .contains(tuple("promote current", true), tuple("keep previous-current", false));
  }

  @Test
  void a_link_that_fails_after_its_tags_moved_is_tried_again_by_the_next_round() {
    bench.promote.answer(new Outcome.Failed("403 forbidden"));

    TargetReport first = bench.onlyTarget();

    assertThat(first.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(first.reason())
        .startsWith("403 forbidden (something has already moved")
        .endsWith("2 of 4 effects are done and stay done: copies copies, tags tags");
    assertThat(bench.openPlans()).hasSize(1);

    bench.log.clear();
    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(bench.log).doesNotContain("run copies copies", "run tags tags");
  }

  @Test
  void a_link_that_somebody_else_moved_ends_the_plan() {
    bench.promote.answer(new Outcome.Refused("somebody else promoted it"));

    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(bench.openPlans()).isEmpty();
  }
}
