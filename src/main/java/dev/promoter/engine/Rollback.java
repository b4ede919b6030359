package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Purpose;
import dev.promoter.domain.Release;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.Journal.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts back what the last promotion to a target replaced, as the journal has it. The target is held
 * first, so that no round promotes again what a person has just taken back.
 */
final class Rollback {
  private final Release release;
  private final Ports ports;
  private final Map<String, ActionRunner> runners;
  private final PlanCarrier carrier;

  Rollback(Release release, Ports ports, List<ActionRunner> runners, PlanCarrier carrier) {
    this.release = release;
    this.ports = ports;
    this.runners =
        runners.stream().collect(Collectors.toMap(ActionRunner::kind, Function.identity()));
    this.carrier = carrier;
  }

  /** Goes on with a rollback that was begun before, or begins one; in a dry run only shows it. */
  TargetReport carryOut(RollbackOrder order) {
    Optional<OpenPlan> begun = begun(order);
    if (begun.isPresent() && !release.dryRun()) {
      return carrier.resume(begun.get()).report();
    }
    Optional<OpenPlan> standing =
        ports.journal().standing(release.name(), order.target(), order.component());
    if (standing.isEmpty()) {
      return refused(order, "the journal has no promotion to it that could be put back");
    }
    Undone undone = undone(standing.get());
    if (undone.actions().isEmpty() || undone.linkStays()) {
      return refused(order, String.join("; ", undone.remarks()));
    }
    return carried(order, standing.get(), undone);
  }

  private TargetReport carried(RollbackOrder order, OpenPlan standing, Undone undone) {
    Plan plan = plan(order, standing, undone);
    if (!release.dryRun()) {
      hold(order, plan);
      if (!standing.ended()) {
        ports.journal().close(standing.id(), PlanState.ROLLED_BACK, ports.clock().instant());
        carrier.told(standing.id());
      }
    }
    return carrier.carry(plan);
  }

  /** Also one that has ended while nobody was told of it: ordered again, it is still the same. */
  private Optional<OpenPlan> begun(RollbackOrder order) {
    return ports.journal().unfinished(release.name()).stream()
        .filter(open -> open.plan().purpose() == Purpose.ROLLBACK)
        .filter(open -> open.plan().target().equals(order.target()))
        .filter(open -> open.plan().component().equals(order.component()))
        .findFirst();
  }

  /** Whatever may have moved, in the order it moved: the link is the last again. */
  private Undone undone(OpenPlan standing) {
    List<Action> actions = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    boolean linkStays = false;
    for (int i = standing.plan().preparing(); i < standing.steps().size(); i++) {
      Step step = standing.steps().get(i);
      if (step.startedAt().isPresent()) {
        Action action = standing.plan().actions().get(i);
        Undo undo = undo(action, step.before().orElse(Before.NOTHING));
        actions.addAll(undo.actions());
        remarks.addAll(undo.remarks());
        linkStays = linkStays || (action.decisive() && undo.actions().isEmpty());
      }
    }
    return new Undone(actions, remarks, linkStays);
  }

  private Undo undo(Action action, Before before) {
    ActionRunner runner = runners.get(action.kind());
    return runner == null
        ? Undo.impossible("this version knows no action of the kind " + action.kind())
        : runner.undo(action, before);
  }

  private Plan plan(RollbackOrder order, OpenPlan standing, Undone undone) {
    Plan promotion = standing.plan();
    Candidate former =
        undone.actions().stream()
            .filter(Action::decisive)
            .map(Action::candidate)
            .findFirst()
            .orElse(promotion.candidate());
    String remarks =
        undone.remarks().isEmpty() ? "" : " (" + String.join("; ", undone.remarks()) + ")";
    return new Plan(
        release.name(),
        promotion.target(),
        promotion.source(),
        promotion.component(),
        former,
        promotion.candidate().id(),
        "rolled back from %s by %s: %s%s"
            .formatted(promotion.candidate().id(), order.caller().name(), order.reason(), remarks),
        undone.actions(),
        0,
        Purpose.ROLLBACK,
        standing.id());
  }

  private void hold(RollbackOrder order, Plan plan) {
    Instant now = ports.clock().instant();
    String reason = "rolled back from " + plan.previous() + ": " + order.reason();
    boolean held =
        ports.interventions().holds().stream()
            .filter(hold -> hold.release().equals(release.name()) && now.isBefore(hold.until()))
            .anyMatch(
                hold ->
                    hold.target().equals(order.target().value()) && hold.reason().equals(reason));
    if (!held) {
      ports
          .interventions()
          .add(
              new Hold(
                  0,
                  release.name(),
                  order.target().value(),
                  order.caller().name(),
                  reason,
                  now,
                  order.until()),
              order.caller());
    }
  }

  private TargetReport refused(RollbackOrder order, String why) {
    return TargetReports.refused(
        order.target(),
        release.targetsOf(order.target()).get(0).source(),
        order.component(),
        "nothing was put back: " + why);
  }

  /**
   * What would put everything back.
   *
   * @param linkStays whether the link itself cannot be put back: then nothing else must be
   */
  private record Undone(List<Action> actions, List<String> remarks, boolean linkStays) {}
}
