package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the server has against a change, one text for each reason. */
final class RedmineCheck {
  private static final int LONGEST_SUBJECT = 255;

  private final RedmineSite site;

  RedmineCheck(RedmineSite site) {
    this.site = site;
  }

  List<String> errors(JsonNode wanted) {
    List<String> errors = new ArrayList<>();
    if (wanted.has("subject")) {
      String subject = wanted.path("subject").asText();
      if (subject.isBlank()) {
        errors.add("Subject cannot be blank");
      }
      if (subject.length() > LONGEST_SUBJECT) {
        errors.add("Subject is too long (maximum is 255 characters)");
      }
    }
    int done = wanted.path("done_ratio").asInt(0);
    if (done < 0 || done > 100 || done % 10 != 0) {
      errors.add("% Done is not included in the list");
    }
    for (JsonNode field : wanted.path("custom_fields")) {
      site.field(field.path("id").asLong()).ifPresent(known -> check(known, field, errors));
    }
    return errors;
  }

  private static void check(RedmineField field, JsonNode given, List<String> errors) {
    List<String> values = RedmineIssue.values(given.path("value"));
    if (!field.choices().isEmpty() && !field.choices().containsAll(values)) {
      errors.add(field.humanized() + " is not included in the list");
    }
    if (field.numeric() && !values.stream().allMatch(value -> value.matches("-?\\d+"))) {
      errors.add(field.humanized() + " is not a number");
    }
  }
}
