package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.List;

/** Port: counts over everything that is stored, cheap enough to be asked every few seconds. */
public interface Census {
  /** How the stored rounds of each target ended. */
  List<Tally> tallies();

  /** The plans that are not at their end, by release. */
  List<Unfinished> unfinished();

  /**
   * How many rounds of one target ended in one way.
   *
   * @param target the link, with its component in brackets if there is one
   * @param last when the newest of them ended, UTC
   */
  record Tally(
      ReleaseName release, String target, TargetOutcome outcome, long rounds, Instant last) {}

  /**
   * The plans of a release that are not at their end.
   *
   * @param oldest when the oldest of them was opened, UTC
   */
  record Unfinished(ReleaseName release, long plans, Instant oldest) {}
}
