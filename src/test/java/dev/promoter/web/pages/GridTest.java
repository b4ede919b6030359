package dev.promoter.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.insight.Blockage;
import dev.promoter.insight.Story;
import dev.promoter.insight.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void a_waiver_that_nobody_bound_to_a_failure_says_so_in_the_grid() {
    Grid grid =
        grid(
            Story.at(NOON)
                .waived(waiver("any", ""))
                .waived(waiver("bound", "ci.example"))
                .candidate(
                    1,
                    Map.of(
                        "any",
                        RequirementState.WAIVED,
                        "bound",
                        RequirementState.WAIVED,
                        "met",
                        RequirementState.MET)));

    assertThat(grid.lines().get(0).cells())
        .extracting(cell -> cell.mark().word())
        .containsExactly("waived for any failure", "waived", "met");
    assertThat(grid.anyFailure()).isTrue();
  }

  @Test
  void a_grid_without_such_a_waiver_explains_none() {
    Grid grid =
        grid(
            Story.at(NOON)
                .waived(waiver("any", ""))
                .candidate(1, Map.of("any", RequirementState.FAILED)));

    assertThat(grid.anyFailure()).isFalse();
  }

  private static Grid grid(Story story) {
    TargetState state =
        new TargetState(
            Story.RELEASE,
            Story.LINK.value(),
            Story.LINK.value(),
            "",
            Story.SOURCE.value(),
            1,
            NOON,
            TargetOutcome.NOT_PROMOTED,
            "",
            Optional.empty(),
            new Blockage(Blockage.Kind.TESTS, "it is tested", "", List.of()),
            NOON,
            "",
            1,
            List.of());
    return Grid.of(state, story.round(), 0);
  }

  private static Waiver waiver(String requirement, String pattern) {
    return new Waiver(
        1,
        Story.RELEASE,
        Story.LINK,
        requirement,
        "",
        pattern,
        "ann",
        "known",
        "",
        NOON.minusSeconds(60),
        NOON.plusSeconds(60));
  }
}
