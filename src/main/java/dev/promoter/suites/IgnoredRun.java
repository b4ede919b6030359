package dev.promoter.suites;

/**
 * A run that says nothing about this release.
 *
 * @param name the run
 * @param suite its suite, with {@code /} before a slice; may be empty
 * @param reason why, as a part of a sentence
 */
public record IgnoredRun(String name, String suite, String reason) {
  public IgnoredRun {
    suite = suite.replace(':', '/');
  }
}
