package dev.promoter.rules;

import dev.promoter.domain.Decision;
import dev.promoter.domain.Due;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands in a rule session after the last rule fired, sorted so that the order in which rules
 * fired leaves no trace. Insists on exactly one decision and one finding per requirement.
 */
final class Conclusions {
  private final List<Decision> decisions = new ArrayList<>();
  private final Map<String, Set<RequirementState>> states = new HashMap<>();
  private final Set<String> blocks = new TreeSet<>();
  private final List<Demand> demands = new ArrayList<>();
  private final List<Accepted> accepted = new ArrayList<>();
  private final List<Due> due = new ArrayList<>();

  Conclusions(Collection<?> objects) {
    objects.forEach(this::take);
    demands.sort(Comparator.comparing(Demand::job).thenComparing(Demand::reason));
    accepted.sort(Comparator.comparingLong(each -> each.waiver().id()));
  }

  /** Of a session that came to no end. */
  static Conclusions none() {
    return new Conclusions(List.of());
  }

  /** The one decision, not yet explained. */
  Decision decision() throws UnjudgeableException {
    if (decisions.isEmpty()) {
      throw UnjudgeableException.undecided();
    }
    if (decisions.size() > 1) {
      throw UnjudgeableException.contradiction(decisions.stream().map(Decision::rule).toList());
    }
    return decisions.get(0);
  }

  /** Each requirement in the order of the criteria, then those that local rules demanded. */
  List<RequirementReport> reports(CaseFile caseFile) throws UnjudgeableException {
    List<RequirementReport> reports = new ArrayList<>();
    for (String name : names(caseFile)) {
      reports.add(caseFile.report(name, stateOf(name)));
    }
    return reports;
  }

  /** The same when the rules failed: what has no single state is unknown. */
  List<RequirementReport> reportsOfWhatIsKnown(CaseFile caseFile) {
    return names(caseFile).stream().map(name -> caseFile.report(name, knownStateOf(name))).toList();
  }

  /** Why local rules block, sorted. */
  Set<String> blocks() {
    return blocks;
  }

  /** What local rules demand, sorted. */
  List<Demand> demands() {
    return demands;
  }

  /** The waivers that apply, oldest first. */
  List<Accepted> accepted() {
    return accepted;
  }

  /** What the rules find due. */
  List<Due> due() {
    return due;
  }

  private void take(Object object) {
    if (object instanceof Finding finding) {
      states.merge(finding.requirement(), Set.of(finding.state()), Conclusions::union);
    } else if (object instanceof Decision decision) {
      decisions.add(decision);
    } else if (object instanceof Block block) {
      blocks.add(block.reason());
    } else if (object instanceof Demand demand) {
      demands.add(demand);
    } else if (object instanceof Accepted waived) {
      accepted.add(waived);
    } else if (object instanceof Due step) {
      due.add(step);
    }
  }

  private static Set<RequirementState> union(
      Set<RequirementState> some, Set<RequirementState> others) {
    EnumSet<RequirementState> all = EnumSet.copyOf(some);
    all.addAll(others);
    return all;
  }

  private Set<String> names(CaseFile caseFile) {
    Set<String> names = new LinkedHashSet<>();
    caseFile.facts().target().requirements().forEach(requirement -> names.add(requirement.name()));
    demands.forEach(demand -> names.add(demand.job()));
    return names;
  }

  private RequirementState stateOf(String requirement) throws UnjudgeableException {
    Set<RequirementState> found = found(requirement);
    if (found.size() != 1) {
      throw UnjudgeableException.unclear(
          requirement, found.stream().map(RequirementState::word).toList());
    }
    return found.iterator().next();
  }

  private RequirementState knownStateOf(String requirement) {
    Set<RequirementState> found = found(requirement);
    return found.size() == 1 ? found.iterator().next() : RequirementState.UNKNOWN;
  }

  private Set<RequirementState> found(String requirement) {
    return states.getOrDefault(requirement, Set.of());
  }
}
