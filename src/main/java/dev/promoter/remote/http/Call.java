package dev.promoter.remote.http;

import dev.promoter.engine.RemoteException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One request, and what is needed to explain to people why it failed.
 *
 * @param system the name of the outside system, for example {@code DLRN}
 * @param action what is tried, as in "tried to {action}"
 * @param method the request method
 * @param uri the complete address, without user name and password
 * @param json the body, sent as {@code application/json} and nothing else (DLRN refuses a {@code
 *     charset}, contract dlrn.md section 2); empty when there is none
 * @param credentials sent without being asked for
 * @param followRedirects whether up to three redirects are followed; never with credentials
 * @param base the configured address that {@code uri} begins with, and its option, for advice;
 *     empty when there is none
 * @param advice by status: what it means to this system and what to do
 * @param maxBytes the largest answer; the client's own limit holds as well
 */
public record Call(
    String system,
    String action,
    Method method,
    URI uri,
    Optional<String> json,
    Credentials credentials,
    boolean followRedirects,
    Optional<Base> base,
    Map<Integer, String> advice,
    int maxBytes) {

  /**
   * A configured address.
   *
   * @param option the option that holds it, for example {@code api_url}
   * @param address its value
   */
  public record Base(String option, String address) {}

  public Call {
    advice = Map.copyOf(advice);
    if (followRedirects && !(method.safe() && credentials instanceof Credentials.None)) {
      throw new IllegalArgumentException(
          "redirects are followed for safe requests without credentials only");
    }
  }

  /** A GET without credentials that follows no redirects. */
  public static Call get(String system, String action, URI uri) {
    return of(system, action, Method.GET, uri, Optional.empty());
  }

  /** A POST without a body. */
  public static Call post(String system, String action, URI uri) {
    return of(system, action, Method.POST, uri, Optional.empty());
  }

  /** A POST of a JSON document. */
  public static Call post(String system, String action, URI uri, String json) {
    return of(system, action, Method.POST, uri, Optional.of(json));
  }

  /** A request of any method without a body of text. */
  public static Call of(String system, String action, Method method, URI uri) {
    return of(system, action, method, uri, Optional.empty());
  }

  /** A PUT of a JSON document. */
  public static Call put(String system, String action, URI uri, String json) {
    return of(system, action, Method.PUT, uri, Optional.of(json));
  }

  private static Call of(
      String system, String action, Method method, URI uri, Optional<String> json) {
    return new Call(
        system,
        action,
        method,
        uri,
        json,
        Credentials.none(),
        false,
        Optional.empty(),
        Map.of(),
        Integer.MAX_VALUE);
  }

  /** The same request with credentials. */
  public Call as(Credentials who) {
    return new Call(
        system, action, method, uri, json, who, followRedirects, base, advice, maxBytes);
  }

  /** The same request, naming the option that holds its address. */
  public Call below(String option, String address) {
    Optional<Base> configured = Optional.of(new Base(option, address));
    return new Call(
        system,
        action,
        method,
        uri,
        json,
        credentials,
        followRedirects,
        configured,
        advice,
        maxBytes);
  }

  /** The same request, saying for some statuses what they mean and what to do. */
  public Call advising(Map<Integer, String> sentences) {
    return new Call(
        system, action, method, uri, json, credentials, followRedirects, base, sentences, maxBytes);
  }

  /** The same request, following up to three redirects. */
  public Call following() {
    return new Call(system, action, method, uri, json, credentials, true, base, advice, maxBytes);
  }

  /** The same request with a smaller limit to its answer. */
  public Call atMost(int bytes) {
    return new Call(
        system, action, method, uri, json, credentials, followRedirects, base, advice, bytes);
  }

  /** What a person needs to see of an answer's body, without secrets; see {@link Excerpt}. */
  public String excerpt(String body) {
    // First the secrets, then the cut: half a secret would not be recognised any more.
    return Excerpt.of(Redactor.of(credentials).clean(body));
  }

  /**
   * A fault of this request as an exception whose sentence holds no secret.
   *
   * @param reason as in "but failed because {reason}"
   * @param status the HTTP status; 0 when there was no answer
   * @param retryable whether the same request may succeed later
   */
  public RemoteException fault(String reason, int status, boolean retryable) {
    Redactor redactor = Redactor.of(credentials);
    return RemoteException.of(
        system,
        redactor.clean(action),
        redactor.clean(method + " " + uri),
        redactor.clean(reason),
        status,
        retryable);
  }
}
