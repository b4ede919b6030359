package dev.promoter.sandbox;

/**
 * One request as it came in, complete before anything is done about it.
 *
 * @param method in capitals
 * @param path undecoded, with a leading slash, without the query
 * @param query undecoded, without the question mark; empty if there is none
 * @param body empty if there is none
 * @param contentType the header as sent; empty if there is none
 * @param authorization the header as sent; empty if there is none
 */
public record Request(
    String method,
    String path,
    String query,
    String body,
    String contentType,
    String authorization) {

  /** The path, and the query with its question mark if there is one. */
  public String target() {
    return query.isEmpty() ? path : path + "?" + query;
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
