package dev.promoter.cli;

import java.time.Instant;
import picocli.CommandLine.Option;

/** Who intervenes and why: both kinds of intervention ask for it. */
final class Authorship {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      required = true,
      converter = Words.Said.class,
      description = "Who takes the responsibility.")
  private String by = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      converter = Words.Said.class,
      description = "Why; shown wherever it has an effect.")
  private String reason = "";

  String by() {
    return by;
  }

  String reason() {
    return reason;
  }

  /** An intervention that is over before it begins is a slip of the pen. */
  static void checkAhead(Instant until, Instant now) {
    if (!until.isAfter(now)) {
      throw OperationException.usage(
          "--until " + until + " is in the past; it is " + now + " now (UTC).");
    }
  }
}
