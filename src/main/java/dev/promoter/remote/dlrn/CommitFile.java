package dev.promoter.remote.dlrn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promoter.domain.CommitHash;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Excerpt;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;

/**
 * The file {@code commit.yaml} of a build: which build it is and when its commit was made (contract
 * dlrn.md section 4).
 */
final class CommitFile {
  private static final int MAX_NUMBER_LENGTH = 40;
  private static final YAMLMapper YAML = new YAMLMapper();

  private final DlrnClient client;

  /**
   * A build.
   *
   * @param commitTime when its source commit was made, in seconds since the epoch
   */
  record Build(CommitHash hash, BigDecimal commitTime) {
    private static final BigDecimal END =
        new BigDecimal(Instant.parse("9999-01-01T00:00:00Z").getEpochSecond());

    /** The same as an instant; one that no calendar has becomes the nearest that is possible. */
    Instant committed() {
      BigDecimal seconds = commitTime.max(BigDecimal.ZERO).min(END);
      return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }
  }

  CommitFile(DlrnClient client) {
    this.client = client;
  }

  /**
   * Reads one.
   *
   * @param action as in "tried to {action}"
   * @throws dev.promoter.engine.RemoteException when it is missing or cannot be understood
   */
  Build read(String action, URI uri) {
    Call call = client.treeFile(action, uri);
    JsonNode commit = firstCommit(call, client.file(call).text());
    try {
      CommitHash hash =
          new CommitHash(
              text(commit, "commit_hash"),
              text(commit, "distro_hash"),
              text(commit, "extended_hash"));
      return new Build(hash, number(call, commit));
    } catch (IllegalArgumentException broken) {
      throw call.fault("its first commit is no build: " + broken.getMessage(), 200, false);
    }
  }

  private static JsonNode firstCommit(Call call, String text) {
    try {
      JsonNode commit = YAML.readTree(text).path("commits").path(0);
      if (commit.isObject()) {
        return commit;
      }
    } catch (JsonProcessingException broken) {
      throw call.fault("the file is no YAML document", 200, false);
    }
    throw call.fault("the file lists no commits", 200, false);
  }

  private static BigDecimal number(Call call, JsonNode commit) {
    String text = text(commit, "dt_commit");
    if (text.length() <= MAX_NUMBER_LENGTH) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException notOne) {
        // reported below, together with the absent and the overlong
      }
    }
    throw call.fault(
        "dt_commit of its first commit is no number: '%s'".formatted(Excerpt.of(text)), 200, false);
  }

  /** A value as text; the word {@code None} is how these files spell null. */
  private static String text(JsonNode commit, String field) {
    JsonNode value = commit.path(field);
    String text = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    return text.equals("None") ? "" : text;
  }
}
