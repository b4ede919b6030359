package dev.promoter.domain;

import java.util.Map;

/**
 * One effect on an outside system, as data: it prints as a line of a dry run, is stored in the
 * journal, and a new kind changes nothing here.
 *
 * @param kind which runner carries it out, for example {@code promote-link}
 * @param title what it does, as a line for people
 * @param candidate what it is about
 * @param settings all the runner needs, decided when the plan was made
 */
public record Action(String kind, String title, Candidate candidate, Map<String, String> settings) {
  public Action {
    Checks.notBlank(kind, "kind of action");
    settings = Map.copyOf(settings);
  }

  /** The setting that marks the action which makes the promotion: the one that moves the target. */
  public static final String DECISIVE = "decisive";

  /** Whether the target has moved once this action is done. */
  public boolean decisive() {
    return Booleans.parse(settings.getOrDefault(DECISIVE, "no"));
  }

  /**
   * A setting the planner always gives.
   *
   * @throws IllegalArgumentException when it is not there: the journal holds an action of another
   *     version
   */
  public String setting(String key) {
    String value = settings.get(key);
    if (value == null) {
      throw new IllegalArgumentException("action " + kind + " lacks the setting " + key);
    }
    return value;
  }
}
