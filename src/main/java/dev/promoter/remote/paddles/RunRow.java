package dev.promoter.remote.paddles;

import dev.promoter.remote.http.JsonFields;
import dev.promoter.suites.Counts;
import dev.promoter.suites.JobStatus;
import dev.promoter.suites.TestJob;
import dev.promoter.suites.TestRun;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Turns JSON of the server into runs and jobs (contract ceph.md sections 2.2 and 2.3). */
final class RunRow {
  private static final String NOTHING = "none";

  private RunRow() {}

  static TestRun read(JsonFields json) {
    Counts counts = counts(json.object("results"));
    return new TestRun(
        json.text("name"),
        json.textOrNone("suite"),
        json.textOrNone("branch"),
        unlessNone(json.textOrNone("sha1")),
        unlessNone(json.textOrNone("flavor")),
        json.textOrNone("machine_type"),
        json.number("priority").map(Long::intValue).orElse(0),
        time(json, "scheduled"),
        time(json, "posted"),
        time(json, "updated"),
        counts);
  }

  private static Counts counts(JsonFields results) {
    return new Counts(
        results.count("queued"),
        results.count("waiting"),
        results.count("running"),
        results.count("pass"),
        results.count("fail"),
        results.count("dead"),
        results.count("unknown"));
  }

  static TestJob job(JsonFields json) {
    return new TestJob(
        json.text("job_id"),
        json.textOrNone("description"),
        status(json),
        unlessNone(json.textOrNone("sha1")),
        unlessNone(json.textOrNone("flavor")),
        json.remark("failure_reason"),
        json.remark("log_href"));
  }

  /** A pass that is not a success cannot be believed. */
  private static JobStatus status(JsonFields json) {
    JobStatus status = JobStatus.of(json.remark("status"));
    boolean contradiction = json.remark("success").equals("false");
    return status == JobStatus.PASS && contradiction ? JobStatus.UNKNOWN : status;
  }

  /** What the server writes where there is no job. */
  private static String unlessNone(String text) {
    return text.equals(NOTHING) ? "" : text;
  }

  /** Text without a zone, which is UTC; {@link Instant#EPOCH} when there is none. */
  private static Instant time(JsonFields json, String field) {
    String text = json.textOrNone(field);
    if (text.isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      String iso = text.strip().replace(' ', 'T').replaceAll("(Z|\\+00:00)$", "");
      return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException broken) {
      throw json.unusable(field, "a time like 2025-08-04 15:30:11");
    }
  }
}
