package dev.promoter.sandbox;

import java.time.Duration;

/** What an {@link Interceptor} wants to happen to one request. */
public sealed interface Intervention {
  /** Nothing: the request goes its way. */
  Intervention PASS = new Pass();

  /** The connection is closed without a byte of an answer. */
  Intervention CUT = new Cut(false);

  /** The answer's headers and half of its body are sent, then the connection is closed. */
  Intervention CUT_IN_BODY = new Cut(true);

  /** No answer comes until the server is closed. */
  Intervention HANG = new Hang();

  /** The request goes its way after a pause. */
  static Intervention delay(Duration pause) {
    return new Delay(pause);
  }

  /** Another answer is sent; asked for before the effect, there is no effect. */
  static Intervention answer(Answer answer) {
    return new Instead(answer);
  }

  /** See {@link #PASS}. */
  record Pass() implements Intervention {}

  /** See {@link #CUT} and {@link #CUT_IN_BODY}. */
  record Cut(boolean inBody) implements Intervention {}

  /** See {@link #HANG}. */
  record Hang() implements Intervention {}

  /** See {@link #delay}. */
  record Delay(Duration pause) implements Intervention {}

  /** See {@link #answer}. */
  record Instead(Answer answer) implements Intervention {}
}
