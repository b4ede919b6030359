package dev.promoter.domain;

import java.util.Map;

/**
 * What stood outside in the place of an effect before it was carried out. It is in the journal
 * before the first write, so that a process that goes on later, and a rollback, know it exactly.
 *
 * @param state whatever the runner of the action needs to put it back, as text by name
 */
public record Before(Map<String, String> state) {
  /** Nothing is known of it, or nothing has to be known. */
  public static final Before NOTHING = new Before(Map.of());

  public Before {
    state = Map.copyOf(state);
  }

  /**
   * A value the runner always records.
   *
   * @throws IllegalArgumentException when it is not there: the journal holds an action of another
   *     version
   */
  public String value(String key) {
    String value = state.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the journal lacks what stood there before: " + key);
    }
    return value;
  }
}
