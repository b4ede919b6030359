package dev.promoter.remote.dlrn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.promoter.domain.CommitHash;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Excerpt;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A JSON object of an answer, one after the other. Strict on what is asked of it, blind to
 * everything else: fields come and go between versions of the server.
 */
final class JsonRow {
  private static final double LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /** All that is ever asked of a row; the rest is skipped. */
  private static final Set<String> KNOWN =
      Set.of(
          "aggregate_hash",
          "commit_hash",
          "component",
          "distro_hash",
          "extended_hash",
          "in_progress",
          "job_id",
          "notes",
          "promote_name",
          "success",
          "timestamp",
          "url");

  private final Call call;
  private final int status;
  private String place = "";

  /** Texts, booleans and numbers as such; whatever else stands there as its node. */
  private final Map<String, Object> fields = new HashMap<>();

  /** The texts of all rows so far, the last one for each field: most are the same in every row. */
  private final Map<String, Text> texts = new HashMap<>();

  JsonRow(Call call, int status) {
    this.call = call;
    this.status = status;
  }

  /**
   * Takes the fields of the object that begins here, in place of those of the row before.
   *
   * @param where it stands in the answer, for messages: {@code row 3}
   */
  void read(String where, JsonParser json) throws IOException {
    place = where;
    fields.clear();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      if (KNOWN.contains(name)) {
        fields.put(name, value(name, token, json));
      } else {
        json.skipChildren();
      }
    }
  }

  private Object value(String name, JsonToken token, JsonParser json) throws IOException {
    return switch (token) {
      case VALUE_STRING -> kept(name, json);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_NULL -> NullNode.getInstance();
      default -> JsonAnswer.PART.readTree(json);
    };
  }

  private String kept(String name, JsonParser json) throws IOException {
    char[] buffer = json.getTextCharacters();
    int begin = json.getTextOffset();
    int end = begin + json.getTextLength();
    Text before = texts.get(name);
    if (before != null && before.isAt(buffer, begin, end)) {
      return before.text;
    }
    char[] letters = Arrays.copyOfRange(buffer, begin, end);
    String text = new String(letters);
    texts.put(name, new Text(letters, text));
    return text;
  }

  /** Whether the server knows the field at all; old servers do not know all of them. */
  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** A text that must be there and say something. */
  String text(String field) {
    if (fields.get(field) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw unusable(field, "a text");
  }

  /** A text that may be absent or null, which is read as empty, but nothing else than a text. */
  String textOrNone(String field) {
    Object value = fields.get(field);
    if (value == null || value instanceof NullNode) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw unusable(field, "a text or null");
  }

  /** A text for people only: whatever else stands there is read as empty. */
  String remark(String field) {
    return fields.get(field) instanceof String text ? text : "";
  }

  /** Seconds since the epoch, UTC, integer or floating (contract dlrn.md section 2). */
  Instant time(String field) {
    if (fields.get(field) instanceof Double seconds
        && Double.isFinite(seconds)
        && Math.abs(seconds) <= LAST_SECOND) {
      return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }
    throw unusable(field, "a number of seconds");
  }

  /** A boolean, its word in any case, or the text 1 or 0 (contract dlrn.md section 2). */
  boolean flag(String field) {
    Object value = fields.get(field);
    if (value instanceof Boolean flag) {
      return flag;
    }
    return switch (value instanceof String text ? text.toLowerCase(Locale.ROOT) : "") {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw unusable(field, "true or false");
    };
  }

  CommitHash hash() {
    try {
      return new CommitHash(text("commit_hash"), text("distro_hash"), textOrNone("extended_hash"));
    } catch (IllegalArgumentException unusable) {
      throw fault("%s of the answer is no build: %s".formatted(place, unusable.getMessage()));
    }
  }

  /** An answer that is about something else than was asked: a proxy, or a server that errs. */
  RemoteException foreign(String field, String got, String asked) {
    return fault(
        "%s of the answer is about something else: its %s is '%s', asked for was '%s'"
            .formatted(place, field, Excerpt.of(got), asked));
  }

  RemoteException fault(String reason) {
    return call.fault(reason, status, false);
  }

  RemoteException unusable(String field, String wanted) {
    Object value = fields.get(field);
    String got =
        value == null ? "absent" : Excerpt.of(JsonAnswer.JSON.valueToTree(value).toString());
    return fault(
        "%s of the answer cannot be read: its field %s should be %s but is %s"
            .formatted(place, field, wanted, got));
  }

  /** A text beside the letters it was made of, which are quick to compare with a buffer. */
  private static final class Text {
    private final char[] letters;
    private final String text;

    private Text(char[] letters, String text) {
      this.letters = letters;
      this.text = text;
    }

    private boolean isAt(char[] buffer, int begin, int end) {
      return Arrays.equals(letters, 0, letters.length, buffer, begin, end);
    }
  }
}
