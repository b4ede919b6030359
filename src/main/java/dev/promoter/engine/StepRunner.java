package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Purpose;
import dev.promoter.domain.Release;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out one action of a plan. It is in the journal, with what stands outside in its place,
 * before it is begun. One that was begun before, by a process that died or with an answer that left
 * it open, is observed first and repeated only if it is not so.
 */
final class StepRunner {
  private final Map<String, ActionRunner> runners;
  private final Journal journal;
  private final Interventions interventions;
  private final InstantSource clock;
  private final Duration inDoubtWait;

  StepRunner(List<ActionRunner> runners, Ports ports) {
    this.runners =
        runners.stream().collect(Collectors.toMap(ActionRunner::kind, Function.identity()));
    this.journal = ports.journal();
    this.interventions = ports.interventions();
    this.clock = ports.clock();
    this.inDoubtWait = ports.limits().inDoubtWait();
  }

  /**
   * Carries out an action that is not settled.
   *
   * @param moving whether an earlier action of the plan has moved something that people see: then
   *     the rest follows even if somebody holds the target meanwhile
   */
  Outcome run(Release release, OpenPlan open, int index, boolean moving) {
    Action action = open.plan().actions().get(index);
    Step step = open.steps().get(index);
    ActionRunner runner = runners.get(action.kind());
    if (runner == null) {
      return unknown(action);
    }
    try {
      boolean partly = false;
      if (step.startedAt().isPresent()) { // in doubt, or to be retried: it may be so nevertheless
        awaitSettled(step.startedAt().get());
        Optional<Outcome> seen = runner.observe(release, action, before(step));
        partly = seen.filter(Outcome.Retry.class::isInstance).isPresent();
        if (seen.isPresent() && !partly) {
          return seen.get();
        }
      }
      if (!moving && !partly) {
        Optional<Outcome> obstacle = obstacle(release, open.plan(), index);
        if (obstacle.isPresent()) {
          return obstacle.get();
        }
      }
      Before before = step.before().orElseGet(() -> runner.before(release, action));
      journal.started(open.id(), index, before, clock.instant());
      return runner.run(release, action, before);
    } catch (RemoteException e) {
      return new Outcome.Retry(e.sentence());
    }
  }

  private static Before before(Step step) {
    return step.before().orElse(Before.NOTHING);
  }

  private static Outcome unknown(Action action) {
    return new Outcome.Failed("this version knows no action of the kind " + action.kind());
  }

  /** What stands against it while nothing shows yet. */
  private Optional<Outcome> obstacle(Release release, Plan plan, int index) {
    Optional<Outcome> hold = hold(plan).map(held -> new Outcome.Refused(held.sentence()));
    if (hold.isPresent() || index != plan.preparing()) {
      return hold;
    }
    return plan.actions().stream()
        .skip(index + 1L)
        .map(later -> obstacle(release, later))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Outcome> obstacle(Release release, Action later) {
    ActionRunner runner = runners.get(later.kind());
    return runner == null ? Optional.of(unknown(later)) : runner.obstacle(release, later);
  }

  private Optional<Hold> hold(Plan plan) {
    if (plan.purpose() != Purpose.PROMOTION) {
      return Optional.empty();
    }
    return interventions
        .said()
        .stopping(plan.release(), plan.target(), clock.instant())
        .findFirst();
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
}
