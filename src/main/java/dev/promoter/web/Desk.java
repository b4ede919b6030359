package dev.promoter.web;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Hold;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the server needs from the program. The composition root implements it with what the commands
 * use. Every method may be called by many threads and may throw a {@link Refusal}.
 */
public interface Desk {
  /** The present state of each release that has a file or once had a round, by name. */
  List<StatusBoard.Row> status();

  /** The newest stored round of a release. */
  Optional<StoredRound> latest(ReleaseName release);

  /** A stored round. */
  Optional<StoredRound> round(long number);

  /** The rounds that changed anything and what people did, each newest first. */
  Chronicle history(HistoryQuery query);

  /** All waivers that were not withdrawn. */
  List<Waiver> waivers();

  /** All holds that were not lifted. */
  List<Hold> holds();

  /** All approvals that were not withdrawn. */
  List<Approval> approvals();

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
