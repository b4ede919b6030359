package dev.promoter.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where relative paths and {@code ~} lead to.
 *
 * @param configDir as the operator typed it
 * @param home the home directory of the user the program runs as
 */
record Places(Path configDir, Path home) {
  static Places of(Path configDir, Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return new Places(
        configDir, Path.of(home.isEmpty() ? System.getProperty("user.home", "/") : home));
  }

  /** Replaces a leading {@code ~}; leaves everything else as it is. */
  Path expand(String text) {
    if (text.equals("~")) {
      return home;
    }
    return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
  }

  /** An absolute path; relative ones are meant from the configuration directory. */
  Path resolve(String text) {
    return configDir.toAbsolutePath().resolve(expand(text)).normalize();
  }

  /** A sibling of the configuration directory. */
  Path beside(String name) {
    return configDir.toAbsolutePath().normalize().resolveSibling(name);
  }
}
