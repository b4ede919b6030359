package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.B;
import static dev.promoter.engine.Bench.OLD;
import static dev.promoter.engine.Bench.unreachable;
import static dev.promoter.fakes.InMemoryInterventions.KIM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Choice;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Target;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CycleForceTest {
  private final Bench bench = new Bench();

  @Test
  void a_forced_promotion_needs_no_evidence_and_keeps_the_previous_content() {
    bench.links.move("current", OLD);

    TargetReport report = bench.force(A);

    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.promoted()).isEqualTo(A.id());
    assertThat(report.previous()).isEqualTo(OLD.id());
    assertThat(report.reason()).isEqualTo("forced: customer waits");
    assertThat(bench.links.rows("current")).containsExactly(OLD, A);
    assertThat(bench.links.rows("previous-current")).containsExactly(OLD);
    assertThat(bench.judge.asked()).isEmpty();
  }

  @Test
  void a_forced_promotion_of_the_current_content_says_so_and_does_nothing() {
    bench.links.move("current", OLD, A);
    bench.links.move("previous-current", OLD);
    bench.hold("current");

    TargetReport report = bench.force(A);

    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.reason())
        .isEqualTo("current already points at " + A.id() + ": nothing to do");
    assertThat(report.previous()).isEqualTo(A.id());
    assertThat(bench.log).isEmpty();
    assertThat(bench.links.rows("previous-current")).containsExactly(OLD);
  }

  @Test
  void a_hold_refuses_a_forced_promotion_and_is_named() {
    bench.hold("");

    TargetReport report = bench.force(A);

    assertThat(report.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(report.reason())
        .contains("the release is held by kim: mirror broken", "promoter unhold 1");
    assertThat(report.upstreamFailed()).isFalse();
    assertThat(bench.log).isEmpty();
  }

  @Test
  void what_else_is_said_against_a_forced_promotion_is_overridden_and_named() {
    Instant end = bench.clock.instant().plusSeconds(60);
    bench.freezes = (release, target, now) -> List.of(new Freeze("weekend", "rest", end, end));
    bench.interventions.add(
        new Choice(
            0,
            Kind.VETO,
            bench.release().name(),
            new LinkName("current"),
            A.id(),
            "kim",
            "eats data",
            bench.clock.instant()),
        KIM);

    TargetReport report = bench.force(A);

    assertThat(report.outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(report.reason())
        .startsWith("forced: customer waits (although frozen by weekend until ")
        .contains(A.id() + " may not be promoted to current, says kim: eats data");
  }

  @Test
  void the_order_says_which_clients_take_part() {
    TargetReport report = bench.force(A, "registries");

    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.reason()).contains("registries");
    assertThat(bench.links.rows("current")).isEmpty();
  }

  @Test
  void without_clients_in_the_order_those_of_the_release_take_part() {
    bench.allowedClients = "registries, links";

    assertThat(bench.force(A).outcome()).isEqualTo(TargetOutcome.PROMOTED);
  }

  @Test
  void a_forced_promotion_whose_target_cannot_be_read_fails_with_the_sentence() {
    bench.links.fail("current", unreachable());

    TargetReport report = bench.force(A);

    assertThat(report.outcome()).isEqualTo(TargetOutcome.FAILED);
    assertThat(report.reason()).isEqualTo(unreachable().sentence());
    assertThat(report.upstreamFailed()).isTrue();
  }

  @Test
  void what_an_earlier_round_left_open_is_completed_first() {
    bench.withOnePromotion();
    bench.promote.answer(new Outcome.Retry("busy"));
    bench.round();

    ReleaseReport report = bench.cycle().force(bench.release(), order(B), bench.stop);

    assertThat(report.targets()).extracting(TargetReport::promoted).containsExactly(A.id(), B.id());
    assertThat(bench.links.rows("current")).containsExactly(OLD, A, B);
    assertThat(bench.links.rows("previous-current")).containsExactly(OLD, A);
    assertThat(report.plans()).containsExactly(1L, 2L);
  }

  @Test
  void an_order_is_refused_while_a_plan_for_its_target_stays_open_and_the_plan_is_named() {
    bench.withOnePromotion();
    bench.promote.answer(new Outcome.Retry("busy"));
    bench.promote.answer(new Outcome.Retry("still busy"));
    bench.round();

    ReleaseReport report = bench.cycle().force(bench.release(), order(B), bench.stop);

    TargetReport ordered = report.targets().get(1);
    assertThat(ordered.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(ordered.reason()).contains("plan 1", "promotes " + A.id(), "still busy");
    assertThat(bench.links.rows("current")).containsExactly(OLD);
    assertThat(bench.openPlans()).hasSize(1);
  }

  @Test
  void an_open_plan_for_another_target_stops_no_order() {
    bench.withOnePromotion();
    bench.links.move("current-other", OLD);
    bench.targets = List.of(Bench.target("current-other", "ready"));
    bench.promote.answer(new Outcome.Retry("busy"));
    bench.promote.answer(new Outcome.Retry("still busy"));
    bench.round();

    ReleaseReport report = bench.cycle().force(bench.release(), order(B), bench.stop);

    assertThat(report.targets().get(1).outcome()).isEqualTo(TargetOutcome.PROMOTED);
    assertThat(bench.links.current("current")).contains(B);
  }

  @Test
  void a_forced_plan_left_open_belongs_to_the_target_of_its_component() {
    bench.links.move("ready", build('1', "tripleo"), build('2', "tripleo"));
    bench.links.move("current", build('1', "tripleo"));
    bench.targets = List.of(component("tripleo"));
    bench.promote.answer(new Outcome.Retry("busy"));
    bench.promote.answer(new Outcome.Retry("still busy"));

    TargetReport forced = bench.force(build('2', ""));
    TargetReport round = bench.onlyTarget();

    assertThat(forced.component()).isEqualTo("tripleo");
    assertThat(round.component()).isEqualTo("tripleo");
    assertThat(round.reason()).startsWith("still busy");
    assertThat(bench.judge.asked()).isEmpty();
  }

  @Test
  void the_component_of_the_ordered_build_itself_comes_first() {
    assertThat(bench.force(build('2', "network")).component()).isEqualTo("network");
  }

  private static Order order(Candidate candidate) {
    return new Order(
        Bench.CURRENT.source(), Bench.CURRENT.link(), candidate, Set.of(), "customer waits");
  }

  private static Candidate build(char digit, String component) {
    String hash = String.valueOf(digit).repeat(40);
    return new CommitCandidate(new CommitHash(hash, hash, ""), component);
  }

  private static Target component(String component) {
    Target whole = Bench.CURRENT;
    return new Target(whole.link(), whole.source(), component, whole.requirements());
  }

  @Test
  void a_forced_dry_run_only_shows_the_plan() {
    TargetReport report =
        Bench.only(bench.cycle().force(bench.release().asDryRun(), order(B), bench.stop));

    assertThat(report.outcome()).isEqualTo(TargetOutcome.WOULD_PROMOTE);
    assertThat(report.effects())
        .extracting(TargetReport.Effect::title)
        .containsExactly("promote current");
    assertThat(bench.log).isEmpty();
  }
}
