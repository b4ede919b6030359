package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseLocks.Held;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Port: the rounds that changed anything, with all the facts they were judged by. */
public interface History {
  /**
   * Stores a round if it changed anything: an effect came to its end, or a decision, a reason, an
   * outcome or what waits differs from the last stored round of the same release. The plans of the
   * round that have ended are told with it, in one step: the {@link Journal} does not give them to
   * a round again.
   *
   * @return the number of the round; empty when it changed nothing
   */
  Optional<Long> record(ReleaseReport report);

  /** The same history for the holder of a release: as {@link Journal#under}. */
  default History under(Held held) {
    return this;
  }

  /** The number of the newest stored round of a release. */
  default OptionalLong newest(ReleaseName release) {
    return entries(Optional.of(release), 1).stream().mapToLong(Entry::round).findFirst();
  }

  /** A stored round with all its facts. */
  Optional<ReleaseReport> round(long id);

  /** What is asked for of the stored rounds, newest first. */
  List<Entry> entries(HistoryQuery query);

  /** The entries among those that are asked for in which something was, or was to be, promoted. */
  List<Entry> promotions(HistoryQuery query);

  /** The entries of the rounds with a greater number, the smallest first and no round in part. */
  List<Entry> after(long round, int limit);

  /**
   * Stored rounds, newest first.
   *
   * @param release only this release; empty for all
   * @param limit at most this many
   */
  default List<Entry> entries(Optional<ReleaseName> release, int limit) {
    return entries(HistoryQuery.of(release, limit));
  }

  /**
   * One target of one stored round, for lists.
   *
   * @param round the number of the round
   * @param release the release
   * @param at when the round finished, UTC
   * @param target the link, with its component in brackets if there is one
   * @param outcome how it ended
   * @param promoted the full hash; empty if none
   * @param previous the full hash before; empty if none
   * @param reason as a sentence
   */
  record Entry(
      long round,
      ReleaseName release,
      Instant at,
      String target,
      TargetOutcome outcome,
      String promoted,
      String previous,
      String reason) {}
}
