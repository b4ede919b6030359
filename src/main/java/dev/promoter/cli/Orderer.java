package dev.promoter.cli;

import picocli.CommandLine.Option;

/** Who orders something, for commands that can go without a name and a reason. */
final class Orderer {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      converter = Words.Said.class,
      description = "Who orders it. Default: the user of this host.")
  private String by = "";

  /** Empty for the user of the host. */
  String by() {
    return by;
  }
}
