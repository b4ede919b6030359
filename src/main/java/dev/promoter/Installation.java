package dev.promoter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where promoter is installed.
 *
 * @param home the directory with {@code bin}, {@code lib}, {@code config} and {@code rules}
 */
record Installation(Path home) {
  /** As the launcher says; without it the working directory, as in a checkout. */
  static Installation find() {
    return new Installation(Path.of(System.getProperty("promoter.home", ".")));
  }

  Path config() {
    return home.resolve("config");
  }

  /** The rules that are named, else those beside the configuration, else the installed ones. */
  Path rules(Optional<Path> named, Path configDir) {
    Path beside = configDir.toAbsolutePath().normalize().resolveSibling("rules");
    return named.orElse(
        Files.isDirectory(beside.resolve("promotion")) ? beside : home.resolve("rules"));
  }

  /** The version of the program; classes run from a build directory have none. */
  static String version() {
    String packaged = Installation.class.getPackage().getImplementationVersion();
    return packaged == null ? "unpackaged" : packaged;
  }
}
