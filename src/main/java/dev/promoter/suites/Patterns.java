package dev.promoter.suites;

import java.util.Locale;

/** Finds a pattern of a waiver in a description. */
final class Patterns {
  private Patterns() {}

  /**
   * Whether a text contains a pattern, compared without case; {@code *} in the pattern stands for
   * any text, and everything else, brackets and {@code $} too, for itself.
   */
  static boolean occurs(String pattern, String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    int from = 0;
    for (String part : pattern.strip().toLowerCase(Locale.ROOT).split("\\*", -1)) {
      int at = folded.indexOf(part, from);
      if (at < 0) {
        return false;
      }
      from = at + part.length();
    }
    return true;
  }
}
