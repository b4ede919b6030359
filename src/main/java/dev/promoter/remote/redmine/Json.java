package dev.promoter.remote.redmine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * One object of an answer. Strict on what is asked of it, blind to everything else: fields come and
 * go between versions of the server.
 */
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private final Call call;
  private final JsonNode node;

  private Json(Call call, JsonNode node) {
    this.call = call;
    this.node = node;
  }

  static Json object(Call call, Answer answer) {
    try {
      JsonNode document = MAPPER.readTree(answer.text());
      if (document.isObject()) {
        return new Json(call, document);
      }
    } catch (JsonProcessingException notJson) {
      // said below
    }
    throw call.fault(
        "the answer is no JSON object: %s; does redmine_url name the right server, and need no login of its own?"
            .formatted(call.excerpt(answer.text())),
        answer.status(),
        true);
  }

  /** The texts of a list in a body that may be anything; none when it is not such a document. */
  static List<String> texts(String body, String field) {
    List<String> texts = new ArrayList<>();
    try {
      MAPPER.readTree(body).path(field).forEach(text -> texts.add(text.asText()));
    } catch (JsonProcessingException notJson) {
      texts.add(body);
    }
    return texts;
  }

  Json child(String field) {
    JsonNode child = node.path(field);
    if (!child.isObject()) {
      throw unusable(field, "an object");
    }
    return new Json(call, child);
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  /** The objects of a list; none when there is no such list. */
  List<Json> children(String field) {
    List<Json> children = new ArrayList<>();
    for (JsonNode child : node.path(field)) {
      if (child.isObject()) {
        children.add(new Json(call, child));
      }
    }
    return children;
  }

  long number(String field) {
    JsonNode value = node.path(field);
    if (!value.canConvertToLong()) {
      throw unusable(field, "a number");
    }
    return value.longValue();
  }

  /** A text; empty when it is absent or null. */
  String text(String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull() ? "" : value.asText("");
  }

  boolean flag(String field) {
    return node.path(field).asBoolean(false);
  }

  Instant time(String field) {
    try {
      return Instant.parse(text(field));
    } catch (DateTimeParseException notATime) {
      throw unusable(field, "a time");
    }
  }

  /** One text or a list of them; empty texts and nulls are none. */
  List<String> values(String field) {
    JsonNode value = node.path(field);
    List<String> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(one -> values.add(one.asText("")));
    } else if (!value.isNull()) {
      values.add(value.asText(""));
    }
    values.removeIf(String::isEmpty);
    return values;
  }

  private RemoteException unusable(String field, String wanted) {
    return call.fault(
        "the answer cannot be read: its field %s should be %s but is %s"
            .formatted(field, wanted, call.excerpt(node.path(field).toString())),
        200,
        false);
  }
}
