package dev.promoter.engine;

/**
 * An outside system could not be read, or gave an answer that cannot be trusted. The message is a
 * sentence for people: what was tried, on what, why it failed. It never holds a secret.
 */
public final class RemoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String system;
  private final int status;
  private final boolean retryable;

  private RemoteException(String system, String message, int status, boolean retryable) {
    super(message);
    this.system = system;
    this.status = status;
    this.retryable = retryable;
  }

  /**
   * A fault of one system.
   *
   * @param system its name, for example {@code DLRN}
   * @param action what was tried, as in "tried to {action}"
   * @param request method and address, without credentials
   * @param reason what happened and, where that helps, what to do
   * @param status the HTTP status; 0 when there was no answer
   * @param retryable whether the same request may succeed later
   */
  public static RemoteException of(
      String system, String action, String request, String reason, int status, boolean retryable) {
    String message =
        "%s: tried to %s (%s) but failed because %s".formatted(system, action, request, reason);
    return new RemoteException(system, message, status, retryable);
  }

  /** The name of the system. */
  public String system() {
    return system;
  }

  /** The HTTP status; 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later. */
  public boolean retryable() {
    return retryable;
  }

  /** The sentence; never null. */
  public String sentence() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
