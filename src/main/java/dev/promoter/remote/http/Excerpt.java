package dev.promoter.remote.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;

/** What a person needs to see of a body: the message in it, or its beginning as plain text. */
public final class Excerpt {
  private static final int SHOWN = 200;
  private static final int LOOKED_AT = 4096;
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern TAGS = Pattern.compile("<[^<>]*>");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

  private Excerpt() {}

  /**
   * The text of {@code {"message": ...}} or of the first of {@code {"errors": [{"code": ...,
   * "message": ...}]}} if the body is such a document, else the body without tags; in both cases on
   * one line, without control characters, and cut to about 200 characters. Empty when there is
   * nothing to show.
   */
  public static String of(String body) {
    String message = message(body);
    String beginning = body.substring(0, Math.min(body.length(), LOOKED_AT));
    String text = message.isEmpty() ? TAGS.matcher(beginning).replaceAll(" ") : message;
    String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  private static String message(String body) {
    if (!body.stripLeading().startsWith("{")) {
      return "";
    }
    try {
      JsonNode document = JSON.readTree(body);
      JsonNode message = document.path("message");
      return message.isTextual() ? message.asText() : first(document.path("errors").path(0));
    } catch (JsonProcessingException notJson) {
      return "";
    }
  }

  /** As container registries tell errors; the detail is told when it is text. */
  private static String first(JsonNode error) {
    String code = error.path("code").asText("");
    String message = error.path("message").asText("");
    if (code.isEmpty() || message.isEmpty()) {
      return "";
    }
    JsonNode detail = error.path("detail");
    return code + ": " + message + (detail.isTextual() ? " (" + detail.asText() + ")" : "");
  }
}
