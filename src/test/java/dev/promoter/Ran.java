package dev.promoter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a command left behind.
 *
 * @param exit its exit code
 * @param out standard output
 * @param err standard error, without the lines of the log
 */
record Ran(int exit, String out, String err) {
  /** Standard output read as the one document it must be. */
  JsonNode document() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("exit " + exit + ", not a document: " + out + err, e);
    }
  }

  JsonNode release(String name) {
    return one(document().path("releases"), "release", name);
  }

  JsonNode target(String release, String target) {
    return one(release(release).path("targets"), "target", target);
  }

  /** One requirement of one candidate of a target. */
  static JsonNode requirement(JsonNode target, String candidate, String name) {
    JsonNode judged = one(target.path("candidates"), "id", candidate);
    return one(judged.path("requirements"), "name", name);
  }

  static List<JsonNode> all(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static JsonNode one(JsonNode array, String key, String value) {
    return all(array).stream()
        .filter(node -> node.path(key).asText().equals(value))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no " + key + " " + value + " in " + array.toPrettyString()));
  }
}
