package dev.promoter.web.pages;

import dev.promoter.web.Refusal;
import dev.promoter.web.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was typed into a form. */
record Fields(Map<String, String> values) {
  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final int MOST = 50;

  Fields {
    values = Map.copyOf(values);
  }

  /**
   * Reads the body of a request.
   *
   * @throws Refusal when it is no form, or one of another site
   */
  static Fields of(Request request) {
    if (request.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent()) {
      throw new Refusal(Refusal.Kind.FORBIDDEN, "Forms of other sites are not taken.");
    }
    if (!request.header("Content-Type").orElse("").startsWith(TYPE)) {
      throw new Refusal(Refusal.Kind.WRONG_TYPE, "A form is sent as " + TYPE + ".");
    }
    Map<String, String> values = new LinkedHashMap<>();
    try {
      for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&", MOST + 1)) {
        int sign = pair.indexOf('=');
        if (sign > 0) {
          values.put(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.Kind.INVALID, "The form cannot be read.");
    }
    return new Fields(values);
  }

  /** What was typed; empty when nothing was. */
  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
