package dev.promoter.sandbox;

import java.util.Locale;
import java.util.Map;

/**
 * One request as it came in, complete before anything is done about it.
 *
 * @param method in capitals
 * @param path undecoded, with a leading slash, without the query
 * @param query undecoded, without the question mark; empty if there is none
 * @param body empty if there is none
 * @param contentType the header as sent; empty if there is none
 * @param authorization the header as sent; empty if there is none
 * @param headers all of them by name in lower case; those of a repeated one as one list
 */
public record Request(
    String method,
    String path,
    String query,
    String body,
    String contentType,
    String authorization,
    Map<String, String> headers) {
  public Request {
    headers = Map.copyOf(headers);
  }

  /** The path, and the query with its question mark if there is one. */
  public String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** A header as sent, its name in any case; empty if there is none. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** Whether the request may change something: everything but GET and HEAD. */
  public boolean writes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /** The request in one line, without its credentials. */
  @Override
  public String toString() {
    return method + " " + target() + (body.isEmpty() ? "" : " " + body);
  }
}
