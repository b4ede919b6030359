package dev.promoter.web.pages;

import java.util.List;

/**
 * A form for one thing that a person does.
 *
 * @param action the last part of its address
 * @param what it does, for people
 * @param problem why what was sent was refused; may be empty
 * @param verdict the outcome of a dry run; empty without one
 * @param plan what would be done, step by step; empty without a dry run
 * @param button what its button says
 * @param back where somebody goes who does nothing
 */
record Form(
    String action,
    String what,
    String problem,
    String verdict,
    List<String> plan,
    List<Field> fields,
    String button,
    String back) {
  Form {
    plan = List.copyOf(plan);
    fields = List.copyOf(fields);
  }

  /**
   * One field.
   *
   * @param label what people call it; empty for what only the program needs
   * @param type as HTML spells it
   * @param fixed whether it is shown and sent as it is
   */
  record Field(
      String name,
      String label,
      String value,
      String type,
      boolean required,
      String help,
      boolean fixed) {
    private static final String CHOICE = "checkbox";

    /** What is given and not typed. */
    static Field fixed(String name, String label, String value) {
      return new Field(name, label, value, "hidden", true, "", true);
    }

    /** A line of text that must be there. */
    static Field text(String name, String label, String value, String help) {
      return new Field(name, label, value, "text", true, help, false);
    }

    /** A day. */
    static Field date(String name, String label, boolean required, String help) {
      return new Field(name, label, "", "date", required, help, false);
    }

    /** Yes, or nothing. */
    static Field choice(String name, String label, String help) {
      return new Field(name, label, "", CHOICE, false, help, false);
    }

    /** What it takes to pick out a candidate. */
    static List<Field> ofChoice() {
      return List.of(release(), target(), candidate(), reason());
    }

    static Field release() {
      return fixed("release", "Release", "");
    }

    static Field target() {
      return fixed("target", "Target", "");
    }

    static Field candidate() {
      return fixed("candidate", "Candidate", "");
    }

    static Field reason() {
      return text("reason", "Reason", "", "for everybody who asks later");
    }

    /** Whether it is ticked rather than typed. */
    boolean ticked() {
      return type.equals(CHOICE);
    }

    /** The same with a value. */
    Field with(String known) {
      return new Field(name, label, known, type, required, help, fixed);
    }

    /** The same, not to be changed any more. */
    Field settled() {
      return fixed(name, label, value);
    }

    /** A line of text that may be left out. */
    static Field optional(String name, String label, String value, String help) {
      return new Field(name, label, value, "text", false, help, false);
    }
  }
}
