package dev.promoter.fakes;

import dev.promoter.domain.Decision;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.Judge;
import java.util.ArrayList;
import java.util.List;

/**
 * The shortest judge that is of use: all requirements met and neither old nor held promotes,
 * anything unknown waits. Remembers the facts it was asked about.
 */
public final class ScriptedJudge implements Judge {
  private final List<Facts> asked = new ArrayList<>();

  /** All facts judged so far, in order. */
  public List<Facts> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Judgement judge(Facts facts) {
    asked.add(facts);
    List<RequirementReport> reports =
        facts.target().requirements().stream().map(each -> report(each, facts)).toList();
    return new Judgement(facts.candidate(), decide(facts, reports), reports);
  }

  private static Decision decide(Facts facts, List<RequirementReport> reports) {
    if (facts.standing().relation() == Relation.OLDER) {
      return new Decision.Reject("Never go back", "older than what the target points at");
    }
    if (facts.standing().relation() == Relation.CURRENT) {
      return new Decision.Wait("Already there", "already current");
    }
    if (!facts.holds().isEmpty()) {
      return new Decision.Wait("A held target waits", facts.holds().get(0).sentence());
    }
    if (!facts.choices().isEmpty() || !facts.freezes().isEmpty()) {
      return new Decision.Wait("A pinned, vetoed or frozen target waits", "somebody says so");
    }
    List<String> open =
        reports.stream()
            .filter(report -> report.state().isOpen())
            .map(report -> report.name() + " is " + report.state().word())
            .toList();
    return open.isEmpty()
        ? new Decision.Promote("All met", "all requirements are met")
        : new Decision.Wait("Open requirements wait", String.join(", ", open));
  }

  private static RequirementReport report(Requirement requirement, Facts facts) {
    List<Evidence> evidence =
        facts.evidence().stream()
            .filter(each -> each.requirement().equals(requirement.name()))
            .toList();
    boolean waived =
        facts.waivers().stream().anyMatch(one -> one.requirement().equals(requirement.name()));
    return new RequirementReport(
        requirement.name(), waived ? RequirementState.WAIVED : state(evidence), evidence);
  }

  private static RequirementState state(List<Evidence> evidence) {
    List<Verdict> verdicts = evidence.stream().map(Evidence::verdict).toList();
    if (verdicts.contains(Verdict.UNKNOWN)) {
      return RequirementState.UNKNOWN;
    }
    if (verdicts.contains(Verdict.PASSED)) {
      return RequirementState.MET;
    }
    if (verdicts.contains(Verdict.FAILED)) {
      return RequirementState.FAILED;
    }
    return verdicts.isEmpty() ? RequirementState.MISSING : RequirementState.IN_PROGRESS;
  }
}
