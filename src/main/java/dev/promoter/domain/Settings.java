package dev.promoter.domain;

import java.util.Map;
import java.util.Optional;

/**
 * The options of a release after defaults were applied. Keys are those of the reference page;
 * values were checked when the file was loaded. Secrets are never among them.
 *
 * @param values option name to its text
 */
public record Settings(Map<String, String> values) {
  public Settings {
    values = Map.copyOf(values);
  }

  /** The text of an option; empty when it is neither set nor defaulted. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * The text of an option that is always set or defaulted.
   *
   * @throws IllegalStateException when it is not: a mistake of the program, not of the operator
   */
  public String get(String key) {
    return find(key)
        .orElseThrow(
            () -> new IllegalStateException("option " + key + " has no value and no default"));
  }

  /** Whether an option is set to yes; {@code false} when it is neither set nor defaulted. */
  public boolean isTrue(String key) {
    return find(key).map(Booleans::parse).orElse(false);
  }
}
