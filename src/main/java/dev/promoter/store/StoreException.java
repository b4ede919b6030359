package dev.promoter.store;

/**
 * The store cannot be used. The message is a sentence for people: which store, what was tried, why
 * it failed and what to do. It never holds a secret.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault with its cause, which is for the log of a developer only. */
  public StoreException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** A fault that is nobody else's. */
  public StoreException(String sentence) {
    super(sentence);
  }
}
