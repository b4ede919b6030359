package dev.promoter.remote.paddles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.suites.LostRun;
import dev.promoter.suites.SuiteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which runs of a commit were seen so far, those included that are gone.
 *
 * @param sha1 the commit; empty when nothing was followed yet
 * @param runs each as it would be missed
 */
record Followed(String sha1, List<LostRun> runs) {
  /** What it is called among the recollections of a release. */
  static final String SUBJECT = "paddles";

  static final Followed NOTHING = new Followed("", List.of());

  private static final JsonMapper MAPPER = new JsonMapper();

  Followed {
    runs = List.copyOf(runs);
  }

  String text() {
    ObjectNode document = MAPPER.createObjectNode().put("sha1", sha1);
    var list = document.putArray("runs");
    runs.forEach(
        run ->
            list.addObject()
                .put("name", run.name())
                .put("suite", run.key().suite())
                .put("flavor", run.key().flavor())
                .put("descriptions", run.descriptions()));
    return document.toString();
  }

  /** Empty for a text of another version. */
  static Optional<Followed> parse(String text) {
    try {
      JsonNode document = MAPPER.readTree(text);
      List<LostRun> runs = new ArrayList<>();
      for (JsonNode run : document.path("runs")) {
        SuiteKey key = new SuiteKey(run.path("suite").asText(), run.path("flavor").asText());
        runs.add(new LostRun(run.path("name").asText(), key, run.path("descriptions").asInt()));
      }
      return Optional.of(new Followed(document.path("sha1").asText(), runs));
    } catch (JsonProcessingException | IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }
}
