package dev.promoter.remote.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses of an API: a configured beginning, path segments, query parameters. */
public final class WebAddress {
  private final String base;

  private WebAddress(String base) {
    this.base = base;
  }

  /**
   * A configured address, with or without a slash at its end.
   *
   * @throws IllegalArgumentException when it is no address of the form http(s)://host/path; the
   *     value is not shown, it may hold a password
   */
  public static WebAddress of(String value) {
    String stripped = value.strip().replaceAll("/+$", "");
    try {
      URI uri = new URI(stripped);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
      if (web && uri.getHost() != null && bare && uri.getRawUserInfo() == null) {
        return new WebAddress(stripped);
      }
    } catch (URISyntaxException broken) {
      throw new IllegalArgumentException("its value is no address", broken);
    }
    throw new IllegalArgumentException(
        "its value is not an address of the form http(s)://host/path without user or password");
  }

  /** The address below the base; segments are encoded and may hold anything. */
  public URI at(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
  }

  /** The address below the base. */
  public URI at(String path) {
    return at(path, Map.of());
  }

  /**
   * A text as one segment of a path: {@code :} and {@code ,} stay, a slash does not.
   *
   * @throws IllegalArgumentException for a text that would not stay a segment
   */
  public static String segment(String text) {
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      throw new IllegalArgumentException("'" + text + "' cannot be part of an address");
    }
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%40", "@");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2C", ",");
  }

  /** The base without a slash at its end. */
  @Override
  public String toString() {
    return base;
  }
}
