package dev.promoter.cli;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Problem;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import dev.promoter.freezes.Outlook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the commands need from the program. The composition root implements it; it is opened for one
 * command and closed after it. Every method may throw {@link OperationException} with a sentence
 * for the operator.
 */
public interface Operations extends AutoCloseable {
  /** Runs the daemon until it is told to stop; returns after a clean end. */
  void run();

  /**
   * One round of the named releases, or of all when none is named, side by side.
   *
   * @return one report per release, by name; refused files are reports with an error
   */
  List<ReleaseReport> once(List<ReleaseName> releases, boolean dryRun);

  /**
   * One round of a release that has no file.
   *
   * @param parameters name to value, in the order in which they were typed
   */
  ReleaseReport release(List<Map.Entry<String, String>> parameters, boolean dryRun);

  /** Judges without planning anything: every candidate, not only up to the first that passes. */
  ReleaseReport explain(ReleaseName release, Optional<LinkName> target, Optional<String> candidate);

  /** Judges the stored facts of a round again with the rules of today. */
  Replay replay(long round);

  /** Every problem of the configuration; with {@code online} also of addresses and credentials. */
  List<Problem> check(boolean online);

  /** Names of all releases that have a file, accepted or not. */
  List<ReleaseName> releaseNames();

  /** The nodes that share the database; empty where there can be only one. */
  List<Nodes.Node> nodes();

  /** The present state of each release. */
  List<StatusBoard.Row> status();

  /** The rounds that changed anything and what people did, each newest first. */
  Chronicle history(HistoryQuery query);

  /** Promotes without criteria; everything else as in a round. */
  ReleaseReport forcePromote(ForcedPromotion order, Caller caller);

  /** Puts back what the last promotion to a target replaced, and holds the target. */
  ReleaseReport rollback(RollbackRequest request, Caller caller);

  /** Reports the result of a job; returns what was recorded, as a sentence. */
  String vote(Vote vote, Caller caller);

  /** Stores a waiver after checking that release, target and requirement exist. */
  Waiver waive(Waiver draft, Caller caller);

  /** Withdraws a waiver. */
  void unwaive(TakeBack order, Caller caller);

  /** Stores a hold after checking that release and target exist. */
  Hold hold(Hold draft, Caller caller);

  /** Lifts a hold. */
  void unhold(TakeBack order, Caller caller);

  /** Stores an approval after checking that the release waits for something of that kind. */
  Approval approve(ApprovalRequest request, Caller caller);

  /** Withdraws an approval. */
  void unapprove(TakeBack order, Caller caller);

  /** All approvals that were not withdrawn. */
  List<Approval> approvals();

  /** All waivers that were not withdrawn. */
  List<Waiver> waivers();

  /** Stores a pin or a veto after checking that release and target exist. */
  Choice choose(Choice draft, Caller caller);

  /** Takes back a pin or a veto. */
  void unchoose(Intervention.Kind kind, TakeBack order, Caller caller);

  /** All pins and vetoes that were not taken back. */
  List<Choice> choices();

  /** The waivers in force whose end is so near that people are reminded of it. */
  List<Waiver> waiversEndingSoon();

  /** The freezes that the files of the releases plan, the next first. */
  List<Outlook> freezes();

  /** All holds that were not lifted. */
  List<Hold> holds();

  /**
   * Waits until Shaman has a commit ready on every platform.
   *
   * @param progress told in a sentence per platform whenever something has changed
   * @return why it is not ready; empty when it is
   */
  Optional<String> waitForShaman(ShamanOrder order, Consumer<String> progress);

  /** A draft of the release notes of a release of Ceph; writes nothing. */
  String releaseNotes(NotesOrder order);

  /** Makes a token for the web server; it is kept nowhere else. */
  String addToken(String name, String role);

  /** Takes a token away. */
  void removeToken(String name);

  /** The tokens there are, a line for each. */
  List<String> tokens();

  /** Writes a copy of the database file. */
  void backup(Path file);

  /** Puts a copy in the place of the database file. */
  void restore(Path file);

  /**
   * Starts the stand-ins and runs the daemon on them until it is told to stop.
   *
   * @param standInsOnly leave the daemon away: another one is to be tried on them
   */
  void sandbox(boolean standInsOnly);

  /** The present time, UTC. */
  Instant now();

  @Override
  void close();

  /**
   * An operator's order to promote without criteria.
   *
   * @param release the release
   * @param source the link named as source
   * @param target the link to move
   * @param candidate what to promote
   * @param allowedClients which effects take part; empty for those of the release
   * @param reason why
   * @param dryRun only show what would be done
   */
  record ForcedPromotion(
      ReleaseName release,
      LinkName source,
      LinkName target,
      Candidate candidate,
      Set<String> allowedClients,
      String reason,
      boolean dryRun) {}

  /**
   * An ordered rollback.
   *
   * @param release the release
   * @param target the link
   * @param component which component of the target; empty when it has none or only one
   * @param reason why
   * @param until when the hold that goes with it ends, UTC, exclusive
   * @param dryRun whether to only show it
   */
  record RollbackRequest(
      ReleaseName release,
      LinkName target,
      String component,
      String reason,
      Instant until,
      boolean dryRun) {}

  /**
   * What to wait for.
   *
   * @param branch the branch it was built as
   * @param sha1 the commit
   * @param platforms each {@code DISTRO-VERSION-FLAVOR}; all must be ready
   * @param arch the architecture
   * @param timeout when to give up
   * @param interval between two looks
   * @param completedBuild whether the newest build must have completed
   * @param afterFailure whether to go on waiting although a platform has failed
   * @param address where Shaman is; empty for the environment, else the configuration
   */
  record ShamanOrder(
      String branch,
      String sha1,
      List<String> platforms,
      String arch,
      Duration timeout,
      Duration interval,
      boolean completedBuild,
      boolean afterFailure,
      Optional<String> address) {}

  /**
   * Which notes.
   *
   * @param release the release
   * @param since the tag or branch before; empty for that of the release
   * @param sha1 the commit; empty for that of the release
   * @param strict whether pull requests without an issue are left out, also where the release does
   *     not say so
   */
  record NotesOrder(
      ReleaseName release, Optional<String> since, Optional<String> sha1, boolean strict) {}

  /**
   * What a person approves.
   *
   * @param release the release
   * @param target the target link; empty where there is only one
   * @param subject the suite or step; empty for the release as a whole
   * @param candidate the full hash; empty for the one that the last round judged
   * @param by who approves
   * @param note what they say
   */
  record ApprovalRequest(
      ReleaseName release,
      Optional<LinkName> target,
      String subject,
      Optional<String> candidate,
      String by,
      String note) {}

  /**
   * The result of a job for one candidate.
   *
   * @param release the release whose builder is told
   * @param candidate what was tested
   * @param job the job
   * @param success whether it passed
   * @param url where a person can look
   * @param notes free text; may be empty
   */
  record Vote(
      ReleaseName release,
      Candidate candidate,
      String job,
      boolean success,
      String url,
      String notes) {}

  /**
   * What is taken back.
   *
   * @param id its number
   * @param reason why; may be empty
   */
  record TakeBack(long id, String reason) {}

  /**
   * A stored round judged again.
   *
   * @param stored the round as it was
   * @param differences a sentence per candidate that is now judged differently; empty when all are
   *     the same
   */
  record Replay(ReleaseReport stored, List<String> differences) {}
}
