package dev.promoter.health;

import java.util.Locale;

/**
 * One question about promoter, answered.
 *
 * @param name what was looked at, for example {@code rounds}
 * @param grade how it is
 * @param sentence how it is, for people
 * @param advice what to do; empty when nothing has to be done
 */
public record Check(String name, Grade grade, String sentence, String advice) {
  /** How something is. */
  public enum Grade {
    GOOD,
    /** A person should look at it some time; promotions do not depend on it. */
    NOTED,
    BAD;

    /** The word used in documents. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Check good(String name, String sentence) {
    return new Check(name, Grade.GOOD, sentence, "");
  }

  static Check bad(String name, String sentence, String advice) {
    return new Check(name, Grade.BAD, sentence, advice);
  }
}
