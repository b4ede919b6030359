package dev.promoter.remote.http;

import java.io.IOException;

/**
 * An answer that is not what it should be. Its message is the reason, as in "but failed because
 * {reason}"; asking again would not help.
 */
public final class BadAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  /** An answer that is bad for this reason. */
  public BadAnswer(String reason) {
    super(reason);
  }
}
