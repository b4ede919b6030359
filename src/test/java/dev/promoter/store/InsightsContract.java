package dev.promoter.store;

import static dev.promoter.domain.RequirementState.FAILED;
import static dev.promoter.domain.RequirementState.MET;
import static dev.promoter.insight.Story.RELEASE;
import static dev.promoter.insight.Story.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.promoter.engine.History;
import dev.promoter.insight.Blockage;
import dev.promoter.insight.Insights;
import dev.promoter.insight.Insights.Scope;
import dev.promoter.insight.Insights.WeekCount;
import dev.promoter.insight.Promoted;
import dev.promoter.insight.RequirementCount;
import dev.promoter.insight.Story;
import dev.promoter.insight.TargetState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store says over time of the rounds it keeps. */
interface InsightsContract {
  Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
  LocalDate WEEK = LocalDate.parse("2026-11-16");

  Insights insights();

  History history();

  Store store();

  @Test
  default void the_rounds_of_a_release_show_as_its_state_its_promotions_and_its_counts() {
    List<Long> rounds = tellTheStory();

    TargetState state = insights().states(RELEASE).get(0);
    assertThat(insights().states()).containsExactly(state);
    assertThat(state.current()).isEqualTo(id(1));
    assertThat(state.round()).isEqualTo(rounds.get(3));
    assertThat(state.recent()).containsExactly(MONDAY.plusSeconds(7200));
    assertThat(state.blockage().kind()).isEqualTo(Blockage.Kind.FAILURE);
    assertThat(state.blockage().requirements()).containsExactly("b");
    assertThat(state.blockedSince()).isEqualTo(MONDAY.plusSeconds(7200));

    Promoted promoted = insights().promotions(Scope.ALL, MONDAY, 9).get(0);
    assertThat(promoted.candidate()).isEqualTo(id(1));
    assertThat(promoted.lead()).contains(Duration.ofMinutes(121));
    assertThat(insights().promotions(Scope.of(RELEASE), promoted.at().plusSeconds(1), 9)).isEmpty();
    assertThat(insights().promotions(new Scope("", "other"), MONDAY, 9)).isEmpty();
    assertThat(insights().promotionsOf(RELEASE, id(1))).containsExactly(promoted);
    assertThat(insights().promotionsOf(RELEASE, id(2))).isEmpty();
    assertThat(insights().promotionsByWeek(Scope.ALL, WEEK))
        .containsExactly(new WeekCount(WEEK, 1));

    assertThat(insights().requirements(Scope.of(RELEASE), WEEK))
        .extracting(RequirementCount::requirement, RequirementCount::passed)
        .containsExactly(tuple("b", 1L), tuple("a", 1L));
    assertThat(insights().requirements(Scope.ALL, WEEK).get(0).blocked())
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  default void a_candidate_is_found_in_the_newest_round_that_judged_it() {
    List<Long> rounds = tellTheStory();

    assertThat(insights().roundOf(RELEASE, id(1))).hasValue(rounds.get(3));
    assertThat(insights().roundOf(RELEASE, id(7))).isEmpty();
  }

  @Test
  default void insights_that_are_lost_are_made_from_the_rounds_again() throws SQLException {
    tellTheStory();
    List<TargetState> states = insights().states();
    List<Promoted> promotions = insights().promotions(Scope.ALL, MONDAY, 9);
    List<RequirementCount> requirements = insights().requirements(Scope.ALL, WEEK);
    try (Connection connection = store().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of(
              "told_release", "target_state", "promoted", "seen_candidate", "requirement_week")) {
        statement.execute("delete from " + table);
      }
    }

    store().completeInsights();
    store().completeInsights();

    assertThat(insights().states()).isEqualTo(states);
    assertThat(insights().promotions(Scope.ALL, MONDAY, 9)).isEqualTo(promotions);
    assertThat(insights().requirements(Scope.ALL, WEEK)).isEqualTo(requirements);
  }

  private List<Long> tellTheStory() {
    return List.of(
            Story.at(MONDAY.minusSeconds(60)).standing(9),
            Story.at(MONDAY).standing(9).candidate(1, Map.of("a", MET, "b", FAILED)),
            Story.at(MONDAY.plusSeconds(3600))
                .standing(9)
                .candidate(2, Map.of("b", FAILED))
                .candidate(1, Map.of("a", MET, "b", FAILED)),
            Story.at(MONDAY.plusSeconds(7200))
                .standing(9)
                .candidate(2, Map.of("b", FAILED))
                .candidate(1, Map.of("a", MET, "b", MET))
                .promoted(1))
        .stream()
        .map(story -> history().record(story.round()).orElseThrow())
        .toList();
  }
}
