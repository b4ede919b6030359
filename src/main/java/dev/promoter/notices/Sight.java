package dev.promoter.notices;

/**
 * A subject as a look found it.
 *
 * @param subject the subject
 * @param condition its state
 * @param atFirst what counts as told already when a new audience sees the subject for the first
 *     time: what stood there before is no news
 */
public record Sight(Subject subject, Condition condition, Condition atFirst) {
  /** A subject of which a trouble is news also to a new audience. */
  public static Sight of(Subject subject, Condition condition) {
    return new Sight(subject, condition, Condition.FINE);
  }

  /** A subject whose present state is no news to a new audience. */
  public static Sight known(Subject subject, Condition condition) {
    return new Sight(subject, condition, condition);
  }
}
