package dev.promoter.insight;

import static dev.promoter.domain.RequirementState.FAILED;
import static dev.promoter.domain.RequirementState.IN_PROGRESS;
import static dev.promoter.domain.RequirementState.MET;
import static dev.promoter.domain.RequirementState.MISSING;
import static dev.promoter.domain.RequirementState.UNKNOWN;
import static dev.promoter.insight.Story.RELEASE;
import static dev.promoter.insight.Story.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Choice;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.insight.Digest.Before;
import dev.promoter.insight.Digest.Told;
import dev.promoter.insight.Digest.Week;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
  private static final LocalDate WEEK = LocalDate.parse("2026-11-16");

  private final Map<Week, RequirementCount> counts = new HashMap<>();
  private final Map<String, Instant> seen = new HashMap<>();
  private Before before = Before.NOTHING;
  private long round;

  @Test
  void what_failed_is_named_before_what_runs_and_the_nearest_candidate_counts() {
    TargetState state =
        tell(Story.at(MONDAY)
                .candidate(2, Map.of("a", MISSING, "b", FAILED))
                .candidate(1, Map.of("a", MET, "b", FAILED)))
            .state();

    assertThat(state.blockage())
        .isEqualTo(
            new Blockage(
                Blockage.Kind.FAILURE,
                "11111111: b failed",
                "the owners of b; a waiver accepts it",
                java.util.List.of("b")));
    assertThat(state.newest()).isEqualTo(id(2));
  }

  @Test
  void each_kind_of_obstacle_says_who_must_act() {
    assertThat(kind(Story.at(MONDAY).candidate(1, Map.of("a", IN_PROGRESS)))).isEqualTo("TESTS ''");
    assertThat(kind(Story.at(MONDAY).candidate(1, Map.of("a", MISSING))))
        .isEqualTo("TESTS 'whoever runs a'");
    assertThat(kind(Story.at(MONDAY).candidate(1, Map.of("a", UNKNOWN))))
        .isEqualTo("UNREADABLE 'the operators of promoter'");
    assertThat(kind(Story.at(MONDAY).candidate(1, Map.of("a", MET)))).isEqualTo("RULE ''");
    assertThat(
            kind(
                Story.at(MONDAY)
                    .candidate(
                        1, Relation.NEWER, new Decision.Escalate("rule", "two"), Map.of("a", MET))))
        .isEqualTo("RULE 'whoever keeps the rules'");
    assertThat(kind(Story.at(MONDAY).ended(TargetOutcome.FAILED, "DLRN does not answer")))
        .isEqualTo("FAULT 'the operators of promoter'");
    assertThat(kind(Story.at(MONDAY).ended(TargetOutcome.REFUSED, "it would go back")))
        .isEqualTo("PROTECTION 'the operators of promoter'");
    assertThat(kind(Story.at(MONDAY))).isEqualTo("NOTHING ''");
    Milestone approval =
        new Milestone("approval", "rados", Verdict.PENDING, "", Instant.EPOCH, "rados waits");
    assertThat(kind(Story.at(MONDAY).milestone(approval).candidate(1, Map.of("a", MET))))
        .isEqualTo("APPROVAL 'whoever approves rados'");
    Hold hold = new Hold(1, RELEASE, "", "bob", "freeze", MONDAY, Hold.NO_END);
    assertThat(kind(Story.at(MONDAY).held(hold).candidate(1, Map.of("a", MET))))
        .isEqualTo("HOLD 'bob'");
    Freeze freeze = new Freeze("weekend", "rest", MONDAY.plusSeconds(60), MONDAY.plusSeconds(90));
    assertThat(kind(Story.at(MONDAY).frozen(freeze).candidate(1, Map.of("a", FAILED))))
        .isEqualTo("FREEZE ''");
  }

  @Test
  void a_candidate_that_somebody_refused_is_in_the_way_only_while_there_is_no_other_one() {
    Choice veto = choice(Kind.VETO, 1);
    assertThat(kind(Story.at(MONDAY).chosen(veto).candidate(1, Map.of("a", MET))))
        .isEqualTo("CHOICE 'kim'");
    assertThat(
            kind(
                Story.at(MONDAY)
                    .chosen(veto)
                    .candidate(2, Map.of("a", IN_PROGRESS))
                    .candidate(1, Map.of("a", MET))))
        .isEqualTo("TESTS ''");
    assertThat(
            kind(
                Story.at(MONDAY)
                    .chosen(choice(Kind.PIN, 1))
                    .candidate(2, Map.of("a", MET))
                    .candidate(1, Map.of("a", IN_PROGRESS))))
        .isEqualTo("TESTS ''");
  }

  private static Choice choice(Kind kind, int digit) {
    return new Choice(1, kind, RELEASE, Story.LINK, id(digit), "kim", "eats data", MONDAY);
  }

  @Test
  void what_is_newer_than_the_promoted_one_is_still_in_the_way_of_the_next() {
    TargetState state =
        tell(Story.at(MONDAY)
                .candidate(2, Map.of("a", FAILED))
                .candidate(1, Map.of("a", MET))
                .promoted(1))
            .state();

    assertThat(state.current()).isEqualTo(id(1));
    assertThat(state.currentSince()).contains(MONDAY);
    assertThat(state.blockage().sentence()).isEqualTo("22222222: a failed");
  }

  @Test
  void an_obstacle_lasts_from_the_first_round_that_found_it() {
    tell(Story.at(MONDAY).candidate(1, Map.of("a", FAILED)));
    Instant later = MONDAY.plus(Duration.ofHours(3));
    assertThat(tell(Story.at(later).candidate(2, Map.of("a", FAILED))).state())
        .satisfies(state -> assertThat(state.blockedSince()).isEqualTo(MONDAY))
        .satisfies(state -> assertThat(state.blockage().sentence()).startsWith("22222222"));
    Instant last = later.plusSeconds(60);
    assertThat(tell(Story.at(last).candidate(2, Map.of("b", FAILED))).state().blockedSince())
        .isEqualTo(last);
  }

  @Test
  void a_round_that_only_voted_says_nothing_of_the_target() {
    tell(Story.at(MONDAY).standing(9).candidate(1, Map.of("a", FAILED)));
    TargetReport.Effect vote = new TargetReport.Effect("vote", new Outcome.Done("voted"));
    TargetState state = tell(Story.at(MONDAY.plusSeconds(9)).effect(vote)).state();

    assertThat(state.blockage().kind()).isEqualTo(Blockage.Kind.FAILURE);
    assertThat(state.current()).isEqualTo(id(9));
    assertThat(state.judgedRound()).isEqualTo(1);
    assertThat(state.round()).isEqualTo(2);
  }

  @Test
  void a_promotion_takes_as_long_as_its_candidate_was_known() {
    tell(Story.at(MONDAY).standing(9).candidate(1, Map.of("a", IN_PROGRESS)));
    Instant later = MONDAY.plus(Duration.ofHours(5));
    Promoted promoted =
        tell(Story.at(later).standing(9).candidate(1, Map.of("a", MET)).promoted(1))
            .promoted()
            .orElseThrow();

    assertThat(promoted.lead()).contains(Duration.ofHours(5));
    assertThat(promoted.previous()).isEqualTo(id(9));
    assertThat(before.state().orElseThrow().recent()).containsExactly(later);
  }

  @Test
  void a_promotion_takes_as_long_as_its_newest_commit_is_old_where_that_is_told() {
    Promoted promoted = promoted(Story.at(MONDAY).committed(MONDAY.minus(Duration.ofDays(2))));
    assertThat(promoted.lead()).contains(Duration.ofDays(2));

    Promoted wrongClock = promoted(Story.at(MONDAY).committed(MONDAY.plusSeconds(1)));
    assertThat(wrongClock.lead()).as("from its first result").contains(Duration.ofSeconds(60));
  }

  private Promoted promoted(Story story) {
    return tell(story.candidate(1, Map.of("a", MET)).promoted(1)).promoted().orElseThrow();
  }

  @Test
  void a_candidate_is_known_since_its_first_result_if_that_is_older_than_our_first_look() {
    Digest digest = tell(Story.at(MONDAY).candidate(1, Map.of("a", MET)));

    assertThat(digest.seen()).containsEntry(id(1), MONDAY.minusSeconds(60));
  }

  @Test
  void each_candidate_counts_once_for_a_requirement_however_many_rounds_tell_of_it() {
    tell(Story.at(MONDAY.minusSeconds(60)));
    for (int hour = 0; hour < 4; hour++) {
      Instant at = MONDAY.plus(Duration.ofHours(hour));
      tell(
          Story.at(at)
              .candidate(2, Map.of("a", FAILED, "b", hour < 2 ? IN_PROGRESS : MET))
              .candidate(1, Relation.OLDER, Story.wait("older"), Map.of("a", FAILED, "b", MET)));
    }

    RequirementCount failing = count(WEEK, "a");
    assertThat(failing.failed()).isEqualTo(1);
    assertThat(failing.blocked()).isEqualTo(Duration.ofHours(3));
    RequirementCount passing = count(WEEK, "b");
    assertThat(passing.passed()).isEqualTo(1);
    assertThat(passing.blocked()).isEqualTo(Duration.ofHours(2));
    assertThat(passing.meanWait()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void what_the_first_round_finds_happened_before_and_is_not_counted() {
    Digest digest = tell(Story.at(MONDAY).candidate(1, Map.of("a", FAILED, "b", MET)));

    assertThat(digest.counts()).isEmpty();
  }

  @Test
  void time_in_the_way_belongs_to_the_week_in_which_it_passed() {
    tell(Story.at(MONDAY.minusSeconds(7200)).candidate(1, Map.of("a", FAILED)));
    tell(Story.at(MONDAY.plusSeconds(3600)).candidate(1, Map.of("a", MET)));

    assertThat(count(WEEK.minusWeeks(1), "a").blocked()).hasHours(2);
    assertThat(count(WEEK, "a").blocked()).hasHours(1);
  }

  private RequirementCount count(LocalDate monday, String requirement) {
    return counts.getOrDefault(new Week(monday, requirement), RequirementCount.none(requirement));
  }

  private String kind(Story story) {
    Blockage blockage = Obstacles.of(story.target());
    return "%s '%s'".formatted(blockage.kind(), blockage.who());
  }

  private Digest tell(Story story) {
    round++;
    Told now = new Told(round, story.round().finishedAt(), story.target());
    Digest digest = Digest.of(RELEASE, before, now);
    digest.counts().forEach((week, count) -> counts.merge(week, count, RequirementCount::plus));
    seen.putAll(digest.seen());
    boolean judged = !story.target().judged().isEmpty();
    before =
        new Before(Optional.of(digest.state()), judged ? Optional.of(now) : before.judged(), seen);
    return digest;
  }
}
