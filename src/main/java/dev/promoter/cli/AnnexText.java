package dev.promoter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.documents.Annex;
import dev.promoter.engine.TargetReport;
import java.util.ArrayList;
import java.util.List;

/** What is shown of a target beside the judgement, for people. */
final class AnnexText {
  /** A person reads this many failures of a suite; the document has all of them. */
  private static final int MOST = 20;

  private AnnexText() {}

  /** The fields of the annex as lines: nothing where there is nothing. */
  static List<String> lines(TargetReport report) {
    ObjectNode fields = Annex.of(report);
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
    fields.path("remarks").forEach(remark -> lines.add("remark      " + remark.asText()));
    return lines;
  }

  private static List<String> table(JsonNode suites) {
    Table table =
        new Table(
            "SUITE", "VERDICT", "TOTAL", "PASS", "FAIL", "DEAD", "UNKNOWN", "UNFINISHED", "REMARK");
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
