package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** One job as Paddles keeps it (contract ceph.md section 2.3). */
final class PaddlesJob {
  /** In the order in which the server writes them; a key it does not know is dropped. */
  static final List<String> FIELDS =
      List.of(
          "log_href",
          "archive_path",
          "description",
          "duration",
          "email",
          "failure_reason",
          "flavor",
          "job_id",
          "kernel",
          "last_in_suite",
          "machine_type",
          "name",
          "nuke_on_error",
          "os_type",
          "os_version",
          "overrides",
          "owner",
          "pid",
          "roles",
          "sentry_event",
          "status",
          "success",
          "branch",
          "seed",
          "sha1",
          "subset",
          "suite",
          "suite_branch",
          "suite_path",
          "suite_relpath",
          "suite_repo",
          "suite_sha1",
          "targets",
          "tasks",
          "timestamp",
          "teuthology_branch",
          "verbose",
          "pcp_grafana_url",
          "priority",
          "user",
          "queue",
          "package_source",
          "posted",
          "started",
          "updated");

  private static final Set<String> STATUSES =
      Set.of("queued", "waiting", "running", "pass", "fail", "dead", "unknown");
  private static final Set<String> SETTLED = Set.of("pass", "fail");
  private static final String LOGS = "http://qa-proxy.example.org/teuthology/";

  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

  PaddlesJob(String run, JsonNode given, String now) {
    FIELDS.forEach(fields::putNull);
    take(given);
    fields.put("name", run);
    fields.put("log_href", LOGS + run + "/" + id() + "/teuthology.log");
    if (given.hasNonNull("timestamp")) {
      fields.put("timestamp", given.path("timestamp").asText().replace('_', ' '));
    }
    fields.put("posted", now);
    fields.put("updated", now);
    apply(given, now);
    if (fields.path("status").isNull()) {
      fields.put("status", "unknown");
    }
  }

  /** Takes over what is reported; a status is ignored once the job passed or failed. */
  void update(JsonNode given, String now) {
    fields.put("updated", now);
    take(given);
    apply(given, now);
  }

  private void take(JsonNode given) {
    given.properties().stream()
        .filter(field -> FIELDS.contains(field.getKey()))
        .filter(field -> !Set.of("status", "success", "timestamp").contains(field.getKey()))
        .forEach(field -> fields.set(field.getKey(), field.getValue()));
  }

  private void apply(JsonNode given, String now) {
    if (given.hasNonNull("status") && !STATUSES.contains(given.path("status").asText())) {
      throw new ApiError(PaddlesSite.broken());
    }
    if (given.hasNonNull("success")) {
      boolean success = given.path("success").asBoolean();
      fields.put("success", success);
      fields.put("status", success ? "pass" : "fail");
    } else if (given.hasNonNull("status") && !SETTLED.contains(status())) {
      String status = given.path("status").asText();
      fields.put("status", status);
      if (status.equals("running") && fields.path("started").isNull()) {
        fields.put("started", now);
      }
      if (SETTLED.contains(status)) {
        fields.put("success", status.equals("pass"));
      }
    }
  }

  String id() {
    return text("job_id");
  }

  String status() {
    return text("status");
  }

  String text(String field) {
    return fields.path(field).asText("");
  }

  JsonNode get(String field) {
    return fields.path(field);
  }

  /** The chosen fields, in the server's order. */
  ObjectNode only(Set<String> chosen) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    fields.properties().stream()
        .filter(field -> chosen.contains(field.getKey()))
        .forEach(field -> row.set(field.getKey(), field.getValue()));
    return row;
  }

  ObjectNode all() {
    return fields.deepCopy();
  }
}
