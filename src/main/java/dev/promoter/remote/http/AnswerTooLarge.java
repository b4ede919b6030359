package dev.promoter.remote.http;

import java.io.IOException;

/** An answer beyond its limit; reading stopped there. */
final class AnswerTooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerTooLarge(int limit) {
    super("the answer is larger than the limit of " + limit + " bytes");
  }
}
