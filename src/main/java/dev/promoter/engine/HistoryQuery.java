package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.List;
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
 * @param from where to go on; what was stored since an earlier page changes nothing on later ones
 */
public record HistoryQuery(
    Optional<ReleaseName> release,
    Optional<String> target,
    Optional<String> by,
    Optional<String> kind,
    Optional<Instant> since,
    Optional<Instant> until,
    int limit,
    Position from) {
  /** Everything that fits, from the newest on. */
  public HistoryQuery(
      Optional<ReleaseName> release,
      Optional<String> target,
      Optional<String> by,
      Optional<String> kind,
      Optional<Instant> since,
      Optional<Instant> until,
      int limit) {
    this(release, target, by, kind, since, until, limit, Position.START);
  }

  /**
   * How far the two lists were read, both from the newest to the oldest.
   *
   * @param round no newer one
   * @param shown as many entries of this round were read already
   * @param deed only older ones
   */
  public record Position(long round, int shown, long deed) {
    /** Before everything. */
    public static final Position START = new Position(Long.MAX_VALUE, 0, Long.MAX_VALUE);

    /** Behind what was read from here on. */
    public Position after(Chronicle read) {
      long last = read.rounds().isEmpty() ? round : last(read.rounds()).round();
      long ofLast = read.rounds().stream().filter(entry -> entry.round() == last).count();
      return new Position(
          last,
          (int) ofLast + (last == round ? shown : 0),
          read.deeds().isEmpty() ? deed : last(read.deeds()).id());
    }

    private static <T> T last(List<T> list) {
      return list.get(list.size() - 1);
    }
  }

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
