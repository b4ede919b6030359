package dev.promoter.domain;

import java.util.List;

/**
 * One line of the criteria: a job that must have passed, or one of its alternatives.
 *
 * @param name the job that names the requirement
 * @param alternatives jobs of which any one passing also meets it, in the operator's order; empty
 *     when there are none
 */
public record Requirement(String name, List<String> alternatives) {
  public Requirement {
    Checks.notBlank(name, "requirement");
    alternatives = List.copyOf(alternatives);
  }

  /** A requirement that only its own job can meet. */
  public Requirement(String name) {
    this(name, List.of());
  }
}
