package dev.promoter.insight;

import dev.promoter.domain.ReleaseName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One promotion that was carried out; also an ordered one, and one that put back what stood there.
 *
 * @param round the stored round that tells of it
 * @param target the link, with its component in brackets if there is one
 * @param candidate the full hash
 * @param previous the full hash before; may be empty
 * @param at when
 * @param since when its newest commit was made; where nobody said when that was, when the candidate
 *     or a result of it was first known; empty when it never was a candidate
 * @param reason as a sentence
 */
public record Promoted(
    long round,
    ReleaseName release,
    String target,
    String candidate,
    String previous,
    Instant at,
    Optional<Instant> since,
    String reason) {
  /** How long it took; empty when its beginning is not known. */
  public Optional<Duration> lead() {
    return since.filter(begin -> !begin.isAfter(at)).map(begin -> Duration.between(begin, at));
  }
}
