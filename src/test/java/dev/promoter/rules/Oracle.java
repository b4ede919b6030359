package dev.promoter.rules;

import dev.promoter.domain.Choice;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Intervention.Kind;
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
    if (!facts.freezes().isEmpty()) {
      return "wait: A freeze";
    }
    if (facts.choices().stream().anyMatch(choice -> choice.kind() == Kind.VETO)) {
      return "reject: A candidate that a person vetoed";
    }
    List<String> pinned =
        facts.choices().stream()
            .filter(choice -> choice.kind() == Kind.PIN)
            .map(Choice::candidate)
            .toList();
    if (!pinned.isEmpty() && !pinned.contains(facts.candidate().id())) {
      return "wait: A candidate that is not the pinned one";
    }
    String decision = decision(new ArrayList<>(states().values()));
    boolean approved = facts.milestones().stream().allMatch(one -> one.verdict() == Verdict.PASSED);
    return approved || !decision.startsWith("promote") ? decision : "wait: An approval";
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
    List<Evidence> failures = new ArrayList<>();
    for (Evidence vote : facts.evidence()) {
      boolean isOwn = vote.job().equals(requirement.name());
      if (!isOwn && !requirement.alternatives().contains(vote.job())) {
        continue;
      }
      (isOwn ? own : others).add(vote.verdict());
      if (vote.verdict() == Verdict.FAILED) {
        failures.add(vote);
      }
    }
    return state(requirement.name(), own, others, failures);
  }

  private String state(
      String name, List<Verdict> own, List<Verdict> others, List<Evidence> failures) {
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

  private static boolean applies(Waiver waiver, List<Evidence> failures) {
    if (waiver.pattern().isEmpty() && waiver.evidence().isEmpty()) {
      return true;
    }
    return !failures.isEmpty() && failures.stream().allMatch(each -> covers(waiver, each));
  }

  private static boolean covers(Waiver waiver, Evidence failure) {
    String text =
        (failure.job() + '\n' + failure.url() + '\n' + failure.detail()).toLowerCase(Locale.ROOT);
    return text.contains(waiver.pattern().toLowerCase(Locale.ROOT))
        && (waiver.evidence().isEmpty()
            || waiver.evidence().equals(failure.job() + "@" + failure.url()));
  }
}
