package dev.promoter.config;

import static dev.promoter.config.ValueType.COUNT;

import dev.promoter.domain.ApprovalPanel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The options of {@code [approvals TARGET]} and of {@code [role NAME]}. */
final class ApprovalKeys {
  private static final Pattern PERSON = Pattern.compile("[^\\s,@\\p{Cntrl}][^,\\p{Cntrl}]*");
  private static final Pattern ROLE =
      Pattern.compile(ApprovalPanel.ROLE_SIGN + "[A-Za-z0-9][A-Za-z0-9._+-]*");

  static final SectionKind PANEL =
      new SectionKind(
          ApprovalPanel.KIND,
          List.of(
              Key.of(
                      "from",
                      new ValueType("list of people and `@roles`", text -> list(text, true)),
                      "whose approval counts; people as `--by` and tokens name them")
                  .must(),
              Key.of("needed", COUNT, "how many of them must have approved").or("1")),
          layer -> Map.of());

  static final SectionKind MEMBERS =
      new SectionKind(
          ApprovalPanel.ROLE,
          List.of(
              Key.of(
                      "members",
                      new ValueType("list of people", text -> list(text, false)),
                      "who has this role")
                  .must()),
          layer -> Map.of());

  private ApprovalKeys() {}

  private static String list(String text, boolean roles) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .map(word -> checked(word, roles))
        .collect(Collectors.joining(","));
  }

  private static String checked(String word, boolean roles) {
    if (PERSON.matcher(word).matches() || (roles && ROLE.matcher(word).matches())) {
      return word;
    }
    throw ValueType.fault(
        word, roles ? "is neither a person nor a role such as @managers" : "is not a person");
  }
}
