package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which directories this process works with.
 *
 * @param config the configuration directory, as the operator typed it
 * @param state given on the command line; empty for the configured one
 * @param rules given on the command line; empty for the configured one
 * @param installation where promoter is installed
 */
record Place(Path config, Optional<Path> state, Optional<Path> rules, Installation installation) {
  /** Where these options say, else where the program is installed. */
  static Place of(CommonOptions options, Installation installation) {
    return new Place(
        options.config().orElse(installation.config()),
        options.state(),
        options.rules(),
        installation);
  }

  /** Reads the configuration anew. */
  Configuration read(boolean dryRun, Outside outside) {
    return Services.configuration(config, state, dryRun, outside.environment());
  }

  /** Reads what is not about releases, and makes the one that the parameters describe. */
  Configuration read(boolean dryRun, Outside outside, List<Map.Entry<String, String>> parameters) {
    return Services.configuration(config, state, dryRun, outside.environment(), parameters);
  }

  /** The directory of the rules: command line, then promoter.ini, then the defaults. */
  Path rules(Configuration configuration) {
    return installation.rules(rules.or(() -> configuration.daemon().rules()), config);
  }
}
