package dev.promoter.domain;

import java.util.List;

/**
 * The decision about one candidate and how each requirement stood.
 *
 * @param candidate the candidate
 * @param decision the one decision
 * @param requirements in the order of the criteria, followed by those that local rules demanded
 * @param due what has to be done outside before more can be decided, sorted
 */
public record Judgement(
    Candidate candidate, Decision decision, List<RequirementReport> requirements, List<Due> due) {
  public Judgement {
    requirements = List.copyOf(requirements);
    due = due.stream().sorted().toList();
  }

  /** A judgement after which nothing is due. */
  public Judgement(Candidate candidate, Decision decision, List<RequirementReport> requirements) {
    this(candidate, decision, requirements, List.of());
  }
}
