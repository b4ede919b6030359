package dev.promoter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Relation;
import dev.promoter.domain.Verdict;
import org.junit.jupiter.api.Test;

/** The reason that people read beside the name of the rule. */
class ExplanationTest {
  private static final RuleJudge JUDGE = new RuleJudge(RuleFolder.base(RuleFolder.SHIPPED));

  @Test
  void a_promotion_says_what_stood_in_and_who_accepted_what() {
    Situation situation =
        Situation.requiring("a", "b:x,y", "c").passed("a", "x").failed("b", "c").waived("c");

    assertThat(reason(situation))
        .isEqualTo(
            "requirements satisfied: 3 of 3; b is met by its alternative x; c is waived by mara"
                + " until 2026-03-02T10:00:00Z: known bug (https://bugs.example/7) (any failure)");
  }

  @Test
  void open_requirements_are_named_with_their_state_the_worst_first() {
    Situation situation =
        Situation.requiring("a", "b", "c", "d", "e").pending("b").unreadable("c").failed("d", "e");

    assertThat(reason(situation))
        .isEqualTo(
            "failed: d, e; unreadable: c; in progress: b; not reported: a; c could not be read");
  }

  @Test
  void the_same_trouble_of_many_requirements_is_told_once() {
    Situation situation =
        Situation.requiring("a", "b")
            .reported("a", Verdict.UNKNOWN, "DLRN did not answer")
            .reported("b", Verdict.UNKNOWN, "DLRN did not answer");

    assertThat(reason(situation)).isEqualTo("unreadable: a, b; DLRN did not answer");
  }

  @Test
  void a_hold_is_explained_by_who_set_it() {
    assertThat(reason(Situation.requiring("a").passed("a").held()))
        .isEqualTo("the release is held by jo: mirror is down");
  }

  @Test
  void what_stands_at_the_target_is_named() {
    Situation passed = Situation.requiring("a").passed("a");

    assertThat(reason(passed.standing(Relation.CURRENT)))
        .isEqualTo("current-tripleo points at " + Situation.CURRENT);
    assertThat(reason(passed.standing(Relation.OLDER)))
        .isEqualTo(
            "current-tripleo points at "
                + Situation.CURRENT
                + ", and this candidate came before it or was there already");
  }

  private static String reason(Situation situation) {
    return JUDGE.judge(situation.facts()).decision().reason();
  }
}
