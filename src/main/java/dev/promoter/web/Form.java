package dev.promoter.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a request's body. A field that nobody knows is refused: it may be a misspelt limit
 * of what is asked for.
 */
final class Form {
  private static final int LONGEST_TEXT = 4000;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ObjectNode fields;

  private Form(ObjectNode fields) {
    this.fields = fields;
  }

  /**
   * Reads the body.
   *
   * @param known the fields there may be
   */
  static Form of(Request request, String... known) {
    Form form = new Form(read(request));
    Set<String> unknown = new TreeSet<>();
    form.fields.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw unusable(
          "There is no field "
              + String.join(", ", unknown)
              + " here; there are: "
              + String.join(", ", known));
    }
    return form;
  }

  private static ObjectNode read(Request request) {
    byte[] body = request.body();
    if (body.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    String type = request.header("Content-Type").orElse("");
    if (!type.split(";", -1)[0].strip().equalsIgnoreCase("application/json")) {
      throw new Refusal(
          Refusal.Kind.WRONG_TYPE,
          "The body must be JSON, sent as Content-Type: application/json.");
    }
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode fields) {
        return fields;
      }
    } catch (IOException e) {
      // said below; the text of the fault would repeat what was sent
    }
    throw new Refusal(Refusal.Kind.INVALID, "The body is not one JSON object.");
  }

  /** A text that must be given. */
  String text(String name) {
    return find(name).orElseThrow(() -> unusable("The field " + name + " is missing or empty"));
  }

  /** A text that may be given; {@code null} and nothing but blanks are as good as none. */
  Optional<String> find(String name) {
    JsonNode value = fields.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isTextual() ? value.asText().strip() : "";
    if (!value.isTextual() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
      throw unusable(
          "The field %s must be a text of at most %d characters".formatted(name, LONGEST_TEXT));
    }
    return Optional.of(text).filter(said -> !said.isEmpty());
  }

  /** Yes or no; no when it is not given. */
  boolean flag(String name) {
    JsonNode value = fields.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw unusable("The field " + name + " must be true or false");
    }
    return value.asBoolean();
  }

  /** Texts; none when it is not given. */
  List<String> texts(String name) {
    JsonNode value = fields.path(name);
    List<String> texts = new ArrayList<>();
    value.forEach(one -> texts.add(one.isTextual() ? one.asText() : ""));
    if (texts.contains("") || !(value.isMissingNode() || value.isArray())) {
      throw unusable("The field " + name + " must be a list of texts");
    }
    return texts;
  }

  /** Words of a command line, of which some may be empty; none when it is not given. */
  List<String> words(String name) {
    JsonNode value = fields.path(name);
    List<String> words = new ArrayList<>();
    value.forEach(one -> words.add(one.isTextual() ? one.asText() : "\0"));
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)
        || !(value.isMissingNode() || value.isArray())) {
      throw unusable("The field " + name + " must be a list of texts");
    }
    return words;
  }

  static Refusal unusable(String sentence) {
    return new Refusal(Refusal.Kind.UNUSABLE, sentence + ".");
  }
}
