package dev.promoter.suites;

import java.util.regex.Pattern;

/**
 * What one row of the table is about.
 *
 * @param suite the suite, with {@code /} before a slice, as operators write it
 * @param flavor the build flavor
 */
public record SuiteKey(String suite, String flavor) implements Comparable<SuiteKey> {
  /** The flavor of nearly all builds. */
  public static final String DEFAULT_FLAVOR = "default";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/:.-]+");
  private static final Pattern FLAVOR = Pattern.compile("[A-Za-z0-9_.-]+");

  public SuiteKey {
    suite = suite.strip().replace(':', '/');
    flavor = flavor.strip();
  }

  /**
   * A suite that an operator names, and that a command line will name.
   *
   * @throws IllegalArgumentException for anything but letters, digits and {@code _ / : . -}, for a
   *     beginning that looks like an option, and for a path that leaves its directory
   */
  public static SuiteKey named(String suite, String flavor) {
    SuiteKey key = new SuiteKey(suite, flavor);
    boolean path = key.suite.startsWith("/") || key.suite.endsWith("/") || key.suite.contains("..");
    if (!NAME.matcher(key.suite).matches() || key.suite.startsWith("-") || path) {
      throw new IllegalArgumentException(
          "'"
              + suite
              + "' is no name of a suite: letters, digits, _ - . and, before a slice, / are allowed");
    }
    if (!FLAVOR.matcher(key.flavor).matches() || key.flavor.startsWith("-")) {
      throw new IllegalArgumentException(
          "'" + flavor + "' is no build flavor: letters, digits, _ - and . are allowed");
    }
    return key;
  }

  /** As Paddles spells the suite: with {@code :} before a slice. */
  public String inPaddles() {
    return suite.replace('/', ':');
  }

  @Override
  public int compareTo(SuiteKey other) {
    int bySuite = suite.compareTo(other.suite);
    return bySuite == 0 ? flavor.compareTo(other.flavor) : bySuite;
  }

  /** The suite, and the flavor unless it is the default. */
  @Override
  public String toString() {
    return flavor.equals(DEFAULT_FLAVOR) ? suite : suite + " (" + flavor + ")";
  }
}
