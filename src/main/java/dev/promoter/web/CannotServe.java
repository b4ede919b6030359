package dev.promoter.web;

/** The server cannot start; the message is a sentence for the operator. */
public final class CannotServe extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotServe(String sentence) {
    super(sentence);
  }
}
