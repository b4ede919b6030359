package dev.promoter.remote.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The limits of the client.
 *
 * @param connectTimeout how long a connection may take to be made
 * @param answerTimeout how long one exchange may take from the request to the last byte of its
 *     answer; a body that drips in slowly does not extend it
 * @param requestsPerHost how many requests to one host run at the same time; more wait
 * @param retryAfterLimit the longest {@code Retry-After} that is waited for
 * @param retryPause how long to wait before the first repetition when the server names no time;
 *     doubled for each further one
 * @param maxAnswerBytes the largest answer, counted after decompression
 * @param retries how often a safe request is repeated; others never are
 * @param caBundle a PEM file of certificates trusted in addition to those of the Java installation
 * @param userAgent how the client names itself
 */
public record HttpSettings(
    Duration connectTimeout,
    Duration answerTimeout,
    int requestsPerHost,
    Duration retryAfterLimit,
    Duration retryPause,
    int maxAnswerBytes,
    int retries,
    Optional<Path> caBundle,
    String userAgent) {
  private static final int MEBIBYTE = 1024 * 1024;

  public HttpSettings {
    if (requestsPerHost < 1 || maxAnswerBytes < 1 || retries < 0) {
      throw new IllegalArgumentException(
          "requests per host and answer size must be positive, retries not negative");
    }
    if (answerTimeout.toMillis() < 1 || connectTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("the timeouts must be positive");
    }
  }

  /** Limits that suit servers on a network: 10 s to connect, 60 s to answer, 64 at a time. */
  public static HttpSettings standard() {
    return new HttpSettings(
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        64,
        Duration.ofSeconds(30),
        Duration.ofMillis(250),
        32 * MEBIBYTE,
        2,
        Optional.empty(),
        "promoter/" + version());
  }

  /** The same settings with other timeouts. */
  public HttpSettings withTimeouts(Duration connect, Duration answer) {
    return new HttpSettings(
        connect,
        answer,
        requestsPerHost,
        retryAfterLimit,
        retryPause,
        maxAnswerBytes,
        retries,
        caBundle,
        userAgent);
  }

  /** The same settings with another number of simultaneous requests to one host. */
  public HttpSettings withRequestsPerHost(int limit) {
    return new HttpSettings(
        connectTimeout,
        answerTimeout,
        limit,
        retryAfterLimit,
        retryPause,
        maxAnswerBytes,
        retries,
        caBundle,
        userAgent);
  }

  /** The same settings with another limit to the size of an answer, in bytes. */
  public HttpSettings withMaxAnswerBytes(int limit) {
    return new HttpSettings(
        connectTimeout,
        answerTimeout,
        requestsPerHost,
        retryAfterLimit,
        retryPause,
        limit,
        retries,
        caBundle,
        userAgent);
  }

  /** The same settings with another number of repetitions and the pause before the first. */
  public HttpSettings withRetries(int limit, Duration pause) {
    return new HttpSettings(
        connectTimeout,
        answerTimeout,
        requestsPerHost,
        retryAfterLimit,
        pause,
        maxAnswerBytes,
        limit,
        caBundle,
        userAgent);
  }

  /** The same settings with certificates to trust in addition to those of the Java installation. */
  public HttpSettings withCaBundle(Path bundle) {
    return new HttpSettings(
        connectTimeout,
        answerTimeout,
        requestsPerHost,
        retryAfterLimit,
        retryPause,
        maxAnswerBytes,
        retries,
        Optional.of(bundle),
        userAgent);
  }

  private static String version() {
    return Optional.ofNullable(HttpSettings.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
