package dev.promoter.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of one request, read and checked the way DLRN does: from the body if the request
 * says it is JSON, else from the query; all faults are named in one error (contract dlrn.md section
 * 2).
 */
final class Inputs {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> TRUE = Set.of("true", "1", "yes", "on", "t", "y");
  private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "f", "n");

  private final JsonNode fields;
  private final Map<String, String> faults = new LinkedHashMap<>();

  Inputs(JsonNode fields) {
    this.fields = fields;
  }

  /** The parameters of a read: with a JSON content type the query is not looked at. */
  static Inputs ofRead(Request request) {
    return request.contentType().startsWith("application/json")
        ? new Inputs(body(request))
        : new Inputs(query(request.query()));
  }

  static Inputs ofQuery(Request request) {
    return new Inputs(query(request.query()));
  }

  /** The JSON of a body; a body that is none is answered by the framework. */
  static JsonNode body(Request request) {
    try {
      JsonNode read = MAPPER.readTree(request.body());
      if (read == null || read.isMissingNode()) {
        throw ApiError.page(400);
      }
      return read;
    } catch (JsonProcessingException e) {
      throw ApiError.page(400);
    }
  }

  private static ObjectNode query(String query) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(
            decode(part.substring(0, equals)),
            JsonNodeFactory.instance.textNode(decode(part.substring(equals + 1))));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiError.page(400);
    }
  }

  /** The value, or an empty text if the parameter is missing or null. */
  String text(String name) {
    return fields.hasNonNull(name) ? fields.get(name).asText() : "";
  }

  String requiredText(String name) {
    require(name);
    return text(name);
  }

  /** The whole number, not below zero, or the given one if the parameter is missing or null. */
  long count(String name, long otherwise) {
    long number = number(name, otherwise);
    if (number < 0) {
      faults.put(name, "ensure this value is greater than or equal to 0");
    }
    return number;
  }

  long requiredNumber(String name) {
    require(name);
    return number(name, 0);
  }

  private long number(String name, long otherwise) {
    if (!fields.hasNonNull(name)) {
      return otherwise;
    }
    try {
      JsonNode value = fields.get(name);
      return value.isNumber() ? value.longValue() : Long.parseLong(value.asText());
    } catch (NumberFormatException e) {
      faults.put(name, "value is not a valid integer");
      return otherwise;
    }
  }

  /** A boolean, or one of the words DLRN takes for one; empty if missing or null. */
  Optional<Boolean> flag(String name) {
    if (!fields.hasNonNull(name)) {
      return Optional.empty();
    }
    String word = text(name).toLowerCase(Locale.ROOT);
    if (TRUE.contains(word) || FALSE.contains(word)) {
      return Optional.of(TRUE.contains(word));
    }
    faults.put(name, "value could not be parsed to a boolean");
    return Optional.empty();
  }

  boolean requiredFlag(String name) {
    require(name);
    return flag(name).orElse(false);
  }

  private void require(String name) {
    if (!fields.has(name)) {
      faults.put(name, "field required");
    } else if (fields.get(name).isNull()) {
      faults.put(name, "none is not an allowed value");
    }
  }

  /** Ends the request if a parameter read so far was at fault. */
  void check() {
    if (!faults.isEmpty()) {
      String all =
          faults.entrySet().stream()
              .map(fault -> "'" + fault.getKey() + "': '" + fault.getValue() + "'")
              .collect(Collectors.joining(", ", "{", "}"));
      throw ApiError.message(400, "Errors detected: " + faults.size() + " " + all);
    }
  }
}
