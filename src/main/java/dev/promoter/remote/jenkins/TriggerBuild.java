package dev.promoter.remote.jenkins;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ErrandRunner;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.TargetReport.Judged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Triggers the build that the rules find due, once for a commit: before an order, and after one
 * whose answer was lost, queue and builds are searched for it by its parameters.
 */
public final class TriggerBuild implements ErrandRunner {
  static final String KIND = "trigger-build";

  private static final String STEP = "build";
  private static final String JOB = "job";
  private static final String IDENTITY = "identity";
  private static final String PARAMETER = "parameter ";

  private final Jenkins jenkins;

  /** Orders from the server of each release. */
  public TriggerBuild(Jenkins jenkins) {
    this.jenkins = jenkins;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<Action> errands(Release release, Judged judged) {
    boolean due = judged.judgement().due().stream().anyMatch(it -> it.step().equals(STEP));
    return due ? List.of(action(release, judged.facts().candidate())) : List.of();
  }

  private Action action(Release release, Candidate candidate) {
    BuildOrder order;
    try {
      order = BuildOrders.of(release, candidate);
    } catch (IllegalArgumentException wrong) {
      throw RemoteException.of(
          JenkinsClient.SYSTEM,
          "trigger the build",
          release.settings().get("build_job_name"),
          String.valueOf(wrong.getMessage()),
          0,
          false);
    }
    Map<String, String> settings = new HashMap<>();
    settings.put(JOB, order.job());
    settings.put(IDENTITY, String.join(",", order.identity()));
    order.parameters().forEach((name, text) -> settings.put(PARAMETER + name, text));
    return new Action(kind(), title(order), candidate, settings);
  }

  static String title(BuildOrder order) {
    return "trigger the build by " + order.job();
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    BuildState state = jenkins.client(release).find(order(action));
    return state instanceof BuildState.Absent
        ? Optional.empty()
        : Optional.of(new Outcome.AlreadyDone(sentence(state)));
  }

  /** What a person can put right, such as a renamed job, is tried again by the next round. */
  @Override
  public Outcome run(Release release, Action action, Before before) {
    try {
      BuildState state = jenkins.client(release).order(order(action));
      return new Outcome.Done(sentence(state));
    } catch (RemoteException fault) {
      return new Outcome.Retry(fault.sentence());
    }
  }

  private static BuildOrder order(Action action) {
    Map<String, String> parameters = new HashMap<>();
    action
        .settings()
        .forEach(
            (key, text) -> {
              if (key.startsWith(PARAMETER)) {
                parameters.put(key.substring(PARAMETER.length()), text);
              }
            });
    List<String> identity = List.of(action.setting(IDENTITY).split(",", -1));
    return new BuildOrder(action.setting(JOB), parameters, identity);
  }

  private static String sentence(BuildState state) {
    if (state instanceof BuildState.Queued queued) {
      return "it waits in the queue" + (queued.item() == 0 ? "" : " as item " + queued.item());
    }
    if (state instanceof BuildState.Running running) {
      return "build %d is running: %s".formatted(running.number(), running.url());
    }
    if (state instanceof BuildState.Finished finished) {
      return "build %d ended with %s: %s"
          .formatted(finished.number(), finished.result(), finished.url());
    }
    return "it was ordered";
  }
}
