package dev.promoter.freezes;

/** A rule is such that its next time cannot be found with reasonable effort. */
final class IncalculableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IncalculableException(RuntimeException cause) {
    super(
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
  }
}
