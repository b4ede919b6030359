package dev.promoter.rules;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The criteria once more in plain Java, written from their description alone, to compare with. */
final class Oracle {
  private final Facts facts;

  Oracle(Facts facts) {
    this.facts = facts;
  }

  /** Requirement to the word of its state. */
  Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    for (Requirement requirement : facts.target().requirements()) {
      states.put(requirement.name(), state(requirement));
    }
    return states;
  }

  /** The word of the decision and the beginning of its rule. */
  String decision() {
    if (facts.standing().relation() == Relation.CURRENT) {
      return "reject: A candidate that already stands";
    }
    if (facts.standing().relation() == Relation.OLDER) {
      return "reject: A candidate older";
    }
    if (!facts.holds().isEmpty()) {
      return "wait: A target that a person holds";
    }
    return decision(new ArrayList<>(states().values()));
  }

  private static String decision(List<String> states) {
    if (states.contains("failed")) {
      return "reject: A failed requirement";
    }
    if (states.contains("unknown")) {
      return "wait: Unreadable evidence";
    }
    if (states.contains("in_progress")) {
      return "wait: A requirement in progress";
    }
    if (states.contains("missing")) {
      return "wait: A requirement that nobody has reported on";
    }
    return "promote: A candidate whose requirements are all satisfied";
  }

  private String state(Requirement requirement) {
    List<Verdict> own = new ArrayList<>();
    List<Verdict> others = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Evidence vote : facts.evidence()) {
      boolean isOwn = vote.job().equals(requirement.name());
      if (!isOwn && !requirement.alternatives().contains(vote.job())) {
        continue;
      }
      (isOwn ? own : others).add(vote.verdict());
      if (vote.verdict() == Verdict.FAILED) {
        failures.add(
            (vote.job() + '\n' + vote.url() + '\n' + vote.detail()).toLowerCase(Locale.ROOT));
      }
    }
    return state(requirement.name(), own, others, failures);
  }

  private String state(
      String name, List<Verdict> own, List<Verdict> others, List<String> failures) {
    if (own.contains(Verdict.PASSED)) {
      return "met";
    }
    if (others.contains(Verdict.PASSED)) {
      return "met_by_alternative";
    }
    if (own.contains(Verdict.UNKNOWN) || others.contains(Verdict.UNKNOWN)) {
      return "unknown";
    }
    for (Waiver waiver : facts.waivers()) {
      if (waiver.requirement().equals(name) && applies(waiver, failures)) {
        return "waived";
      }
    }
    if (own.contains(Verdict.PENDING) || others.contains(Verdict.PENDING)) {
      return "in_progress";
    }
    return failures.isEmpty() ? "missing" : "failed";
  }

  private static boolean applies(Waiver waiver, List<String> failures) {
    if (waiver.pattern().isEmpty()) {
      return true;
    }
    String wanted = waiver.pattern().toLowerCase(Locale.ROOT);
    return !failures.isEmpty() && failures.stream().allMatch(each -> each.contains(wanted));
  }
}
