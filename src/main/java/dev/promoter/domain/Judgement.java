package dev.promoter.domain;

import java.util.List;

/**
 * The decision about one candidate and how each requirement stood.
 *
 * @param candidate the candidate
 * @param decision the one decision
 * @param requirements in the order of the criteria, followed by those that local rules demanded
 */
public record Judgement(
    Candidate candidate, Decision decision, List<RequirementReport> requirements) {
  public Judgement {
    requirements = List.copyOf(requirements);
  }
}
