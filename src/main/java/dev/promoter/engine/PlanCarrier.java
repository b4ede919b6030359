package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Purpose;
import dev.promoter.domain.Release;
import dev.promoter.domain.Target;
import dev.promoter.engine.Executor.Execution;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the plan of a promotion and has it carried out, or in a dry run only shows it. */
final class PlanCarrier {
  private final Release release;
  private final List<ActionRunner> runners;
  private final Executor executor;
  private final LinkView links;
  private final StopSignal stop;
  private final List<Long> plans = new ArrayList<>();

  PlanCarrier(
      Release release,
      List<ActionRunner> runners,
      Executor executor,
      LinkView links,
      StopSignal stop) {
    this.release = release;
    this.runners = runners;
    this.executor = executor;
    this.links = links;
    this.stop = stop;
  }

  /**
   * Promotes.
   *
   * @param judged the report so far; the result is the same with outcome, reason and effects of the
   *     plan
   */
  TargetReport promote(Promotion promotion, TargetReport judged) {
    try {
      return promote(plan(promotion), promotion, judged);
    } catch (RemoteException e) {
      return TargetReports.withPlan(
          judged,
          TargetOutcome.FAILED,
          "",
          e.sentence() + "; nothing was changed",
          List.of(),
          true);
    }
  }

  private TargetReport promote(Plan plan, Promotion promotion, TargetReport judged) {
    if (plan.actions().isEmpty()) {
      return TargetReports.withPlan(
          judged,
          TargetOutcome.NOT_PROMOTED,
          "",
          "no effect to carry out: allowed_clients names "
              + promotion.allowedClients()
              + ", and none of them has a part in this release",
          List.of(),
          false);
    }
    if (release.dryRun()) {
      return shown(plan, judged);
    }
    if (stop.requested()) {
      // A plan that is open is carried out later without being judged again: rather judge again.
      return TargetReports.withPlan(
          judged,
          TargetOutcome.NOT_PROMOTED,
          "",
          "the round was asked to stop before this promotion began; the next one judges again",
          List.of(),
          false);
    }
    Optional<Instant> committed = committed(plan);
    Execution execution = executor.begin(release, plan, judged.judged(), stop);
    return carried(plan, execution, judged).committed(committed);
  }

  /** Carries out one action that is no promotion, through the journal like any other. */
  TargetReport carryOut(Target about, Candidate candidate, Action action, String reason) {
    Plan plan =
        new Plan(
            release.name(),
            about.link(),
            about.source(),
            about.component(),
            candidate,
            "",
            reason,
            List.of(action),
            0,
            Purpose.ERRAND,
            0);
    return carried(plan, executor.begin(release, plan, List.of(), stop), blank(plan, List.of()));
  }

  /** Carries out a plan that was made elsewhere, or in a dry run only shows it. */
  TargetReport carry(Plan plan) {
    TargetReport blank = blank(plan, List.of());
    if (release.dryRun()) {
      return shown(plan, blank);
    }
    Optional<Instant> committed = committed(plan);
    return carried(plan, executor.begin(release, plan, List.of(), stop), blank)
        .committed(committed);
  }

  /** Goes on with a plan of an earlier round. */
  Resumed resume(OpenPlan open) {
    Optional<Instant> committed = committed(open.plan());
    Execution execution = executor.resume(release, open, stop);
    TargetReport report =
        carried(open.plan(), execution, blank(open.plan(), open.basis())).committed(committed);
    return new Resumed(open, report, execution.open());
  }

  /** Asked before anything is written: a slow answer then delays a promotion, and hides none. */
  private Optional<Instant> committed(Plan plan) {
    return plan.purpose() == Purpose.PROMOTION
        ? links.committed(plan.source(), plan.candidate())
        : Optional.empty();
  }

  /** Which effects take part unless an order says otherwise: the option of the release. */
  Set<String> allowedClients() {
    return release
        .settings()
        .find("allowed_clients")
        .map(text -> Set.copyOf(List.of(text.strip().split("\\s*,\\s*"))))
        .orElse(Set.of());
  }

  /** The report of this round also tells how that plan ended. */
  void told(long plan) {
    plans.add(plan);
  }

