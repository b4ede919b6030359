package dev.promoter.remote.redmine;

import java.util.Locale;
import java.util.Optional;

/** How a server reads texts: one setting of the whole server. */
public enum Formatting {
  TEXTILE,
  MARKDOWN;

  /** The formatting a setting names; empty when it is none of them. */
  public static Optional<Formatting> of(String name) {
    for (Formatting one : values()) {
      if (one.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
