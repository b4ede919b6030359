package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.engine.ReleaseLocks.Held;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one path of promoter: release, candidate, evidence, facts, decision, plan, journal, outcome.
 * One call is one round of one release. Targets are isolated from each other: a fault of one never
 * stops the next.
 */
public final class Cycle {
  private final Map<String, Workflow> workflows;
  private final Ports ports;

  /**
   * A cycle over the given workflows.
   *
   * @throws IllegalStateException when two have the same name
   */
  public Cycle(List<Workflow> workflows, Ports ports) {
    this(workflows.stream().collect(Collectors.toMap(Workflow::name, Function.identity())), ports);
  }

  private Cycle(Map<String, Workflow> workflows, Ports ports) {
    this.workflows = workflows;
    this.ports = ports;
  }

  /** The same cycle for the holder of a release: it ends where the release is lost. */
  Cycle under(Held held) {
    return new Cycle(workflows, ports.under(held));
  }

  /** One round: goes on with what an earlier round left open, then judges and promotes. */
  public ReleaseReport run(Release release, StopSignal stop) {
    Instant startedAt = ports.clock().instant();
    return completed(
        release,
        whole -> {
          RoundWork work = work(whole, stop);
          return report(whole, startedAt, work, work.promoteAll());
        });
  }

  /**
   * Judges without writing: every candidate of the chosen targets, not only up to the first that
   * passes.
   *
   * @param target only this link; empty for all
   * @param candidate only this full hash, or a unique beginning of it; empty for all that may
   *     follow
   */
  public ReleaseReport explain(
      Release release, Optional<LinkName> target, Optional<String> candidate) {
    Instant startedAt = ports.clock().instant();
    return completed(
        release.asDryRun(),
        reading -> {
          RoundWork work = work(reading, new StopSignal());
          return report(reading, startedAt, work, work.explain(target, candidate));
        });
  }

  /**
   * Carries out a promotion that a person ordered, without criteria, after what an earlier round
   * left open.
   *
   * @return a report whose last target is the ordered one; before it those of earlier plans
   */
  public ReleaseReport force(Release release, Order order, StopSignal stop) {
    Instant startedAt = ports.clock().instant();
    RoundWork work = work(release, stop);
    return report(release, startedAt, work, work.force(order));
  }

  /**
   * Puts back what the last promotion to a target replaced, and holds the target. In a dry run it
   * only shows what would be done.
   *
   * @return a report whose only target is the one put back
   */
  public ReleaseReport rollback(Release release, RollbackOrder order, StopSignal stop) {
    Instant startedAt = ports.clock().instant();
    RoundWork work = work(release, stop);
    return report(release, startedAt, work, List.of(work.rollback(order)));
  }

  /**
   * Carries out one action that is no promotion, for example a vote, through the journal like any
   * other.
   *
   * @return a report whose only target is the release's first one, with the action as its effect; a
   *     refusal in a dry run, whose only purpose would be the action
   */
  public ReleaseReport carryOut(
      Release release, Candidate candidate, Action action, String reason) {
    Instant startedAt = ports.clock().instant();
    if (release.dryRun()) {
      String sentence = "dry run: nothing is written, so this was not done: " + action.title();
      return ReleaseReport.refused(release.name(), release.file(), sentence, startedAt);
    }
    RoundWork work = work(release, new StopSignal());
    return report(release, startedAt, work, List.of(work.carryOut(candidate, action, reason)));
  }

  /** Without what it keeps elsewhere a release could be let through with less than it asks for. */
  private ReleaseReport completed(Release release, Function<Release, ReleaseReport> round) {
    Release whole;
    try {
      whole = workflow(release).candidates().complete(release);
    } catch (RemoteException e) {
      return ReleaseReport.refused(
          release.name(), release.file(), e.sentence(), ports.clock().instant());
    }
    return round.apply(whole);
  }

  private RoundWork work(Release release, StopSignal stop) {
    return new RoundWork(release, workflow(release), ports, stop);
  }

  private Workflow workflow(Release release) {
    Workflow workflow = workflows.get(release.workflow());
    if (workflow == null) {
      throw new IllegalStateException("no workflow is called " + release.workflow());
    }
    return workflow;
  }

  /** The targets are evaluated first: the plans are known only afterwards. */
  private ReleaseReport report(
      Release release, Instant startedAt, RoundWork work, List<TargetReport> targets) {
    return new ReleaseReport(
        release.name(),
        release.file(),
        "",
        targets,
        release.dryRun(),
        startedAt,
        ports.clock().instant(),
        work.plans());
  }
}