  /** The report of this round also tells that a plan of one action was given up, and why. */
  TargetReport givenUp(OpenPlan open, String why) {
    told(open.id());
    List<Effect> effects =
        List.of(new Effect(open.plan().actions().get(0).title(), new Outcome.Skipped(why)));
    return TargetReports.withPlan(
        blank(open.plan(), open.basis()), TargetOutcome.NOT_PROMOTED, "", why, effects, false);
  }

  /** The numbers in the journal of all plans that were carried out or gone on with so far. */
  List<Long> plans() {
    return List.copyOf(plans);
  }

  /**
   * What became of a plan of an earlier round.
   *
   * @param plan as it was found
   * @param report the plan as a target's report, with the basis as what was judged
   * @param open whether it is still not at its end
   */
  record Resumed(OpenPlan plan, TargetReport report, boolean open) {
    /** Not even this round may promote to its target: the plan is open, or it has just failed. */
    boolean blocks() {
      return open || report.outcome() == TargetOutcome.FAILED || report.upstreamFailed();
    }
  }

  private static TargetReport blank(Plan plan, List<Judged> basis) {
    return new TargetReport(
        plan.target(),
        plan.source(),
        plan.component(),
        TargetOutcome.NOT_PROMOTED,
        "",
        plan.previous(),
        "",
        basis,
        List.of(),
        false);
  }

  private Plan plan(Promotion promotion) {
    List<Effects> effects = runners.stream().map(runner -> runner.plan(promotion)).toList();
    List<Action> preparing = effects.stream().flatMap(each -> each.preparing().stream()).toList();
    List<Action> moving = effects.stream().flatMap(each -> each.moving().stream()).toList();
    return new Plan(
        release.name(),
        promotion.target(),
        promotion.source(),
        promotion.component(),
        promotion.candidate(),
        promotion.current().map(Candidate::id).orElse(""),
        promotion.reason(),
        Stream.concat(preparing.stream(), moving.stream()).toList(),
        preparing.size(),
        Purpose.PROMOTION,
        0);
  }

  private TargetReport shown(Plan plan, TargetReport judged) {
    links.wouldMove(plan.target(), plan.component(), plan.candidate());
    List<Effect> effects =
        plan.actions().stream()
            .map(action -> new Effect(action.title(), new Outcome.Skipped("dry run")))
            .toList();
    return TargetReports.withPlan(
        judged,
        TargetOutcome.WOULD_PROMOTE,
        plan.candidate().id(),
        (plan.purpose() == Purpose.ROLLBACK
                ? "dry run: would be put back: "
                : "dry run: would be promoted: ")
            + plan.reason(),
        effects,
        false);
  }

  private TargetReport carried(Plan plan, Execution execution, TargetReport judged) {
    plans.add(execution.plan());
    links.moved(plan.target());
    boolean complete = execution.obstacle().isEmpty();
    String obstacle = execution.obstacle().map(Outcome::detail).orElse("");
    if (execution.promoted()) {
      String reason = complete ? plan.reason() : plan.reason() + "; but " + obstacle;
      return TargetReports.withPlan(
          judged,
          TargetOutcome.PROMOTED,
          plan.candidate().id(),
          reason,
          execution.effects(),
          !complete);
    }
    if (complete) {
      return TargetReports.withPlan(
          judged,
          TargetOutcome.NOT_PROMOTED,
          "",
          plan.concernsTarget()
              ? plan.reason() + "; carried out without moving the link, as allowed_clients says"
              : plan.reason(),
          execution.effects(),
          false);
    }
    boolean refused = execution.obstacle().filter(o -> o instanceof Outcome.Refused).isPresent();
    return TargetReports.withPlan(
        judged,
        refused ? TargetOutcome.REFUSED : TargetOutcome.FAILED,
        "",
        obstacle + "; " + progress(execution),
        execution.effects(),
        !refused);
  }

  private static String progress(Execution execution) {
    List<String> done =
        execution.effects().stream()
            .filter(effect -> effect.outcome().achieved())
            .map(Effect::title)
            .toList();
    return done.isEmpty()
        ? "no effect is complete"
        : "%d of %d effects are done and stay done: %s"
            .formatted(done.size(), execution.effects().size(), String.join(", ", done));
  }
}
