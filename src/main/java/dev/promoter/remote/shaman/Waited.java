package dev.promoter.remote.shaman;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long the packages of a commit have been waited for.
 *
 * @param wanted what must be ready, in words
 * @param since when the first look was
 * @param pause between the last two looks
 */
record Waited(String wanted, Instant since, Duration pause) {
  static Waited of(Lookout lookout) {
    return new Waited(words(lookout.wanted()), lookout.since(), lookout.pause());
  }

  boolean isFor(Wanted other) {
    return wanted.equals(words(other));
  }

  /** Three lines, the words last: they may hold anything. */
  String text() {
    return "%s\n%s\n%s".formatted(since, pause, wanted);
  }

  /** Empty for a text of another version. */
  static Optional<Waited> parse(String text) {
    String[] lines = text.split("\n", 3);
    try {
      return lines.length < 3
          ? Optional.empty()
          : Optional.of(new Waited(lines[2], Instant.parse(lines[0]), Duration.parse(lines[1])));
    } catch (DateTimeException foreign) {
      return Optional.empty();
    }
  }

  private static String words(Wanted wanted) {
    return "%s %s %s %s %s"
        .formatted(
            wanted.ref(),
            wanted.sha1(),
            wanted.platforms(),
            wanted.arch(),
            wanted.completedBuild());
  }
}
