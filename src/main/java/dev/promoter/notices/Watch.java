package dev.promoter.notices;

import java.time.Instant;
import java.util.Optional;

/**
 * What an audience knows about a subject, and what it does not know yet. Kept in the store.
 *
 * @param subject the subject
 * @param told the state that was told last
 * @param toldAt when a notice about it was last made; empty before the first
 * @param seen the state at the last look
 * @param since when that state was first seen
 * @param changes how often the state changed since it was told
 * @param worst the worst state among these
 * @param number how many notices there were about it
 */
public record Watch(
    Subject subject,
    Condition told,
    Optional<Instant> toldAt,
    Condition seen,
    Instant since,
    int changes,
    Condition worst,
    int number) {
  static Watch first(Subject subject, Condition told, Instant at) {
    return new Watch(subject, told, Optional.empty(), told, at, 0, told, 0);
  }

  /** The same after a look. */
  Watch after(Condition now, Instant at) {
    if (now.same(seen)) {
      return this;
    }
    boolean worse = changes == 0 || now.severity().atLeast(worst.severity());
    return new Watch(subject, told, toldAt, now, at, changes + 1, worse ? now : worst, number);
  }

  /** The same once it is known, with or without a notice. */
  Watch known(boolean byNotice, Instant at) {
    Optional<Instant> when = byNotice ? Optional.of(at) : toldAt;
    return new Watch(subject, seen, when, seen, since, 0, seen, byNotice ? number + 1 : number);
  }
}
