package dev.promoter.cli;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Hold;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** Small pieces of text that several commands print. */
final class Sentences {
  private static final int LENGTH_OF_COMMIT = 40;
  private static final int LENGTH_OF_AGGREGATE = 32;
  private static final int SHORT = 8;

  private Sentences() {}

  /** {@code 1 release}, {@code 2 releases}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** To the second, UTC. */
  static String time(Instant at) {
    return at.equals(Hold.NO_END) ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * A hash to recognise, not to copy: eight digits of the source commit and all that follows, which
   * tells rebuilds of one commit apart; eight digits of an aggregate.
   */
  static String brief(String id) {
    if (id.length() > LENGTH_OF_COMMIT) {
      return id.substring(0, SHORT) + id.substring(LENGTH_OF_COMMIT);
    }
    return id.length() == LENGTH_OF_AGGREGATE ? id.substring(0, SHORT) : id;
  }

  /** Where to look at a piece of evidence and what its reporter said. */
  static String evidence(Evidence evidence) {
    String via = evidence.isAlternative() ? "by " + evidence.job() : "";
    return String.join(
            "  ",
            Stream.of(via, evidence.url(), evidence.detail())
                .filter(text -> !text.isEmpty())
                .toList())
        .strip();
  }
}
