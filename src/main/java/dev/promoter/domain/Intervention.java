package dev.promoter.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a person has said about a release. It is a fact for the rules until it is taken back. */
public sealed interface Intervention permits Waiver, Hold, Approval, Choice {
  /** Its number, unique among its kind; 0 before it is stored. */
  long id();

  /** What it is. */
  Kind kind();

  /** The release it belongs to. */
  ReleaseName release();

  /** The target link it is about; empty when it is about all of the release. */
  String about();

  /** What of the target it is about: a requirement, a suite or a step; may be empty. */
  String subject();

  /** The full hash it is limited to; empty when it is not bound to a candidate. */
  String candidate();

  /** Who said it. */
  String by();

  /** Why, in the person's words. */
  String reason();

  /** When, UTC. */
  Instant since();

  /** What it says, with who and why, without its number. */
  String sentence();

  /** What it says besides, by the names of the documents; nothing that is empty. */
  Map<String, String> particulars();

  /** The same with the number that the store gave it and with times as the store keeps them. */
  Intervention stored(long number, UnaryOperator<Instant> kept);

  /** The kinds, with what it is called to give and to take back one of them. */
  enum Kind {
    WAIVER(Deed.Kind.WAIVE, Deed.Kind.UNWAIVE),
    HOLD(Deed.Kind.HOLD, Deed.Kind.UNHOLD),
    APPROVAL(Deed.Kind.APPROVE, Deed.Kind.UNAPPROVE),
    PIN(Deed.Kind.PIN, Deed.Kind.UNPIN),
    VETO(Deed.Kind.VETO, Deed.Kind.UNVETO);

    private final Deed.Kind given;
    private final Deed.Kind takenBack;

    Kind(Deed.Kind given, Deed.Kind takenBack) {
      this.given = given;
      this.takenBack = takenBack;
    }

    /** The noun. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The noun for several. */
    public String words() {
      return this == VETO ? "vetoes" : word() + "s";
    }

    /** What it is called to say it. */
    public Deed.Kind given() {
      return given;
    }

    /** What it is called to take it back. */
    public Deed.Kind takenBack() {
      return takenBack;
    }
  }
}
