package dev.promoter.remote.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.promoter.engine.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One JSON object of an answer. Strict on what is asked of it, blind to everything else: fields
 * come and go between versions of a server.
 */
public final class JsonFields {
  private final Call call;
  private final int status;
  private final String place;
  private final JsonNode fields;

  JsonFields(Call call, int status, String place, JsonNode fields) {
    this.call = call;
    this.status = status;
    this.place = place;
    this.fields = fields;
  }

  /** A text that must be there and say something. */
  public String text(String field) {
    JsonNode value = fields.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw unusable(field, "a text");
    }
    return value.asText();
  }

  /** A text that may be absent or null, which is read as empty, but nothing else than a text. */
  public String textOrNone(String field) {
    JsonNode value = fields.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw unusable(field, "a text or null");
    }
    return value.asText();
  }

  /** A text for people only; numbers and booleans are shown, anything else is read as empty. */
  public String remark(String field) {
    JsonNode value = fields.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }

  /** A whole number that must be there and is not negative. */
  public int count(String field) {
    JsonNode value = fields.path(field);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
      throw unusable(field, "a number from 0 upwards");
    }
    return value.intValue();
  }

  /** A whole number; empty when there is none. */
  public Optional<Long> number(String field) {
    JsonNode value = fields.path(field);
    return value.isIntegralNumber() ? Optional.of(value.longValue()) : Optional.empty();
  }

  /** Whether a field is the JSON value {@code true}. */
  public boolean isTrue(String field) {
    return fields.path(field).isBoolean() && fields.path(field).booleanValue();
  }

  /** Whether a field is there and not null. */
  public boolean has(String field) {
    return fields.hasNonNull(field);
  }

  /** An object that must be there. */
  public JsonFields object(String field) {
    JsonNode value = fields.path(field);
    if (!value.isObject()) {
      throw unusable(field, "an object");
    }
    return new JsonFields(call, status, place + ", " + field, value);
  }

  /** An object; empty when there is none. */
  public Optional<JsonFields> objectOrNone(String field) {
    return fields.path(field).isObject() ? Optional.of(object(field)) : Optional.empty();
  }

  /** The objects of a list; whatever else stands in it, or in its place, is passed over. */
  public List<JsonFields> objects(String field) {
    List<JsonFields> objects = new ArrayList<>();
    JsonNode list = fields.path(field);
    for (JsonNode value : list.isArray() ? list : MissingNode.getInstance()) {
      if (value.isObject()) {
        objects.add(new JsonFields(call, status, place + ", " + field, value));
      }
    }
    return objects;
  }

  /** The texts of a list; whatever else stands in it, or in its place, is passed over. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : fields.path(field)) {
      if (value.isTextual()) {
        texts.add(value.asText());
      }
    }
    return texts;
  }

  /** A fault of this answer. */
  public RemoteException fault(String reason) {
    return call.fault(reason, status, false);
  }

  /** A field that cannot be read as what it should be. */
  public RemoteException unusable(String field, String wanted) {
    JsonNode value = fields.path(field);
    String got = value.isMissingNode() ? "absent" : Excerpt.of(value.toString());
    return fault(
        "%s of the answer cannot be read: its field %s should be %s but is %s"
            .formatted(place, field, wanted, got));
  }
}
