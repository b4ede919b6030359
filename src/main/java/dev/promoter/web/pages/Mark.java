package dev.promoter.web.pages;

import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Verdict;
import dev.promoter.insight.Blockage;
import java.util.List;

/**
 * A state as it is drawn: a sign and a word, so that nothing is said by colour alone.
 *
 * @param sign a character or two
 * @param word what it means
 * @param tone the class of its colour: {@code ok}, {@code wait}, {@code act} or {@code bad}
 */
record Mark(String sign, String word, String tone) {
  private static final List<String> TONES = List.of("bad", "act", "wait", "ok");

  /** Whatever is as far down as this, or further, needs nobody. */
  static final int CALM = 2;

  /** How far down it stands where the worst comes first. */
  int urgency() {
    return TONES.indexOf(tone);
  }

  static Mark of(RequirementState state) {
    return switch (state) {
      case MET -> new Mark("✓", "met", "ok");
      case MET_BY_ALTERNATIVE -> new Mark("≈", "met by an alternative", "ok");
      case WAIVED -> new Mark("w", "waived", "act");
      case FAILED -> new Mark("✗", "failed", "bad");
      case IN_PROGRESS -> new Mark("…", "in progress", "wait");
      case MISSING -> new Mark("–", "missing", "wait");
      case UNKNOWN -> new Mark("?", "could not be read", "bad");
    };
  }

  static Mark of(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> new Mark("✓", "passed", "ok");
      case FAILED -> new Mark("✗", "failed", "bad");
      case PENDING -> new Mark("…", "pending", "wait");
      case UNKNOWN -> new Mark("?", "unknown", "bad");
    };
  }

  static Mark of(Blockage.Kind kind) {
    return switch (kind) {
      case NOTHING -> new Mark("✓", "up to date", "ok");
      case TESTS -> new Mark("…", "testing", "wait");
      case RULE -> new Mark("◷", "waiting", "wait");
      case APPROVAL -> new Mark("◇", "approval", "act");
      case FREEZE -> new Mark("❄", "frozen", "wait");
      case CHOICE -> new Mark("⇥", "decided otherwise", "act");
      case HOLD -> new Mark("‖", "held", "act");
      case FAILURE -> new Mark("✗", "failing", "bad");
      case PROTECTION -> new Mark("⊘", "refused", "bad");
      case UNREADABLE -> new Mark("?", "unreadable", "bad");
      case FAULT -> new Mark("!", "fault", "bad");
    };
  }

  /** By the word of an outcome, decision or verdict in a document. */
  static Mark of(String word) {
    String plain = word.replace('_', ' ');
    return switch (plain) {
      case "promoted", "promote", "done", "already done", "PASSED" -> new Mark("✓", plain, "ok");
      case "failed", "reject", "FAILED", "escalate", "refused" -> new Mark("✗", plain, "bad");
      case "WAIVED" -> new Mark("w", plain, "act");
      default -> new Mark("…", plain, "wait");
    };
  }
}
