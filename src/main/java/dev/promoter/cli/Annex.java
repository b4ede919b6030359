package dev.promoter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.engine.TargetReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What is shown of a target beside the judgement: of a release of Ceph the verdict, the table of
 * suites, and the runs that do not count.
 */
final class Annex {
  private static final List<String> FIRST = List.of("overall", "suites");

  /** A person reads this many failures of a suite; the document has all of them. */
  private static final int MOST = 20;

  private static final JsonMapper MAPPER = new JsonMapper();

  private Annex() {}

  /** The fields of the newest judged candidate that has any, in their order; may be empty. */
  static ObjectNode of(TargetReport report) {
    return report.judged().stream()
        .map(judged -> judged.facts().annex())
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(Annex::read)
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  private static ObjectNode read(String text) {
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode fields) {
        FIRST.stream().filter(fields::has).forEach(name -> ordered.set(name, fields.get(name)));
        fields.properties().forEach(field -> ordered.putIfAbsent(field.getKey(), field.getValue()));
      }
    } catch (JsonProcessingException e) {
      // A stored round of a program that wrote it otherwise; everything else of it is shown.
      ordered.put("annex_unreadable", true);
    }
    return ordered;
  }

  /** The same for people: nothing where there is nothing. */
  static List<String> lines(TargetReport report) {
    ObjectNode fields = of(report);
    List<String> lines = new ArrayList<>();
    if (fields.hasNonNull("overall")) {
      lines.add("overall     " + fields.path("overall").asText());
    }
    if (!fields.path("suites").isEmpty()) {
      table(fields.path("suites")).forEach(lines::add);
      fields.path("suites").forEach(suite -> failures(suite, lines));
      fields
          .path("suites")
          .forEach(
              suite -> suite.path("reruns").forEach(one -> lines.add("  rerun   " + one.asText())));
    }
    if (!fields.path("ignored_runs").isEmpty()) {
      lines.add("runs that do not count:");
      fields
          .path("ignored_runs")
          .forEach(run -> lines.add("  " + text(run, "name") + ": " + text(run, "reason")));
    }
    return lines;
  }

  private static List<String> table(JsonNode suites) {
    Table table =
        new Table("SUITE", "VERDICT", "TOTAL", "PASS", "FAIL", "DEAD", "UNKNOWN", "OPEN", "REMARK");
    for (JsonNode suite : suites) {
      boolean required = suite.path("required").asBoolean(true);
      table.add(
          named(suite) + (required ? "" : " (not required)"),
          text(suite, "verdict"),
          text(suite, "total"),
          text(suite, "pass"),
          text(suite, "fail"),
          text(suite, "dead"),
          text(suite, "unknown"),
          text(suite, "unfinished"),
          text(suite, "remark"));
    }
    return table.lines();
  }

  private static String named(JsonNode suite) {
    String flavor = suite.path("flavor").asText("default");
    return flavor.equals("default")
        ? text(suite, "suite")
        : text(suite, "suite") + " (" + flavor + ")";
  }

  private static void failures(JsonNode suite, List<String> lines) {
    List<String> waived = new ArrayList<>();
    suite.path("waived").forEach(one -> waived.add(one.asText()));
    int shown = 0;
    int all = suite.path("open_failures").size();
    for (JsonNode failure : suite.path("open_failures")) {
      if (shown == MOST) {
        lines.add("  and %d more of %s".formatted(all - MOST, text(suite, "suite")));
        return;
      }
      shown++;
      String description = failure.asText();
      String word = waived.contains(description) ? "waived  " : "failed  ";
      lines.add("  " + word + text(suite, "suite") + ": " + description);
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNull() ? "" : value.asText();
  }
}
