package dev.promoter.web.pages;

import dev.promoter.web.Request;
import dev.promoter.web.Role;
import dev.promoter.web.pages.Form.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The forms there are: what each says and asks for. */
enum FormKind {
  WAIVE(
      Role.OPERATOR,
      "Waive a requirement",
      "A waiver accepts that a requirement of a target is not met. The rules of the next round see it.",
      "Waive",
      List.of(
          Field.release(),
          Field.target(),
          Field.fixed("requirement", "Requirement", ""),
          Field.optional("candidate", "Candidate", "", "the full hash; empty for any candidate"),
          Field.optional(
              "pattern",
              "Only failures with",
              "",
              "text that the failure contains, * for anything; empty covers any failure"),
          Field.optional(
              "evidence",
              "Only the failure",
              "",
              "JOB@ADDRESS of its result, or JOB@RUN; empty covers any failure"),
          Field.reason(),
          Field.optional("link", "Ticket", "", "an http or https address"),
          Field.date(
              "until",
              "Until",
              false,
              "the end of this day, UTC; needed unless a promotion ends it"),
          Field.choice(
              "until_promoted",
              "Until something is promoted",
              "for every candidate, until one is promoted to the target"))),
  HOLD(
      Role.OPERATOR,
      "Hold a target or a whole release",
      "While a target is held nothing is promoted to it; while a release is held, to none of its targets.",
      "Hold",
      List.of(
          Field.release(),
          Field.optional("target", "Target", "", "empty for the whole release"),
          Field.reason(),
          Field.date(
              "until", "Until", false, "the end of this day, UTC; empty until it is lifted"))),
  APPROVE(
      Role.OPERATOR,
      "Approve",
      "An approval is bound to one candidate. Where there are leads, or people whose approvals a target needs, only theirs count.",
      "Approve",
      List.of(
          Field.release(),
          Field.target(),
          Field.candidate(),
          Field.optional(
              "subject",
              "Suite or step",
              "",
              "of a release of Ceph; empty for the release as a whole"),
          Field.text("note", "Note", "", "what you say to it"))),
  PIN(
      Role.OPERATOR,
      "Pin a candidate",
      "While candidates are pinned to a target, no other one is promoted to it. A pinned one still has to meet its requirements.",
      "Pin",
      Field.ofChoice()),
  VETO(
      Role.OPERATOR,
      "Veto a candidate",
      "A candidate that is vetoed is not promoted to the target, whatever its requirements say.",
      "Veto",
      Field.ofChoice()),
  FORCE(
      Role.ADMIN,
      "Promote without criteria",
      "The candidate is promoted although its requirements are not met. First you see what would be done.",
      "Show what would be done",
      List.of(Field.release(), Field.target(), Field.candidate(), Field.reason())),
  ROLLBACK(
      Role.ADMIN,
      "Roll back",
      "What the last promotion replaced is put back, and the target is held. First you see what would be done.",
      "Show what would be done",
      List.of(
          Field.release(),
          Field.target(),
          Field.optional("component", "Component", "", "only where a target has several"),
          Field.reason(),
          Field.date(
              "until", "Held until", false, "the end of this day, UTC; empty until it is lifted")));

  private static final String SHOWN = "shown";

  private final Role role;
  private final String title;
  private final String what;
  private final String button;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Field> fields;

  FormKind(Role role, String title, String what, String button, List<Field> fields) {
    this.role = role;
    this.title = title;
    this.what = what;
    this.button = button;
    this.fields = fields;
  }

  Role role() {
    return role;
  }

  String title() {
    return title;
  }

  String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether what it would do is shown before it is done. */
  boolean confirms() {
    return this == FORCE || this == ROLLBACK;
  }

  /** With what is known already. */
  Form form(Fields known, String problem) {
    List<Field> filled =
        fields.stream().map(field -> field.with(known.find(field.name()).orElse(""))).toList();
    return new Form(path(), what, problem, "", List.of(), filled, button, back(known));
  }

  /**
   * What a dry run shows, and everything typed once more for the last click. Its address is good
   * for one order: a second click on the same button gets the answer of the first.
   */
  Form confirmation(Fields typed, String verdict, List<String> plan) {
    List<Field> filled =
        new ArrayList<>(
            fields.stream()
                .map(field -> field.with(typed.find(field.name()).orElse("")).settled())
                .filter(field -> !field.value().isEmpty())
                .toList());
    filled.add(Field.fixed("confirm", "", "yes"));
    filled.add(Field.fixed(SHOWN, "", mark(plan)));
    String once = path() + "?" + Request.ONCE + "=" + UUID.randomUUID();
    return new Form(once, what, "", verdict, plan, filled, title, back(typed));
  }

  /**
   * Whether a plan is the one that was shown to whoever confirms it; no word of it is no promise.
   */
  static boolean isAsShown(Fields confirmed, List<String> plan) {
    return confirmed.find(SHOWN).map(mark(plan)::equals).orElse(true);
  }

  private static String mark(List<String> plan) {
    return UUID.nameUUIDFromBytes(String.join("\n", plan).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static String back(Fields known) {
    return known.find("release").map(Address::release).orElse("/");
  }
}
