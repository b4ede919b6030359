package dev.promoter.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors of a container registry, as recorded. */
final class RegistryError {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TYPE = "application/json; charset=utf-8";

  private RegistryError() {}

  /** With a field {@code detail}, which may be null. */
  static ApiError detailed(int status, String code, String message, @Nullable Object detail) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    error.put("detail", detail);
    return of(status, error);
  }

  /** Without a detail. */
  static ApiError plain(int status, String code, String message) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    return of(status, error);
  }

  /** The router knows no such path. */
  static ApiError noPage() {
    return new ApiError(
        Answer.of(404, "text/plain; charset=utf-8", "404 page not found\n")
            .withHeader("X-Content-Type-Options", "nosniff"));
  }

  static String json(Object document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ApiError of(int status, Map<String, @Nullable Object> error) {
    String body = json(Map.of("errors", List.of(error))) + "\n";
    return new ApiError(Answer.of(status, TYPE, body));
  }
}
