package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Purpose;
import dev.promoter.domain.Release;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.Step;
import dev.promoter.engine.TargetReport.Judged;
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
  private final Ports ports;
  private final Journal journal;
  private final InstantSource clock;
  private final Duration inDoubtWait;

  StepRunner(List<ActionRunner> runners, Ports ports) {
    this.runners =
        runners.stream().collect(Collectors.toMap(ActionRunner::kind, Function.identity()));
    this.ports = ports;
    this.journal = ports.journal();
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
        Optional<Outcome> obstacle = obstacle(release, open, index);
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
  private Optional<Outcome> obstacle(Release release, OpenPlan open, int index) {
    Plan plan = open.plan();
    Optional<Outcome> said = objection(release, open);
    if (said.isPresent() || index != plan.preparing()) {
      return said;
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

  /**
   * What people say by now: a hold, a waiver that has expired, a veto and the like stop a promotion
   * although it was decided before. What was read outside is not read again.
   */
  private Optional<Outcome> objection(Release release, OpenPlan open) {
    Plan plan = open.plan();
    if (plan.purpose() != Purpose.PROMOTION) {
      return Optional.empty();
    }
    Said said = ports.interventions().said();
    Optional<Hold> hold =
        said.stopping(plan.release(), plan.target(), ports.clock().instant()).findFirst();
    return hold.isPresent()
        ? hold.map(held -> new Outcome.Refused(held.sentence()))
        : basis(open).flatMap(judged -> reversal(release, judged, said));
  }

  /** Of what a person ordered there is none. */
  private static Optional<Judged> basis(OpenPlan open) {
    return open.basis().stream()
        .filter(judged -> judged.judgement().decision() instanceof Decision.Promote)
        .filter(judged -> judged.facts().candidate().equals(open.plan().candidate()))
        .findFirst();
  }

  private Optional<Outcome> reversal(Release release, Judged basis, Said said) {
    Facts now = new PeopleFacts(release, ports).renewed(basis.facts(), said);
    if (PeopleFacts.same(now, basis.facts())) {
      return Optional.empty();
    }
    Decision decision = ports.judge().judge(now).decision();
    return decision instanceof Decision.Promote
        ? Optional.empty()
        : Optional.of(
            new Outcome.Refused(
                "it may not be promoted any more (%s): %s"
                    .formatted(decision.rule(), decision.reason())));
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
