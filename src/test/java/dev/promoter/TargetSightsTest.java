package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.insight.Blockage;
import dev.promoter.insight.Blockage.Kind;
import dev.promoter.insight.TargetState;
import dev.promoter.notices.Condition;
import dev.promoter.notices.Severity;
import dev.promoter.notices.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TargetSightsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void the_same_failure_of_another_candidate_with_more_or_less_to_come_is_the_same_state() {
    Condition first = obstacle(Kind.FAILURE, "1a2b3c4d: job-a failed; 7 more open", "ann");
    Condition later = obstacle(Kind.FAILURE, "99999999: job-a failed", "ann");

    assertThat(first.state()).isEqualTo("blocked: job-a failed").isEqualTo(later.state());
    assertThat(first.sentence()).contains("7 more open (to act: ann)");
    assertThat(obstacle(Kind.FAILURE, "99999999: job-b failed", "").state())
        .isEqualTo("blocked: job-b failed");
  }

  @ParameterizedTest
  @CsvSource({
    "NOTHING,INFO,all is well",
    "TESTS,INFO,all is well",
    "RULE,INFO,all is well",
    "APPROVAL,INFO,waits for an approval",
    "HOLD,INFO,held",
    "PROTECTION,WARNING,stopped by a protection",
    "FAULT,CRITICAL,failed"
  })
  void each_obstacle_has_its_state_and_severity(Kind kind, Severity severity, String state) {
    Condition found = obstacle(kind, "why", "");

    assertThat(found.severity()).isEqualTo(severity);
    assertThat(found.state()).isEqualTo(state);
    assertThat(found.sentence()).isEqualTo("why");
  }

  @Test
  void rules_that_do_not_decide_need_a_person_at_once() {
    assertThat(obstacle(Kind.RULE, "two rules", "whoever keeps the rules").severity())
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void what_could_not_be_read_says_nothing_of_the_target() {
    assertThat(obstacle(Kind.UNREADABLE, "no route", "")).isEqualTo(Condition.UNKNOWN);
  }

  @Test
  void what_stands_at_a_target_is_known_to_a_new_audience() {
    List<Sight> sights = TargetSights.of(state(Kind.NOTHING, "", "", List.of(NOON)));

    assertThat(sights).hasSize(2);
    assertThat(sights.get(1).condition().state()).isEqualTo("promoted 0123456789ab");
    assertThat(sights.get(1).atFirst()).isEqualTo(sights.get(1).condition());
    assertThat(TargetSights.of(state(Kind.NOTHING, "", "", List.of()))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void of_a_release_that_is_refused_nothing_is_known(Kind kind) {
    assertThat(TargetSights.unknown(state(kind, "why", "", List.of(NOON))))
        .hasSize(2)
        .allSatisfy(sight -> assertThat(sight.condition()).isEqualTo(Condition.UNKNOWN));
  }

  private static Condition obstacle(Kind kind, String sentence, String who) {
    return TargetSights.of(state(kind, sentence, who, List.of())).get(0).condition();
  }

  private static TargetState state(
      Kind kind, String sentence, String who, List<Instant> promotions) {
    return new TargetState(
        new ReleaseName("master"),
        "current",
        "current",
        "",
        "testing",
        1,
        NOON,
        TargetOutcome.NOT_PROMOTED,
        HASH,
        Optional.of(NOON),
        new Blockage(kind, sentence, who, List.of()),
        NOON,
        "",
        1,
        promotions);
  }
}
