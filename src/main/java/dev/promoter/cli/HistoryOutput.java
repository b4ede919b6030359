package dev.promoter.cli;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --output} of the history, which tables can read too. */
final class HistoryOutput {
  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description =
          "text for people (the default), json or yaml for programs, csv for tables. With these"
              + " standard output holds the document alone.")
  private Choice choice = Choice.TEXT;

  boolean isText() {
    return choice == Choice.TEXT;
  }

  boolean isTable() {
    return choice == Choice.CSV;
  }

  /** The form of the document; empty for a table. */
  Optional<Format> format() {
    return isTable() ? Optional.empty() : Optional.of(Format.valueOf(choice.name()));
  }

  /** The formats of other commands, and one more. */
  enum Choice {
    TEXT,
    JSON,
    YAML,
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
