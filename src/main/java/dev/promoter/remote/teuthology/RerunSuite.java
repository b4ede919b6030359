package dev.promoter.remote.teuthology;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ErrandRunner;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.suites.RerunProposal;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.SuiteOrder;
import dev.promoter.suites.TestJob;
import dev.promoter.suites.TestRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Schedules again what failed or died, where {@code rerun: auto} says so: each run once, and never
 * when nothing of it failed any more, since the program would then schedule the whole suite
 * (contract ceph.md section 3).
 */
public final class RerunSuite implements ErrandRunner {
  private static final String STEP = "rerun";
  private static final String MILESTONE = "rerunnable";
  private static final String SUITE = "suite";
  private static final String FLAVOR = "flavor";
  private static final String RUN = "run";

  private final Desk desk;

  /** Schedules through one desk. */
  public RerunSuite(Desk desk) {
    this.desk = desk;
  }

  @Override
  public String kind() {
    return "rerun-suite";
  }

  @Override
  public List<Action> errands(Release release, Judged judged) {
    if (!release.settings().get("rerun").equals("auto")) {
      return List.of();
    }
    List<String> due =
        judged.judgement().due().stream()
            .filter(step -> step.step().equals(STEP))
            .map(step -> step.subject())
            .toList();
    return judged.facts().milestones().stream()
        .filter(milestone -> milestone.name().equals(MILESTONE))
        .filter(milestone -> due.contains(milestone.subject()))
        .map(milestone -> action(release, judged.facts().candidate(), milestone))
        .toList();
  }

  private Action action(Release release, Candidate candidate, Milestone rerunnable) {
    String suite = rerunnable.subject();
    String flavor = Desk.order(release, candidate, suite).flavor().orElse("");
    return new Action(
        kind(),
        "schedule again what failed in " + rerunnable.detail(),
        candidate,
        Map.of(SUITE, suite, FLAVOR, flavor, RUN, rerunnable.detail()));
  }

  @Override
  public Before before(Release release, Action action) {
    return desk.before(release, action.candidate());
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return desk.observe(order(release, action, before));
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    try {
      Teuthology.Order order = order(release, action, before);
      return desk.settled(order)
          .or(() -> refusal(release, action))
          .orElseGet(() -> desk.run(order));
    } catch (RemoteException unread) {
      return new Outcome.Retry(unread.sentence());
    }
  }

  /** Read again just before, because the decision was taken on what was read earlier. */
  private Optional<Outcome> refusal(Release release, Action action) {
    String run = action.setting(RUN);
    Optional<List<TestJob>> jobs = desk.results().jobs(release, run);
    if (jobs.isEmpty() || !RerunProposal.selectsAny(jobs.get())) {
      return Optional.of(
          new Outcome.Refused(
              "no job of %s failed or died any more, and the whole suite would be scheduled"
                  .formatted(run)));
    }
    int limit = Integer.parseInt(release.settings().get("rerun_limit"));
    int reruns = desk.runs(release, action.candidate(), key(action)).size() - 1;
    return reruns < limit
        ? Optional.empty()
        : Optional.of(
            new Outcome.Refused(
                "%s has had %s already, and rerun_limit is %d"
                    .formatted(
                        action.setting(SUITE),
                        reruns == 1 ? "1 rerun" : reruns + " reruns",
                        limit)));
  }

  /** With what the run itself was scheduled with. */
  private List<String> arguments(Release release, Action action) {
    String name = action.setting(RUN);
    TestRun run =
        desk.results().runs(release, action.candidate().id()).stream()
            .filter(found -> found.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Desk.fault(name, "the results server does not have it any more"));
    try {
      SuiteOrder order = Desk.order(release, action.candidate(), action.setting(SUITE));
      return order.like(run).again(name);
    } catch (IllegalArgumentException foreign) {
      throw Desk.fault(name, String.valueOf(foreign.getMessage()));
    }
  }

  private Teuthology.Order order(Release release, Action action, Before before) {
    String run = action.setting(RUN);
    return new Teuthology.Order(
        "schedule the failures of " + run + " again",
        Runner.of(release),
        () -> arguments(release, action),
        desk.transcript(release, action.candidate(), Desk.AGAIN, key(action), run),
        desk.begunElsewhere(before),
        () -> desk.newRuns(release, action.candidate(), key(action), before));
  }

  private static SuiteKey key(Action action) {
    return new SuiteKey(action.setting(SUITE), action.setting(FLAVOR));
  }
}
