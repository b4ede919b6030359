package dev.promoter.remote.dlrn;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import java.util.Optional;

/** A candidate as one text, for the settings of actions and what the journal keeps of links. */
final class CandidateText {
  private static final String SEPARATOR = ":";

  private CandidateText() {}

  /** Empty text for none. */
  static String write(Optional<Candidate> candidate) {
    return candidate.map(CandidateText::write).orElse("");
  }

  private static String write(Candidate candidate) {
    return candidate instanceof CommitCandidate commit
        ? String.join(
            SEPARATOR,
            commit.hash().commit(),
            commit.hash().distro(),
            commit.hash().extended(),
            commit.component())
        : candidate.id();
  }

  /**
   * Reads back what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Optional<Candidate> read(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = text.split(SEPARATOR, 4);
    return Optional.of(
        parts.length == 4
            ? new CommitCandidate(new CommitHash(parts[0], parts[1], parts[2]), parts[3])
            : new AggregateCandidate(text));
  }
}
