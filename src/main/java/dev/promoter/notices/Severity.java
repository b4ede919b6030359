package dev.promoter.notices;

import java.util.Locale;

/** How much something matters to people. */
public enum Severity {
  INFO,
  /** Promotions do not go on, or soon will not. */
  WARNING,
  /** A person has to act. */
  CRITICAL;

  /** As INI files spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity of that word. */
  public static Severity of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  boolean atLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
