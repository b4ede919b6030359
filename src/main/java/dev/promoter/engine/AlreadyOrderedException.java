package dev.promoter.engine;

/** An order with this key was carried out meanwhile; nothing was stored again. */
public final class AlreadyOrderedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The only thing to say: what was answered is with the {@link Receipts}. */
  public AlreadyOrderedException() {
    super("an order with this key was carried out meanwhile");
  }
}
