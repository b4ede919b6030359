package dev.promoter.insight;

import java.util.List;

/**
 * What is in the way of a target's next promotion.
 *
 * @param kind of which kind it is
 * @param sentence what it is, for people
 * @param who has to act; empty when nobody has to
 * @param requirements those that are open in the candidate that is nearest to a promotion
 */
public record Blockage(Kind kind, String sentence, String who, List<String> requirements) {
  public Blockage {
    requirements = List.copyOf(requirements);
  }

  /** Nothing is in the way. */
  static Blockage nothing(String sentence) {
    return new Blockage(Kind.NOTHING, sentence, "", List.of());
  }

  /** What makes two of them the same one: how long it lasts is counted from its first round. */
  public String key() {
    return kind + " " + String.join(" ", requirements);
  }

  /**
   * The sentence without what changes from round to round: which candidate it is, and how much else
   * is open.
   */
  public String matter() {
    return sentence.replaceFirst("^[0-9a-f_]+: ", "").replaceFirst("; \\d+ more open$", "");
  }

  /** Of which kind, from what costs nobody anything to what needs a person at once. */
  public enum Kind {
    NOTHING,
    /** Tests run or have not reported yet. */
    TESTS,
    /** A rule makes it wait although everything is met. */
    RULE,
    /** Nothing is promoted at this time. */
    FREEZE,
    APPROVAL,
    HOLD,
    /** A person refused the candidate or picked out another one. */
    CHOICE,
    FAILURE,
    /** A protection stopped it. */
    PROTECTION,
    /** Something could not be read. */
    UNREADABLE,
    /** An effect or the round itself failed. */
    FAULT
  }
}
