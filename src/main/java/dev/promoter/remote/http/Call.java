package dev.promoter.remote.http;

import dev.promoter.engine.RemoteException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request, and what is needed to explain to people why it failed.
 *
 * @param system the name of the outside system, for example {@code DLRN}
 * @param action what is tried, as in "tried to {action}"
 * @param method the request method
 * @param uri the complete address, without user name and password
 * @param json the body, unless {@code headers} name its type sent as {@code application/json} and
 *     nothing else (DLRN refuses a {@code charset}, contract dlrn.md section 2); empty when there
 *     is none
 * @param credentials sent without being asked for
 * @param followRedirects whether up to three redirects are followed; never with credentials
 * @param base the configured address that {@code uri} begins with, and its option, for advice;
 *     empty when there is none
 * @param advice by status: what it means to this system and what to do
 * @param maxBytes the largest answer; the client's own limit holds as well
 * @param headers more of them, for this address only; {@code Content-Type} here takes the place of
 *     JSON
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
    int maxBytes,
    Map<String, String> headers) {

  /**
   * A configured address.
   *
   * @param option the option that holds it, for example {@code api_url}
   * @param address its value
   */
  public record Base(String option, String address) {}

  public Call {
    advice = Map.copyOf(advice);
    headers = Map.copyOf(headers);
    boolean anonymous = credentials instanceof Credentials.None && headers.isEmpty();
    if (followRedirects && !(method.safe() && anonymous)) {
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

  /** A POST of form fields; nothing else may be sent with it. */
  public static Call form(String system, String action, URI uri, Map<String, String> fields) {
    String text =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return of(system, action, Method.POST, uri, Optional.of(text))
        .with(Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
        Integer.MAX_VALUE,
        Map.of());
  }

  /** The same request with credentials. */
  public Call as(Credentials who) {
    return new Call(
        system, action, method, uri, json, who, followRedirects, base, advice, maxBytes, headers);
  }

  /** The same request with more headers; they go to its own address and are never shown. */
  public Call with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Call(
        system,
        action,
        method,
        uri,
        json,
        credentials,
        followRedirects,
        base,
        advice,
        maxBytes,
        all);
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
        maxBytes,
        headers);
  }

  /** The same request, saying for some statuses what they mean and what to do. */
  public Call advising(Map<Integer, String> sentences) {
    return new Call(
        system,
        action,
        method,
        uri,
        json,
        credentials,
        followRedirects,
        base,
        sentences,
        maxBytes,
        headers);
  }

  /** The same request, following up to three redirects. */
  public Call following() {
    return new Call(
        system, action, method, uri, json, credentials, true, base, advice, maxBytes, headers);
  }

  /** The same request with a smaller limit to its answer. */
  public Call atMost(int bytes) {
    return new Call(
        system,
        action,
        method,
        uri,
        json,
        credentials,
        followRedirects,
        base,
        advice,
        bytes,
        headers);
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
