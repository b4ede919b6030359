package dev.promoter.remote.dlrn;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Reports how a job ended. No part of a promotion: such actions are made with {@link #vote}, by
 * people or by adapters that run jobs.
 */
public final class ReportVote implements ActionRunner {
  private static final String KIND = "report-vote";

  private final Dlrn dlrn;

  /** Reports to the server of each release. */
  public ReportVote(Dlrn dlrn) {
    this.dlrn = dlrn;
  }

  /**
   * A vote as an action. Its time is part of its identity: the same vote is never left twice.
   *
   * @param candidate what it is about
   * @param job the job
   * @param success whether it succeeded
   * @param url where a person can look
   * @param notes a remark; may be empty
   * @param at when it ended, UTC; DLRN keeps whole seconds
   */
  public static Action vote(
      Candidate candidate, String job, boolean success, String url, String notes, Instant at) {
    String title =
        "report %s of %s for %s".formatted(success ? "success" : "failure", job, candidate.id());
    return new Action(
        KIND,
        title,
        candidate,
        Map.of(
            "job", job,
            "success", String.valueOf(success),
            "url", url,
            "notes", notes,
            "timestamp", String.valueOf(at.getEpochSecond())));
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Nothing: a promotion leaves no votes. */
  @Override
  public Effects plan(Promotion promotion) {
    return Effects.NONE;
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return there(dlrn.client(release), action)
        ? Optional.of(new Outcome.AlreadyDone("DLRN already has this vote"))
        : Optional.empty();
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    try {
      Optional<Outcome> settled = observe(release, action, before);
      return settled.isPresent() ? settled.get() : write(dlrn.client(release), action);
    } catch (RemoteException unread) {
      return repeatable(unread);
    }
  }

  private static Outcome write(DlrnClient client, Action action) {
    Optional<String> obstacle = Addressing.newerBuild(client, action.candidate());
    if (obstacle.isPresent()) {
      return new Outcome.Failed(obstacle.get());
    }
    try {
      client.report(action.candidate(), vote(action));
    } catch (RemoteException fault) {
      return inDoubt(client, action, fault);
    }
    return there(client, action)
        ? new Outcome.Done("DLRN has the vote")
        : new Outcome.Failed("DLRN confirmed the vote but does not show it");
  }

  private static Outcome inDoubt(DlrnClient client, Action action, RemoteException fault) {
    boolean refused = fault.status() >= 400 && fault.status() < 500;
    if (refused) {
      return repeatable(fault);
    }
    return there(client, action)
        ? new Outcome.Done("DLRN has the vote, although its answer was lost: " + fault.sentence())
        : repeatable(fault);
  }

  private static Outcome repeatable(RemoteException fault) {
    return fault.retryable()
        ? new Outcome.Retry(fault.sentence())
        : new Outcome.Failed(fault.sentence());
  }

  private static boolean there(DlrnClient client, Action action) {
    Vote wanted = vote(action);
    return client.votes(action.candidate()).stream()
        .anyMatch(
            vote ->
                !vote.inProgress()
                    && vote.job().equals(wanted.job())
                    && vote.success() == wanted.success()
                    && vote.url().equals(wanted.url())
                    && vote.at().truncatedTo(ChronoUnit.SECONDS).equals(wanted.at()));
  }

  private static Vote vote(Action action) {
    return new Vote(
        action.setting("job"),
        Boolean.parseBoolean(action.setting("success")),
        false,
        Instant.ofEpochSecond(Long.parseLong(action.setting("timestamp"))),
        action.setting("url"),
        action.setting("notes"));
  }
}
