package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.B;
import static dev.promoter.engine.Bench.CURRENT;
import static dev.promoter.engine.Bench.NAME;
import static dev.promoter.engine.Bench.OLD;
import static dev.promoter.fakes.InMemoryInterventions.KIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Choice;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import dev.promoter.fakes.RecordingRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say in the middle of a promotion: it counts until something has moved. */
class PeopleStopTest {
  private final Bench bench = new Bench().withOnePromotion();
  private final RecordingRunner copies =
      RecordingRunner.marking("copies", bench.links, bench.log).preparing();
  private Instant end = Instant.EPOCH;

  @BeforeEach
  void a_waived_failure() {
    bench.links.move("ready", B);
    bench.evidence.tell(B, "deploy", Verdict.FAILED);
    bench.runners = List.of(copies, bench.promote, bench.keep);
    end = bench.clock.instant().plusSeconds(600);
  }

  @Test
  void a_waiver_that_expires_while_copies_are_made_stops_the_promotion_before_the_link() {
    waive(false);
    copies.interject(() -> bench.clock.advance(Duration.ofSeconds(601)));

    TargetReport report = bench.onlyTarget();

    assertThat(report.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(report.reason()).contains("may not be promoted any more").contains("deploy");
    assertThat(bench.links.rows("current")).containsExactly(OLD);
    assertThat(bench.openPlans()).isEmpty();
  }

  @Test
  void a_waiver_that_is_withdrawn_before_a_crash_is_over_stops_what_was_prepared() {
    Waiver waiver = waive(false);
    copies.dieAfter(new Error("killed"));
    assertThatThrownBy(bench::onlyTarget).hasMessage("killed");
    bench.interventions.withdraw(Kind.WAIVER, waiver.id(), KIM, "", bench.clock.instant());

    bench.round();

    assertThat(bench.links.rows("current")).doesNotContain(B);
  }

  @Test
  void a_veto_or_a_freeze_that_comes_while_copies_are_made_stops_it_too() {
    waive(false);
    copies.interject(
        () ->
            bench.interventions.add(
                new Choice(
                    0,
                    Kind.VETO,
                    NAME,
                    CURRENT.link(),
                    B.id(),
                    "kim",
                    "eats data",
                    bench.clock.instant())));

    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.REFUSED);

    bench.interventions.withdraw(Kind.VETO, 1, KIM, "", bench.clock.instant());
    List<Freeze> windows = new ArrayList<>();
    bench.freezes = (release, target, now) -> List.copyOf(windows);
    copies.interject(() -> windows.add(new Freeze("year-end", "rest", end, end)));

    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(bench.links.rows("current")).containsExactly(OLD);
  }

  @Test
  void what_is_said_once_tags_move_does_not_leave_them_without_their_link() {
    waive(false);
    RecordingRunner tags = RecordingRunner.marking("tags", bench.links, bench.log);
    bench.runners = List.of(tags, bench.promote, bench.keep);
    tags.interject(() -> bench.clock.advance(Duration.ofSeconds(601)));

    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  void a_waiver_until_something_is_promoted_lets_one_candidate_through() {
    waive(true);
    assertThat(bench.onlyTarget().promoted()).isEqualTo(B.id());

    bench.clock.advance(Duration.ofSeconds(10));
    bench.evidence.tell(Bench.C, "deploy", Verdict.FAILED);
    bench.links.move("ready", Bench.C);
    assertThat(bench.onlyTarget().outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(bench.links.rows("current")).endsWith(B).doesNotContain(Bench.C, A);
  }

  private Waiver waive(boolean untilPromoted) {
    return bench.interventions.add(
        new Waiver(
            0,
            NAME,
            CURRENT.link(),
            "deploy",
            untilPromoted ? "" : B.id(),
            "",
            "",
            untilPromoted,
            "kim",
            "known",
            "",
            bench.clock.instant().minusSeconds(1),
            end));
  }
}
