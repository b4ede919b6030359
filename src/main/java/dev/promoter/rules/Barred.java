package dev.promoter.rules;

/**
 * Conclusion: no candidate, or not this one, may be promoted now, whatever its requirements say.
 *
 * @param bar what stands against it
 */
public record Barred(Bar bar) {
  /** What can stand against a promotion. */
  public enum Bar {
    HOLD,
    FREEZE,
    VETO,
    PIN,
    BLOCK
  }
}
