package dev.promoter.web.pages;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Addresses on pages: our own, and those that others reported. */
final class Address {
  private Address() {}

  static String release(String release) {
    return "/release/" + path(release);
  }

  static String candidate(String release, String candidate) {
    return "/candidate/" + path(candidate) + "/" + path(release);
  }

  static String badge(String release, String target) {
    return "/badge/" + path(target) + "/" + path(release);
  }

  static String suites(String release) {
    return "/suites/" + path(release);
  }

  /** A parameter behind a path. */
  static String query(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** What somebody reported as an address, if a browser may follow it; else empty. */
  static String outside(String reported) {
    try {
      URI uri = new URI(reported);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null ? uri.toASCIIString() : "";
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String path(String name) {
    return Arrays.stream(name.split("/", -1))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
