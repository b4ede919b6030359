package dev.promoter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Section {@code [commands]} of promoter.ini: how commands reach the daemon. */
final class CommandsSection {
  static final String NAME = "commands";

  private static final String ADDRESS = "address";
  private static final String TOKEN = "token_secret";
  private static final String BUNDLE = "ca_bundle";

  static final List<Key> KEYS =
      List.of(
          Key.of(ADDRESS, ValueType.BASE_URL, "where commands reach the daemon")
              .orComputed("where the daemon that is at work in the state directory listens"),
          Key.of(TOKEN, ValueType.SECRET, "the secret that holds the token they show")
              .or("PROMOTER_TOKEN"),
          Key.of(
                  BUNDLE,
                  ValueType.FILE,
                  "PEM file of authorities to trust for that address, besides those of Java")
              .orComputed("none"));

  private CommandsSection() {}

  /** The settings of the section. */
  static CommandSettings settings(
      Function<String, Optional<String>> given,
      Function<String, String> value,
      Function<String, Path> resolved) {
    return new CommandSettings(
        given.apply(ADDRESS), value.apply(TOKEN), given.apply(BUNDLE).map(resolved));
  }
}
