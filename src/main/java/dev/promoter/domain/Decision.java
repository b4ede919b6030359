package dev.promoter.domain;

/** What the rules decide about one candidate. Exactly one per candidate. */
public sealed interface Decision {
  /** The business sentence that decided: the name of the rule. */
  String rule();

  /** What exactly made the rule apply, for people. */
  String reason();

  /**
   * The word used in documents: {@code promote}, {@code wait}, {@code reject} or {@code escalate}.
   */
  String word();

  /** The same decision with its explanation. */
  Decision because(String reason);

  /** It may move forward now. */
  record Promote(String rule, String reason) implements Decision {
    /** As the rules conclude it, before it is explained. */
    public Promote(String rule) {
      this(rule, "");
    }

    @Override
    public String word() {
      return "promote";
    }

    @Override
    public Promote because(String why) {
      return new Promote(rule, why);
    }
  }

  /** It may still become promotable without a new build. */
  record Wait(String rule, String reason) implements Decision {
    /** As the rules conclude it, before it is explained. */
    public Wait(String rule) {
      this(rule, "");
    }

    @Override
    public String word() {
      return "wait";
    }

    @Override
    public Wait because(String why) {
      return new Wait(rule, why);
    }
  }

  /** It must not be promoted. */
  record Reject(String rule, String reason) implements Decision {
    /** As the rules conclude it, before it is explained. */
    public Reject(String rule) {
      this(rule, "");
    }

    @Override
    public String word() {
      return "reject";
    }

    @Override
    public Reject because(String why) {
      return new Reject(rule, why);
    }
  }

  /** The rules do not agree or do not cover the case: a person has to look. */
  record Escalate(String rule, String reason) implements Decision {
    /** As the rules conclude it, before it is explained. */
    public Escalate(String rule) {
      this(rule, "");
    }

    @Override
    public String word() {
      return "escalate";
    }

    @Override
    public Escalate because(String why) {
      return new Escalate(rule, why);
    }
  }
}
