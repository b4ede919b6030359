package dev.promoter.web;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.AlreadyOrderedException;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.Ended;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.Slip;
import dev.promoter.engine.StatusBoard;
import dev.promoter.freezes.Outlook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the server needs from the program. The composition root implements it with what the commands
 * use. Every method may be called by many threads and may throw a {@link Refusal}.
 */
public interface Desk {
  /** The present state of each release that has a file or once had a round, by name. */
  List<StatusBoard.Row> status();

  /** The present state of one of them. */
  default Optional<StatusBoard.Row> status(ReleaseName release) {
    return status().stream().filter(row -> row.release().equals(release)).findFirst();
  }

  /** The number of the newest stored round of a release. */
  OptionalLong newest(ReleaseName release);

  /** The newest stored round of a release. */
  default Optional<StoredRound> latest(ReleaseName release) {
    return newest(release).stream().boxed().findFirst().flatMap(this::round);
  }

  /** A stored round, which never changes. */
  Optional<StoredRound> round(long number);

  /** The rounds that changed anything and what people did, each newest first. */
  Chronicle history(HistoryQuery query);

  /** The rounds in which something was, or was to be, promoted, newest first. */
  List<History.Entry> promotions(HistoryQuery query);

  /** What of a kind is over: {@link Interventions#ended}. */
  List<Ended> ended(Intervention.Kind kind, long below, int limit);

  /**
   * What was stored after a round and a deed, each oldest first.
   *
   * @param limit about this many of each
   */
  Chronicle since(long round, long deed, int limit);

  /** All waivers that were not withdrawn. */
  List<Waiver> waivers();

  /** The waivers in force whose end is so near that people are reminded of it. */
  List<Waiver> waiversEndingSoon();

  /** Whether people are reminded of the end of that waiver. */
  boolean endsSoon(Waiver waiver);

  /** All holds that were not lifted. */
  List<Hold> holds();

  /** The nodes that share the database, by name; empty where there can be one only. */
  List<Nodes.Node> nodes();

  /** The freezes that the releases in force plan, the next first. */
  List<Outlook> freezes();

  /** All pins and vetoes that were not taken back. */
  List<Choice> choices();

  /** All approvals that were not withdrawn. */
  List<Approval> approvals();

  /**
   * Has a round of a release begin at once; while one runs, another one follows it.
   *
   * @return whether it began now
   */
  boolean round(ReleaseName release);

  /**
   * Has the releases that a report may be about look at once; while one of them runs, another round
   * follows it.
   *
   * @return these releases
   */
  Set<ReleaseName> announce(News news);

  /** Judges now, from what the outside says, without planning anything. */
  ReleaseReport judge(ReleaseName release, Optional<LinkName> target, Optional<String> candidate);

  /**
   * The same desk; what is said and taken back there leaves this slip in the same step.
   *
   * @return one that throws an {@link AlreadyOrderedException} when there is a receipt already
   */
  Desk answering(Slip slip);

  /** Stores a waiver after checking that release, target and requirement exist. */
  Waiver waive(Waiver draft, Caller caller);

  /** Stores a hold after checking that release and target exist. */
  Hold hold(Hold draft, Caller caller);

  /** Stores a pin or a veto after checking that release and target exist. */
  Choice choose(Choice draft, Caller caller);

  /** Stores an approval after checking that the release waits for something of that kind. */
  Approval approve(Orders.Approve order, Caller caller);

  /** Takes back what somebody has said. */
  void takeBack(Intervention.Kind kind, long id, String reason, Caller caller);

  /** Promotes without criteria; everything else as in a round. */
  ReleaseReport forcePromote(Orders.Force order, Caller caller);

  /** Puts back what the last promotion to a target replaced, and holds the target. */
  ReleaseReport rollback(Orders.Rollback order, Caller caller);

  /** Has files and rules read again. */
  void reload(Caller caller);

  /** The present time, UTC. */
  Instant now();

  /**
   * A round with its number.
   *
   * @param number by which it is asked for again
   * @param report what it did and found out
   */
  record StoredRound(long number, ReleaseReport report) {}
}
