package dev.promoter.cli;

import dev.promoter.domain.ReleaseName;
import picocli.CommandLine.Option;

/** {@code --release} where exactly one is meant. */
final class ReleaseOption {
  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      required = true,
      converter = Words.Release.class,
      description =
          "The release: the path of its file below releases/ without .ini, as in CentOS-9/master.")
  @SuppressWarnings("NullAway.Init") // required: set before the command runs
  private ReleaseName release;

  ReleaseName name() {
    return release;
  }
}
