package dev.promoter.remote.http;

import java.io.IOException;

/** The server asks to come back later; the answer says when. */
final class Busy extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  Busy(Answer answer) {
    super("the server answered " + answer.status());
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
