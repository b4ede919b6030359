package dev.promoter.cli;

/** A command cannot be carried out; the message is a sentence for the operator. */
public final class OperationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How the program ends because of it. */
  public enum Kind {
    /** Exit code 1. */
    FAILURE,
    /** Exit code 2: the command line names something that does not exist. */
    USAGE
  }

  private final Kind kind;

  private OperationException(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  /** Something failed: configuration, an outside system, an effect. */
  public static OperationException failure(String sentence) {
    return new OperationException(Kind.FAILURE, sentence);
  }

  /** The command line is at fault. */
  public static OperationException usage(String sentence) {
    return new OperationException(Kind.USAGE, sentence);
  }

  /** How the program ends because of it. */
  public Kind kind() {
    return kind;
  }
}
