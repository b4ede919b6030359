package dev.promoter.notices;

/**
 * The state that a subject is in.
 *
 * @param state short and without anything that changes from round to round: two conditions are the
 *     same state if these are equal
 * @param severity how much it matters
 * @param sentence the state as it is just now, for people
 */
public record Condition(String state, Severity severity, String sentence) {
  /** Nothing is the matter. */
  public static final Condition FINE =
      new Condition("all is well", Severity.INFO, "nothing stands in the way");

  /** Nobody can say just now: whatever it was, it counts on. */
  public static final Condition UNKNOWN = new Condition("unknown", Severity.INFO, "");

  /** Whether it is the same state, however it is worded just now. */
  boolean same(Condition other) {
    return state.equals(other.state);
  }
}
