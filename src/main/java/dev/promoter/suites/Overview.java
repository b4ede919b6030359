package dev.promoter.suites;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of a release as it is kept with the facts, for those who tell people about it.
 *
 * @param overall a name of {@link Overall}
 * @param suites in the order of the table
 */
public record Overview(String overall, List<Suite> suites) {
  private static final JsonMapper MAPPER = new JsonMapper();

  public Overview {
    suites = List.copyOf(suites);
  }

  /**
   * One row.
   *
   * @param verdict a name of {@link SuiteVerdict}
   * @param remark a sentence; may be empty
   * @param runs their names, oldest first
   * @param failures those that nobody waived come first
   */
  public record Suite(
      String name,
      boolean required,
      String verdict,
      int total,
      int pass,
      int fail,
      int dead,
      int unknown,
      int unfinished,
      String remark,
      List<String> runs,
      List<Failed> failures) {
    public Suite {
      runs = List.copyOf(runs);
      failures = List.copyOf(failures);
    }
  }

  /** A test that did not pass; {@code reason} and {@code log} may be empty. */
  public record Failed(
      String description, String status, boolean waived, String reason, String log) {}

  /** Whether nothing more is expected of the suites. */
  public boolean ended() {
    return !overall.equals(Overall.IN_PROGRESS.name())
        && !overall.equals(Overall.INCOMPLETE.name());
  }

  /** Reads the annex of some facts; empty when there is no table in it. */
  public static Optional<Overview> of(String annex) {
    try {
      JsonNode fields = MAPPER.readTree(annex);
      String overall = fields.path("overall").asText("");
      if (overall.isEmpty()) {
        return Optional.empty();
      }
      List<Suite> suites = new ArrayList<>();
      fields.path("suites").forEach(row -> suites.add(suite(row)));
      return Optional.of(new Overview(overall, suites));
    } catch (JsonProcessingException unreadable) {
      return Optional.empty();
    }
  }

  private static Suite suite(JsonNode row) {
    List<String> runs = new ArrayList<>();
    row.path("runs").forEach(run -> runs.add(run.asText()));
    List<Failed> failures = new ArrayList<>();
    row.path("failures").forEach(failure -> failures.add(failed(failure)));
    return new Suite(
        new SuiteKey(row.path("suite").asText(), row.path("flavor").asText(SuiteKey.DEFAULT_FLAVOR))
            .toString(),
        row.path("required").asBoolean(true),
        row.path("verdict").asText(),
        row.path("total").asInt(),
        row.path("pass").asInt(),
        row.path("fail").asInt(),
        row.path("dead").asInt(),
        row.path("unknown").asInt(),
        row.path("unfinished").asInt(),
        row.path("remark").asText(),
        runs,
        failures);
  }

  private static Failed failed(JsonNode failure) {
    return new Failed(
        failure.path("description").asText(),
        failure.path("status").asText(),
        failure.path("waived").asBoolean(false),
        failure.path("reason").asText(),
        failure.path("log").asText());
  }
}
