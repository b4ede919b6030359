package dev.promoter.cli;

import picocli.CommandLine.Option;

/** {@code --output}, for the commands whose findings programs read too. */
final class OutputOption {
  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description =
          "text for people (the default), json or yaml for programs. With json and yaml standard"
              + " output holds the document alone.")
  private Format format = Format.TEXT;

  Format format() {
    return format;
  }

  boolean isText() {
    return format == Format.TEXT;
  }
}
