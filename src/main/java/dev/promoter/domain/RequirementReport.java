package dev.promoter.domain;

import java.util.List;

/**
 * One requirement as it was judged.
 *
 * @param name the requirement
 * @param state what the rules found
 * @param evidence what it was judged by, newest first; empty when nobody reported
 */
public record RequirementReport(String name, RequirementState state, List<Evidence> evidence) {
  public RequirementReport {
    evidence = List.copyOf(evidence);
  }
}
