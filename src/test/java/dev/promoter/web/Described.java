package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The description of the API as a judge of answers. It knows what the description uses of JSON
 * Schema, and takes a field that is not described as a fault.
 */
final class Described {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonNode DOCUMENT = read();

  private Described() {}

  /** Every method and path of the description. */
  static Set<String> operations() {
    Set<String> all = new TreeSet<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return all;
  }

  /** Fails when an answer of the API is not as it is described; other addresses are not. */
  static void check(String method, String path, int status, String type, String body) {
    JsonNode operation = operation(method, path.replaceAll("\\?.*", ""));
    if (operation.isMissingNode() || method.equals("HEAD")) {
      return;
    }
    JsonNode responses = operation.path("responses");
    JsonNode response =
        responses.path(responses.has(Integer.toString(status)) ? "" + status : "default");
    JsonNode content = response.path("content");
    String what = method + " " + path + " " + status + ": " + body;
    if (content.isMissingNode()) {
      assertThat(body).as(what).isEmpty();
      return;
    }
    JsonNode schema = content.path(type.replaceAll(";.*", "")).path("schema");
    assertThat(schema.isMissingNode()).as("undescribed type %s of %s", type, what).isFalse();
    if (!type.contains("json")) {
      return;
    }
    try {
      assertThat(faults("", schema, MAPPER.readTree(body))).as(what).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that says most, as the server chooses. */
  private static JsonNode operation(String method, String path) {
    String best = "";
    for (String template : names(DOCUMENT.path("paths"))) {
      String pattern =
          Pattern.compile("\\{(\\w+)}")
              .matcher(template)
              .replaceAll(part -> part.group(1).equals("release") ? ".+" : "[^/]+");
      boolean fits = path.matches(pattern);
      if (fits && template.split("/", -1).length >= best.split("/", -1).length) {
        best = template;
      }
    }
    return DOCUMENT.path("paths").path(best).path(method.toLowerCase(Locale.ROOT));
  }

  private static List<String> faults(String at, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      return faults(at, DOCUMENT.at(schema.path("$ref").asText().substring(1)), value);
    }
    List<String> faults = new ArrayList<>();
    if (schema.has("enum") && !contains(schema.path("enum"), value)) {
      faults.add(at + " is not one of " + schema.path("enum") + ": " + value);
    }
    if (schema.has("type") && !fits(schema.path("type"), value)) {
      faults.add(at + " is not " + schema.path("type") + ": " + value);
    }
    if (value.isArray()) {
      value.forEach(one -> faults.addAll(faults(at + "[]", schema.path("items"), one)));
    }
    if (value.isObject() && schema.has("properties")) {
      object(at, schema, value, faults);
    }
    return faults;
  }

  private static void object(String at, JsonNode schema, JsonNode value, List<String> faults) {
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.asText())) {
                faults.add(at + " lacks " + name);
              }
            });
    for (String name : names(value)) {
      JsonNode property = schema.path("properties").path(name);
      if (property.isMissingNode()) {
        faults.add(at + "." + name + " is not described");
      } else {
        faults.addAll(faults(at + "." + name, property, value.path(name)));
      }
    }
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode one : list) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (fits(one, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> throw new IllegalStateException("a type the judge does not know: " + type);
    };
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(Described.class.getResourceAsStream("openapi.json"))) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
