package dev.promoter.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that every answer has, unless it says something else itself. */
final class SafeHeaders {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private static final String TRANSPORT = "Strict-Transport-Security";

  private SafeHeaders() {}

  static Map<String, String> all(boolean secure) {
    Map<String, String> all = new LinkedHashMap<>(ALWAYS);
    if (secure) {
      all.put(TRANSPORT, "max-age=31536000");
    }
    return all;
  }
}
