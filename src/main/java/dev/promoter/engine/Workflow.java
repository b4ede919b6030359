package dev.promoter.engine;

import java.util.List;

/**
 * The adapters of one kind of release work.
 *
 * @param name as named by the option {@code workflow}
 * @param candidates where candidates come from
 * @param evidence all sources that are asked about a candidate
 * @param runners the kinds of effects, in the order they take part in a plan
 */
public record Workflow(
    String name,
    CandidateSource candidates,
    List<EvidenceSource> evidence,
    List<ActionRunner> runners) {
  public Workflow {
    evidence = List.copyOf(evidence);
    runners = List.copyOf(runners);
  }
}
