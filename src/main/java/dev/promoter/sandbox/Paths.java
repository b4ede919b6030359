package dev.promoter.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The decoded parts of a request's target. */
final class Paths {
  private Paths() {}

  /** The segments of a path, without the empty ones before its first and after its last slash. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        segments.add(decoded(part.replace("+", "%2B")));
      }
    }
    return segments;
  }

  /** The parameters of a query or form; of a repeated one the last. */
  static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
