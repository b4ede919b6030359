package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run as Paddles keeps it (contract ceph.md section 2.2). */
final class PaddlesRun {
  private static final Pattern NAME =
      Pattern.compile("(.*?)-(\\d{4}-\\d\\d-\\d\\d_\\d\\d:\\d\\d:\\d\\d)-([^-]+)-(.+)-[^-]+-[^-]+");
  private static final List<String> COUNTED =
      List.of("queued", "pass", "running", "waiting", "fail", "dead", "unknown");

  private final String name;
  private final String posted;
  private final Map<String, PaddlesJob> jobs = new LinkedHashMap<>();
  private JsonNode started = NullNode.instance;
  private String suite = "";
  private String branch = "";
  private String user = "";
  private String scheduled = "";

  PaddlesRun(String name, String posted) {
    this.name = name;
    this.posted = posted;
    Matcher parts = NAME.matcher(name);
    if (parts.matches()) {
      user = parts.group(1);
      scheduled = parts.group(2).replace('_', ' ');
      suite = parts.group(3);
      branch = parts.group(4);
    }
  }

  String name() {
    return name;
  }

  String posted() {
    return posted;
  }

  String scheduled() {
    return scheduled.isEmpty() ? posted : scheduled;
  }

  Map<String, PaddlesJob> jobs() {
    return jobs;
  }

  /** Newest posted first, as lists of jobs are answered. */
  List<PaddlesJob> newestJobsFirst() {
    List<PaddlesJob> newest = new ArrayList<>();
    jobs.values().forEach(job -> newest.add(0, job));
    return newest;
  }

  void add(PaddlesJob job) {
    jobs.put(job.id(), job);
  }

  /** The start of a run follows its jobs, and may be lost again. */
  void update(PaddlesJob job, JsonNode given, String now) {
    String before = status();
    String was = job.status();
    job.update(given, now);
    boolean moved = !was.equals(job.status()) && !job.status().equals("waiting");
    if (moved && !before.equals("running")) {
      started = job.get("started");
    }
  }

  /** The first rule that holds (contract ceph.md section 2.2). */
  String status() {
    Map<String, Integer> counts = counts();
    int total = jobs.size();
    if (total == 0) {
      return "empty";
    }
    if (of(counts, "queued") == total) {
      return "queued";
    }
    if (of(counts, "running") > 0) {
      return "running";
    }
    if (of(counts, "waiting") > 0) {
      return "waiting";
    }
    if (of(counts, "dead") == total) {
      return "finished dead";
    }
    if (of(counts, "fail") + of(counts, "dead") > 0) {
      return "finished fail";
    }
    if (of(counts, "pass") == total) {
      return "finished pass";
    }
    return of(counts, "queued") > 0 ? "queued" : "unknown";
  }

  private static int of(Map<String, Integer> counts, String status) {
    return counts.getOrDefault(status, 0);
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    COUNTED.forEach(status -> counts.put(status, 0));
    jobs.values().forEach(job -> counts.merge(job.status(), 1, Integer::sum));
    return counts;
  }

  /** The value of one of the keys that runs are found by. */
  String value(String key) {
    return switch (key) {
      case "status" -> status();
      case "user" -> user;
      case "sha1" -> first("sha1", "none");
      case "flavor" -> first("flavor", "none");
      case "branch" -> first("branch", branch);
      case "suite" -> first("suite", suite);
      case "machine_type" -> first("machine_type", "");
      case "date" -> scheduled().substring(0, 10);
      default -> "";
    };
  }

  private String first(String field, String otherwise) {
    return jobs.values().stream()
        .findFirst()
        .map(job -> job.get(field))
        .filter(value -> !value.isNull())
        .map(JsonNode::asText)
        .orElse(otherwise);
  }

  private JsonNode updated() {
    return jobs.values().stream()
        .map(job -> job.get("updated"))
        .max((one, other) -> one.asText().compareTo(other.asText()))
        .orElse(NullNode.instance);
  }

  ObjectNode row(String address) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("name", name);
    row.putArray("href").add(address + "/runs/" + name + "/");
    row.put("user", user);
    row.put("status", status());
    ObjectNode results = row.putObject("results");
    counts().forEach(results::put);
    results.put("total", jobs.size());
    results.put("sha1", value("sha1"));
    results.put("flavor", value("flavor"));
    row.put("jobs_count", jobs.size());
    row.put("posted", posted);
    row.put("scheduled", scheduled());
    row.set("started", started);
    row.set("updated", updated());
    for (String key : List.of("branch", "suite", "machine_type", "sha1")) {
      row.put(key, value(key));
    }
    row.set(
        "priority",
        jobs.values().stream()
            .findFirst()
            .map(job -> job.get("priority"))
            .orElse(NullNode.instance));
    row.put("flavor", value("flavor"));
    return row;
  }
}
