package dev.promoter.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.domain.Action;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Purpose;
import dev.promoter.domain.ReleaseName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Plans as JSON: what a journal needs to go on with one after a crash. */
final class PlanDocument {
  private PlanDocument() {}

  static String write(Plan plan) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("release", plan.release().value());
      json.writeStringField("target", plan.target().value());
      json.writeStringField("source", plan.source().value());
      json.writeStringField("component", plan.component());
      json.writeFieldName("candidate");
      Json.write(json, plan.candidate());
      json.writeStringField("previous", plan.previous());
      json.writeStringField("reason", plan.reason());
      json.writeArrayFieldStart("actions");
      for (Action action : plan.actions()) {
        write(json, action);
      }
      json.writeEndArray();
      json.writeNumberField("preparing", plan.preparing());
      json.writeStringField("purpose", plan.purpose().name());
      json.writeNumberField("undoes", plan.undoes());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static Plan read(String document) {
    JsonNode node = Json.read(document);
    return new Plan(
        new ReleaseName(Json.text(node, "release")),
        new LinkName(Json.text(node, "target")),
        new LinkName(Json.text(node, "source")),
        Json.text(node, "component"),
        Json.candidate(node.path("candidate")),
        Json.text(node, "previous"),
        Json.text(node, "reason"),
        Json.list(node.path("actions"), PlanDocument::action),
        node.path("preparing").intValue(),
        Purpose.valueOf(Json.text(node, "purpose")),
        node.path("undoes").longValue());
  }

  private static void write(JsonGenerator json, Action action) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", action.kind());
    json.writeStringField("title", action.title());
    json.writeFieldName("candidate");
    Json.write(json, action.candidate());
    json.writeObjectFieldStart("settings");
    for (Map.Entry<String, String> setting : action.settings().entrySet()) {
      json.writeStringField(setting.getKey(), setting.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static Action action(JsonNode node) {
    Map<String, String> settings = new HashMap<>();
    node.path("settings")
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().textValue()));
    return new Action(
        Json.text(node, "kind"),
        Json.text(node, "title"),
        Json.candidate(node.path("candidate")),
        settings);
  }
}
