package dev.promoter.web;

/**
 * One thing that the server can be asked. The list of all routes is what the server, the tests of
 * rights and the check of the API's description go by.
 *
 * @param method how it is asked
 * @param path below the root, with parts in braces; the part {@code {release}} may hold slashes, as
 *     names of releases do
 * @param role what somebody must be at least
 * @param what it is, in one line
 * @param handler answers; what it may not or cannot do it throws as a {@link Refusal}
 * @param keeps whether the handler has the answer to an order with a key stored by itself, in one
 *     step with what it does
 */
public record Route(
    Method method, String path, Role role, String what, Handler handler, boolean keeps) {
  /** How a route is asked. */
  public enum Method {
    GET,
    POST,
    PUT,
    DELETE
  }

  /** Answers requests. */
  @FunctionalInterface
  public interface Handler {
    /** The answer; called by many threads. */
    Answer answer(Request request);
  }

  /** A route that is read. */
  public static Route get(String path, Role role, String what, Handler handler) {
    return new Route(Method.GET, path, role, what, handler, false);
  }

  /** A route that does something. */
  public static Route post(String path, Role role, String what, Handler handler) {
    return new Route(Method.POST, path, role, what, handler, false);
  }

  /** A route that takes something back. */
  public static Route delete(String path, Role role, String what, Handler handler) {
    return new Route(Method.DELETE, path, role, what, handler, false);
  }

  /** The same, whose handler has the answer to an order with a key stored by itself. */
  Route keeping() {
    return new Route(method, path, role, what, handler, true);
  }

  /** Whether a browser may ask for it as the person who is logged in there. */
  public boolean isPage() {
    return !path.startsWith(Api.ROOT + "/");
  }

  /** Whether asking changes anything. */
  public boolean writes() {
    return method != Method.GET;
  }
}
