package dev.promoter.engine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Standing;
import java.util.List;
import java.util.Optional;

/**
 * What stands at a target and what may follow it.
 *
 * @param current what the target points at; empty when nothing was ever promoted to it
 * @param contenders newest first, at most the release's candidate limit: those newer than the
 *     target's content, or, when there are none, those at the source that would go back; empty when
 *     the newest one is already current or the source is empty, unless how a current one stands is
 *     to be seen all the same
 * @param note why none of them can be promoted, as a sentence; empty when that is judged
 */
public record Lineup(Optional<Candidate> current, List<Contender> contenders, String note) {
  public Lineup {
    contenders = List.copyOf(contenders);
  }

  /** The full hash of what the target points at; empty when there is none. */
  public String currentId() {
    return current.map(Candidate::id).orElse("");
  }

  /** A candidate and how it compares with the target. */
  public record Contender(Candidate candidate, Standing standing) {}
}
