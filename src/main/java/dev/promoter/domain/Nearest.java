package dev.promoter.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class Nearest {
  private static final int LONGEST = 40;

  private Nearest() {}

  /** The candidate with the fewest typing mistakes between; empty when there is no candidate. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String folded = fold(word);
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(folded, fold(candidate))));
  }

  /** The addition to a sentence that names the nearest candidate. */
  public static String hint(String word, Collection<String> candidates) {
    return to(word, candidates).map(near -> "; the nearest known one is '" + near + "'").orElse("");
  }

  /**
   * How many letters must be added, removed, replaced or swapped with their neighbour (optimal
   * string alignment).
   */
  public static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static String fold(String word) {
    String cut = word.length() <= LONGEST ? word : word.substring(0, LONGEST);
    return cut.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
