package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Release;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.Journal.Step;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.engine.TargetReport.Judged;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out plans action by action; the outcome of each is in the journal before the next begins.
 * Once a plan has begun to move tags and links it is not given up half-way for a failure: it stays
 * open, and the next round goes on with it.
 */
final class Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

  private final StepRunner steps;
  private final Journal journal;
  private final InstantSource clock;

  Executor(List<ActionRunner> runners, Ports ports) {
    this.steps = new StepRunner(runners, ports);
    this.journal = ports.journal();
    this.clock = ports.clock();
  }

  /** Writes the plan to the journal and carries it out. */
  Execution begin(Release release, Plan plan, List<Judged> basis, StopSignal stop) {
    long id = journal.open(plan, basis, clock.instant());
    List<Step> fresh = Collections.nCopies(plan.actions().size(), Step.UNTOUCHED);
    return resume(release, new OpenPlan(id, plan, basis, fresh, false), stop);
  }

  /**
   * Goes on with a plan from wherever the journal says it stands. Of a plan that has ended this
   * only finds out again what became of it.
   */
  Execution resume(Release release, OpenPlan open, StopSignal stop) {
    Plan plan = open.plan();
    List<Effect> effects = new ArrayList<>();
    boolean moving = false;
    boolean promoted = false;
    for (int i = 0; i < plan.actions().size(); i++) {
      Action action = plan.actions().get(i);
      Step step = open.steps().get(i);
      Outcome outcome;
      if (step.settled()) {
        outcome = step.outcome().orElseThrow();
      } else if (open.ended()) {
        return givenUp(open, effects, i, promoted);
      } else if (stop.requested() && !(moving && !promoted)) {
        return interrupted(open, effects, i, promoted);
      } else {
        outcome = steps.run(release, open, i, moving);
        if (moving && !promoted) {
          outcome = keptOpen(outcome);
        }
        journal.finished(open.id(), i, outcome, clock.instant());
      }
      effects.add(new Effect(action.title(), outcome));
      moving = moving || (plan.moves(i) && outcome.achieved());
      promoted = promoted || (action.decisive() && outcome.achieved());
      if (!outcome.achieved()) {
        return ended(open, effects, i, outcome, promoted);
      }
    }
    close(open, PlanState.COMPLETED);
    return new Execution(open.id(), effects, promoted, Optional.empty());
  }

  /** Tags of one candidate before a link to another are no state to leave anything in. */
  private static Outcome keptOpen(Outcome outcome) {
    return outcome instanceof Outcome.Failed
        ? new Outcome.Retry(
            outcome.detail()
                + " (something has already moved, so the next round goes on here; promoter rollback"
                + " puts back what stood before)")
        : outcome;
  }

  private Execution givenUp(OpenPlan open, List<Effect> effects, int next, boolean promoted) {
    String why = "given up, because a person had put back what was done so far";
    skipRest(open, effects, next, why);
    return new Execution(open.id(), effects, promoted, Optional.of(new Outcome.Refused(why)));
  }

  private Execution interrupted(OpenPlan open, List<Effect> effects, int next, boolean promoted) {
    skipRest(open, effects, next, "the process was asked to stop; the next round goes on here");
    return new Execution(
        open.id(),
        effects,
        promoted,
        Optional.of(new Outcome.Retry("stopped before the plan was complete")));
  }

  private Execution ended(
      OpenPlan open, List<Effect> effects, int index, Outcome outcome, boolean promoted) {
    if (outcome instanceof Outcome.Refused) {
      close(open, PlanState.REFUSED);
    } else if (outcome instanceof Outcome.Failed) {
      close(open, PlanState.FAILED);
    }
    skipRest(open, effects, index + 1, "not begun, because an earlier action did not succeed");
    LOG.warn("{}: {}", open.plan().actions().get(index).title(), outcome.detail());
    return new Execution(open.id(), effects, promoted, Optional.of(outcome));
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
