package dev.promoter.remote.dlrn;

import dev.promoter.domain.Candidate;
import java.time.Instant;

/**
 * A candidate that was promoted to a link.
 *
 * @param candidate what was promoted
 * @param at when, UTC
 */
record Entry(Candidate candidate, Instant at) {
  String id() {
    return candidate.id();
  }
}
