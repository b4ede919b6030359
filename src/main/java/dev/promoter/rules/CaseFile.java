package dev.promoter.rules;

import dev.promoter.domain.Choice;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts of one judgement as the rules see them: flat, and with the evidence of an alternative
 * job standing once for each requirement that names the job. Interprets nothing.
 */
public final class CaseFile {
  private static final Comparator<Evidence> NEWEST_FIRST =
      Comparator.comparing(Evidence::at)
          .reversed()
          .thenComparing(Evidence::job)
          .thenComparing(Evidence::verdict)
          .thenComparing(Evidence::url)
          .thenComparing(Evidence::detail);

  private final Facts facts;
  private final Map<String, List<Evidence>> evidence = new HashMap<>();

  CaseFile(Facts facts) {
    this.facts = facts;
    facts.evidence().forEach(this::file);
    Map<String, List<String>> alternatives = requirementsByAlternative();
    if (!alternatives.isEmpty()) {
      fileAlternatives(alternatives);
    }
  }

  Facts facts() {
    return facts;
  }

  /** Everything that is put before the rules. */
  List<Object> all() {
    List<Object> all = new ArrayList<>();
    all.add(facts.release());
    all.add(facts.target());
    all.add(facts.candidate());
    all.add(facts.standing());
    all.add(facts.moment());
    for (Requirement requirement : facts.target().requirements()) {
      all.add(requirement);
      all.add(verdicts(requirement.name()));
    }
    all.add(this);
    evidence.values().forEach(all::addAll);
    all.addAll(facts.milestones());
    all.addAll(facts.holds());
    all.addAll(facts.freezes());
    facts.choices().forEach(choice -> all.add(compared(choice)));
    all.addAll(facts.waivers());
    facts.waivers().forEach(waiver -> addMatches(waiver, all));
    return all;
  }

  /** The evidence that counts for a requirement. */
  List<Evidence> evidenceFor(String requirement) {
    return evidence.getOrDefault(requirement, List.of());
  }

  /** The same in short, of a requirement or of any other job. */
  public Verdicts verdicts(String requirement) {
    return Verdicts.of(requirement, evidenceFor(requirement));
  }

  /** How a requirement stood, with the evidence newest first. */
  RequirementReport report(String requirement, RequirementState state) {
    List<Evidence> filed = evidenceFor(requirement);
    return new RequirementReport(
        requirement,
        state,
        filed.size() < 2 ? filed : filed.stream().sorted(NEWEST_FIRST).toList());
  }

  private Map<String, List<String>> requirementsByAlternative() {
    Map<String, List<String>> requirements = new HashMap<>();
    for (Requirement requirement : facts.target().requirements()) {
      for (String job : requirement.alternatives()) {
        requirements.computeIfAbsent(job, any -> new ArrayList<>(1)).add(requirement.name());
      }
    }
    return requirements;
  }

  private void fileAlternatives(Map<String, List<String>> alternatives) {
    for (Evidence item : facts.evidence()) {
      if (!item.isAlternative()) {
        alternatives
            .getOrDefault(item.job(), List.of())
            .forEach(requirement -> file(item.asAlternativeFor(requirement)));
      }
    }
  }

  private void file(Evidence item) {
    List<Evidence> filed = evidence.computeIfAbsent(item.requirement(), any -> new ArrayList<>(2));
    if (!filed.contains(item)) {
      filed.add(item);
    }
  }

  private Object compared(Choice choice) {
    return choice.kind() == Intervention.Kind.PIN
        ? new Pinned(choice, choice.candidate().equals(facts.candidate().id()))
        : new Vetoed(choice);
  }

  private void addMatches(Waiver waiver, List<Object> all) {
    if (waiver.coversAnyFailure()) {
      return;
    }
    boolean ofSuites = facts.workflow().equals(RuleSet.RELEASE.workflow());
    for (Evidence item : evidenceFor(waiver.requirement())) {
      if (item.verdict() == Verdict.FAILED) {
        all.add(
            ofSuites ? PatternMatch.inDetail(waiver, item) : PatternMatch.anywhere(waiver, item));
      }
    }
  }
}
