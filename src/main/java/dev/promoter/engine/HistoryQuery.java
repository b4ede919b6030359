package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.Optional;

/**
 * Which part of the history is asked for. Every condition that is given must hold.
 *
 * @param release only this release
 * @param target only this target link, whatever its component
 * @param by only what this person did, in any case of letters; rounds have no author
 * @param kind only this kind, as the history spells it: {@code round}, or the kind of a deed
 * @param since not before
 * @param until only before
 * @param limit at most this many of each, the newest
 */
public record HistoryQuery(
    Optional<ReleaseName> release,
    Optional<String> target,
    Optional<String> by,
    Optional<String> kind,
    Optional<Instant> since,
    Optional<Instant> until,
    int limit) {
  /** The kind of a round. */
  public static final String ROUND = "round";

  /** The newest of everything. */
  public static HistoryQuery newest(int limit) {
    return of(Optional.empty(), limit);
  }

  /** The newest of one release, or of all. */
  public static HistoryQuery of(Optional<ReleaseName> release, int limit) {
    return new HistoryQuery(
        release,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /** Whether rounds can be among what is asked for. */
  public boolean asksForRounds() {
    return by.isEmpty() && kind.map(ROUND::equals).orElse(true);
  }

  /** Whether deeds of people can be among what is asked for. */
  public boolean asksForDeeds() {
    return !kind.map(ROUND::equals).orElse(false);
  }
}
