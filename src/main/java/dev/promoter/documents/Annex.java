package dev.promoter.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.engine.TargetReport;
import java.util.List;

/**
 * What is shown of a target beside the judgement: of a release of Ceph the verdict, the table of
 * suites, and the runs that do not count.
 */
public final class Annex {
  private static final List<String> FIRST = List.of("overall", "suites");

  private static final JsonMapper MAPPER = new JsonMapper();

  private Annex() {}

  /** The fields of the newest judged candidate that has any, in their order; may be empty. */
  public static ObjectNode of(TargetReport report) {
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
}
