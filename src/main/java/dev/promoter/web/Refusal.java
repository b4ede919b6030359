package dev.promoter.web;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** A request is not answered as wished; the message is a sentence for the person who asked. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stands against it. */
  public enum Kind {
    INVALID(400, "The request cannot be read"),
    NO_TOKEN(401, "A token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "There is no such thing"),
    WRONG_METHOD(405, "This cannot be asked in that way"),
    CONFLICT(409, "This cannot be done now"),
    CHANGED(412, "It has changed since it was read"),
    TOO_LARGE(413, "The request is too large"),
    WRONG_TYPE(415, "The request has the wrong form"),
    UNUSABLE(422, "The request names or says something unusable"),
    TOO_MANY(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    FAULT(500, "A fault of the program"),
    OUTSIDE(502, "An outside system failed"),
    UNAVAILABLE(503, "This is not possible at present");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    /** The status of the answer. */
    public int status() {
      return status;
    }

    String title() {
      return title;
    }

    String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Kind kind;
  private final transient Map<String, String> headers;

  /** A refusal with a sentence. */
  public Refusal(Kind kind, String sentence) {
    this(kind, sentence, Map.of());
  }

  Refusal(Kind kind, String sentence, Map<String, String> headers) {
    super(sentence, null, false, false);
    this.kind = kind;
    this.headers = Map.copyOf(headers);
  }

  /** One that says when to come back. */
  static Refusal later(Kind kind, String sentence, Duration wait) {
    String seconds = Long.toString(Math.max(1, wait.toSeconds() + 1));
    return new Refusal(kind, sentence, Map.of("Retry-After", seconds));
  }

  /** What stands against it. */
  public Kind kind() {
    return kind;
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }
}
