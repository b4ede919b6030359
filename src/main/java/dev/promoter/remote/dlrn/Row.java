package dev.promoter.remote.dlrn;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import java.time.Instant;
import java.util.Optional;

/**
 * One promotion: a build, and on component builders the aggregate it completed, was put behind a
 * link (contract dlrn.md section 3, promotions).
 *
 * @param link the link, DLRN's {@code promote_name}
 * @param hash the build
 * @param aggregate the aggregate that stands behind the link since then; empty when there is none
 * @param component the component of the build; empty on builders without components
 * @param at when, UTC
 */
record Row(String link, CommitHash hash, String aggregate, String component, Instant at) {
  /** Whether it shows the candidate of this full hash behind the link; nothing has no hash. */
  boolean standsFor(String id) {
    return !id.isEmpty() && (aggregate.equals(id) || hash.full().equals(id));
  }

  /** Whether it is one of the rows of a batch that do not carry the aggregate (section 5). */
  boolean partOfBatch() {
    return aggregate.isEmpty() && !component.isEmpty();
  }

  /**
   * What the row puts behind the link.
   *
   * @param track the component whose builds are promoted one by one; empty for whole builds and
   *     aggregates
   * @return empty for a row that is only a part of a batch
   */
  Optional<Candidate> candidate(String track) {
    if (!track.isEmpty()) {
      return Optional.of(new CommitCandidate(hash, track));
    }
    if (!aggregate.isEmpty()) {
      return Optional.of(new AggregateCandidate(aggregate));
    }
    return component.isEmpty() ? Optional.of(new CommitCandidate(hash, "")) : Optional.empty();
  }

  /** The full hash of what it puts behind the link, for messages. */
  String id() {
    return aggregate.isEmpty() ? hash.full() : aggregate;
  }
}
