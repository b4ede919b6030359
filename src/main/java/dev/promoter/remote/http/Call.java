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
 * @param terms how it is sent and what is taken for an answer
 */
public record Call(
    String system, String action, Method method, URI uri, Optional<String> json, Terms terms) {

  /**
   * A configured address.
   *
   * @param option the option that holds it, for example {@code api_url}
   * @param address its value
   */
  public record Base(String option, String address) {}

  /**
   * How a request is sent and what is taken for an answer.
   *
   * @param credentials sent without being asked for
   * @param followRedirects whether up to three redirects are followed; never with credentials
   * @param base the configured address that the request's begins with, and its option, for advice;
   *     empty when there is none
   * @param advice by status: what it means to this system and what to do
   * @param maxBytes the largest answer; the client's own limit holds as well
   * @param headers more of them, for this address only; {@code Content-Type} here takes the place
   *     of JSON
   */
  record Terms(
      Credentials credentials,
      boolean followRedirects,
      Optional<Base> base,
      Map<Integer, String> advice,
      int maxBytes,
      Map<String, String> headers) {
    static final Terms PLAIN =
        new Terms(
            Credentials.none(), false, Optional.empty(), Map.of(), Integer.MAX_VALUE, Map.of());

    Terms {
      advice = Map.copyOf(advice);
      headers = Map.copyOf(headers);
    }

    Terms as(Credentials who) {
      return new Terms(who, followRedirects, base, advice, maxBytes, headers);
    }

    Terms following() {
      return new Terms(credentials, true, base, advice, maxBytes, headers);
    }

    Terms below(Base configured) {
      return new Terms(
          credentials, followRedirects, Optional.of(configured), advice, maxBytes, headers);
    }

    Terms advising(Map<Integer, String> sentences) {
      return new Terms(credentials, followRedirects, base, sentences, maxBytes, headers);
    }

    Terms atMost(int bytes) {
      return new Terms(credentials, followRedirects, base, advice, bytes, headers);
    }

    Terms with(Map<String, String> more) {
      Map<String, String> all = new LinkedHashMap<>(headers);
      all.putAll(more);
      return new Terms(credentials, followRedirects, base, advice, maxBytes, all);
    }

    boolean anonymous() {
      return credentials instanceof Credentials.None && headers.isEmpty();
    }
  }

  public Call {
    if (terms.followRedirects() && !(method.safe() && terms.anonymous())) {
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
    return new Call(system, action, method, uri, json, Terms.PLAIN);
  }

  /** The same request with credentials. */
  public Call as(Credentials who) {
    return on(terms.as(who));
  }

  /** The same request with more headers; they go to its own address and are never shown. */
  public Call with(Map<String, String> more) {
    return on(terms.with(more));
  }

  /** The same request, naming the option that holds its address. */
  public Call below(String option, String address) {
    return on(terms.below(new Base(option, address)));
  }

  /** The same request, saying for some statuses what they mean and what to do. */
  public Call advising(Map<Integer, String> sentences) {
    return on(terms.advising(sentences));
  }

  /** The same request, following up to three redirects. */
  public Call following() {
    return on(terms.following());
  }

  /** The same request with a smaller limit to its answer. */
  public Call atMost(int bytes) {
    return on(terms.atMost(bytes));
  }

  private Call on(Terms other) {
    return new Call(system, action, method, uri, json, other);
  }

  /** What a person needs to see of an answer's body, without secrets; see {@link Excerpt}. */
  public String excerpt(String body) {
    // First the secrets, then the cut: half a secret would not be recognised any more.
    return Excerpt.of(Redactor.of(terms.credentials()).clean(body));
  }

  /**
   * A fault of this request as an exception whose sentence holds no secret.
   *
   * @param reason as in "but failed because {reason}"
   * @param status the HTTP status; 0 when there was no answer
   * @param retryable whether the same request may succeed later
   */
  public RemoteException fault(String reason, int status, boolean retryable) {
    Redactor redactor = Redactor.of(terms.credentials());
    return RemoteException.of(
        system,
        redactor.clean(action),
        redactor.clean(method + " " + uri),
        redactor.clean(reason),
        status,
        retryable);
  }
}
