package dev.promoter.engine;

/** Port: one way to tell people something. */
public interface Courier {
  /** Its name, unique: {@code mail}. */
  String channel();

  /**
   * Delivers to one recipient. May be called again for a letter that has arrived, when that could
   * not be recorded; the number is then the same.
   *
   * @throws RemoteException when it was not delivered; not retryable only if it never can be
   */
  void deliver(Letter letter);

  /**
   * A notice to one recipient.
   *
   * @param number the same for every attempt, and for no other letter
   * @param to who gets it
   * @param subject one line
   * @param text plain text
   */
  record Letter(String number, String to, String subject, String text) {}
}
