package dev.promoter.engine;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Milestone;
import java.util.List;

/**
 * What one system knows of one candidate.
 *
 * @param evidence one per job, any success wins
 * @param milestones how far the candidate has come on the way to its evidence
 * @param annex a JSON object whose fields are shown with the target beside the judgement, as the
 *     reference of documents says; empty when there is nothing to show
 */
public record Reading(List<Evidence> evidence, List<Milestone> milestones, String annex) {
  public Reading {
    evidence = List.copyOf(evidence);
    milestones = List.copyOf(milestones);
  }

  /** Evidence alone. */
  public static Reading of(List<Evidence> evidence) {
    return new Reading(evidence, List.of(), "");
  }
}
