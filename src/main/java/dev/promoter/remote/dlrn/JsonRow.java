package dev.promoter.remote.dlrn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.domain.CommitHash;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Excerpt;
import java.time.Instant;
import java.util.Locale;

/**
 * One JSON object of an answer. Strict on what is asked of it, blind to everything else: fields
 * come and go between versions of the server.
 */
final class JsonRow {
  private static final double LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private final Call call;
  private final int status;
  private final String place;
  private final JsonNode fields;

  /**
   * Wraps an object.
   *
   * @param place where it stands in the answer, for messages: {@code row 3}
   */
  JsonRow(Call call, int status, String place, JsonNode fields) {
    this.call = call;
    this.status = status;
    this.place = place;
    this.fields = fields;
  }

  /** Whether the server knows the field at all; old servers do not know all of them. */
  boolean has(String field) {
    return fields.has(field);
  }

  /** A text that must be there and say something. */
  String text(String field) {
    JsonNode value = fields.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw unusable(field, "a text");
    }
    return value.asText();
  }

  /** A text that may be absent or null, which is read as empty, but nothing else than a text. */
  String textOrNone(String field) {
    JsonNode value = fields.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw unusable(field, "a text or null");
    }
    return value.asText();
  }

  /** A text for people only: whatever else stands there is read as empty. */
  String remark(String field) {
    JsonNode value = fields.path(field);
    return value.isTextual() ? value.asText() : "";
  }

  /** Seconds since the epoch, UTC, integer or floating (contract dlrn.md section 2). */
  Instant time(String field) {
    JsonNode value = fields.path(field);
    double seconds = value.doubleValue();
    if (!value.isNumber() || !Double.isFinite(seconds) || Math.abs(seconds) > LAST_SECOND) {
      throw unusable(field, "a number of seconds");
    }
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }

  /** A boolean, or its word in any case (contract dlrn.md section 2). */
  boolean flag(String field) {
    JsonNode value = fields.path(field);
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return switch (value.isTextual() ? value.asText().toLowerCase(Locale.ROOT) : "") {
      case "true" -> true;
      case "false" -> false;
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
    JsonNode value = fields.path(field);
    String got = value.isMissingNode() ? "absent" : Excerpt.of(value.toString());
    return fault(
        "%s of the answer cannot be read: its field %s should be %s but is %s"
            .formatted(place, field, wanted, got));
  }
}
