package dev.promoter.domain;

import java.util.Locale;
import java.util.Set;

/** The words operators write for yes and no, in any case (contract dlrn.md section 7). */
public final class Booleans {
  private static final Set<String> YES = Set.of("yes", "true", "on", "1");
  private static final Set<String> NO = Set.of("no", "false", "off", "0");

  private Booleans() {}

  /**
   * Reads one word.
   *
   * @throws IllegalArgumentException for any other word; a misspelt {@code yes} must never mean no
   */
  public static boolean parse(String word) {
    String folded = word.strip().toLowerCase(Locale.ROOT);
    if (YES.contains(folded)) {
      return true;
    }
    if (NO.contains(folded)) {
      return false;
    }
    throw new IllegalArgumentException("'" + word + "' is neither yes nor no");
  }
}
