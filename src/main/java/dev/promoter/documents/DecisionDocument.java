package dev.promoter.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.domain.Decision;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;

/**
 * What was decided about one candidate, in the words of Greenwave, so that its clients find their
 * way (https://gating-greenwave.readthedocs.io).
 */
public final class DecisionDocument {
  private DecisionDocument() {}

  /** The decision of a round about one of its candidates. */
  public static ObjectNode of(
      long round, ReleaseReport report, TargetReport target, TargetReport.Judged judged) {
    Decision decision = judged.judgement().decision();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("policies_satisfied", decision instanceof Decision.Promote);
    document.put("summary", decision.reason());
    document.putArray("applicable_policies").add(decision.rule());
    ArrayNode satisfied = document.putArray("satisfied_requirements");
    ArrayNode unsatisfied = document.putArray("unsatisfied_requirements");
    for (RequirementReport requirement : judged.judgement().requirements()) {
      (requirement.state().isOpen() ? unsatisfied : satisfied)
          .add(requirement(requirement, judged));
    }
    document.put("decision", decision.word());
    document.put("release", report.release().value());
    document.put("target", target.target().value());
    if (!target.component().isEmpty()) {
      document.put("component", target.component());
    }
    document.put("candidate", judged.judgement().candidate().id());
    document.put("round", round);
    document.put("at", report.finishedAt().toString());
    return document;
  }

  private static ObjectNode requirement(RequirementReport requirement, TargetReport.Judged judged) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", type(requirement.state()));
    node.put("testcase", requirement.name());
    node.put("subject_type", "candidate");
    node.put("subject_identifier", judged.judgement().candidate().id());
    return node;
  }

  private static String type(RequirementState state) {
    return switch (state) {
      case MET, MET_BY_ALTERNATIVE -> "test-result-passed";
      case WAIVED -> "test-result-failed-waived";
      case FAILED -> "test-result-failed";
      case IN_PROGRESS -> "test-result-incomplete";
      case MISSING -> "test-result-missing";
      case UNKNOWN -> "test-result-errored";
    };
  }
}
