package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Release;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.Journal.Step;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out plans: each action is in the journal before it is begun, and its outcome before the
 * next. An action that was begun before, by a process that died or with an answer that left it
 * open, is observed first and repeated only if it is not so.
 */
final class Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

  private final Map<String, ActionRunner> runners;
  private final Journal journal;
  private final Interventions interventions;
  private final InstantSource clock;
  private final Duration inDoubtWait;

  Executor(List<ActionRunner> runners, Ports ports) {
    this.runners =
        runners.stream().collect(Collectors.toMap(ActionRunner::kind, Function.identity()));
    this.journal = ports.journal();
    this.interventions = ports.interventions();
    this.clock = ports.clock();
    this.inDoubtWait = ports.limits().inDoubtWait();
  }

  /** Writes the plan to the journal and carries it out. */
  Execution begin(Release release, Plan plan, List<Judged> basis, StopSignal stop) {
    long id = journal.open(plan, basis, clock.instant());
    List<Step> fresh =
        plan.actions().stream().map(a -> new Step(Optional.empty(), Optional.empty())).toList();
    return resume(release, new OpenPlan(id, plan, basis, fresh, false), stop);
  }

  /**
   * Goes on with a plan from wherever the journal says it stands. Of a plan that has ended every
   * action up to its end is settled, so that this only finds out again what became of it.
   */
  Execution resume(Release release, OpenPlan open, StopSignal stop) {
    List<Effect> effects = new ArrayList<>();
    boolean moved = false;
    for (int i = 0; i < open.plan().actions().size(); i++) {
      Action action = open.plan().actions().get(i);
      Step step = open.steps().get(i);
      Outcome outcome;
      if (step.settled()) {
        outcome = step.outcome().orElseThrow();
      } else if (stop.requested()) {
        return interrupted(open, effects, i, moved);
      } else {
        outcome = carryOut(release, open, i, moved);
        journal.finished(open.id(), i, outcome, clock.instant());
      }
      effects.add(new Effect(action.title(), outcome));
      moved = moved || (action.decisive() && outcome.achieved());
      if (!outcome.achieved()) {
        return ended(open, effects, i, outcome, moved);
      }
    }
    close(open, PlanState.COMPLETED);
    return new Execution(open.id(), effects, moved, Optional.empty());
  }

  private Outcome carryOut(Release release, OpenPlan open, int index, boolean moved) {
    Action action = open.plan().actions().get(index);
    Step step = open.steps().get(index);
    ActionRunner runner = runners.get(action.kind());
    if (runner == null) {
      return new Outcome.Failed("this version knows no action of the kind " + action.kind());
    }
    try {
      if (step.startedAt().isPresent()) { // in doubt, or to be retried: it may be so nevertheless
        awaitSettled(step.startedAt().get());
        Optional<Outcome> seen = runner.observe(release, action);
        if (seen.isPresent()) {
          return seen.get();
        }
      }
      Optional<Hold> hold = moved ? Optional.empty() : hold(open.plan());
      if (hold.isPresent()) {
        return new Outcome.Refused(hold.get().sentence());
      }
      journal.started(open.id(), index, clock.instant());
      return runner.run(release, action);
    } catch (RemoteException e) {
      return new Outcome.Retry(e.sentence());
    }
  }

  /**
   * A request that died with its process may still be on its way; looking too early would miss its
   * effect and repeat it.
   */
  private void awaitSettled(Instant startedAt) {
    Duration left = Duration.between(clock.instant(), startedAt.plus(inDoubtWait));
    if (left.isNegative() || left.isZero()) {
      return;
    }
    try {
      Thread.sleep(Math.min(left.toMillis(), inDoubtWait.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted before an action in doubt was looked at");
    }
  }

  /** Holds stop promotions; a plan that moves no link is none. */
  private Optional<Hold> hold(Plan plan) {
    if (plan.actions().stream().noneMatch(Action::decisive)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return interventions.holds().stream()
        .filter(hold -> hold.release().equals(plan.release()))
        .filter(hold -> hold.stops(plan.target(), now))
        .findFirst();
  }

  private Execution interrupted(OpenPlan open, List<Effect> effects, int next, boolean moved) {
    skipRest(open, effects, next, "the process was asked to stop; the next round goes on here");
    return new Execution(
        open.id(),
        effects,
        moved,
        Optional.of(new Outcome.Retry("stopped before the plan was complete")));
  }

  private Execution ended(
      OpenPlan open, List<Effect> effects, int index, Outcome outcome, boolean moved) {
    if (outcome instanceof Outcome.Refused) {
      close(open, PlanState.REFUSED);
    } else if (outcome instanceof Outcome.Failed) {
      close(open, PlanState.FAILED);
    }
    skipRest(open, effects, index + 1, "not begun, because an earlier action did not succeed");
    LOG.warn("{}: {}", open.plan().actions().get(index).title(), outcome.detail());
    return new Execution(open.id(), effects, moved, Optional.of(outcome));
  }

  private void close(OpenPlan open, PlanState state) {
    if (!open.ended()) {
      journal.close(open.id(), state, clock.instant());
    }
  }

  private static void skipRest(OpenPlan open, List<Effect> effects, int from, String why) {
    for (Action action : open.plan().actions().subList(from, open.plan().actions().size())) {
      effects.add(new Effect(action.title(), new Outcome.Skipped(why)));
    }
  }

  /**
   * What became of a plan.
   *
   * @param plan its number in the journal
   * @param effects one per action
   * @param promoted whether the target stands at the candidate now
   * @param obstacle the outcome that ended the plan early; empty when it is complete
   */
  record Execution(long plan, List<Effect> effects, boolean promoted, Optional<Outcome> obstacle) {
    /** Whether something of it is left for the next round. */
    boolean open() {
      return obstacle.filter(Outcome.Retry.class::isInstance).isPresent();
    }
  }
}
