package dev.promoter.rules;

import dev.promoter.domain.Choice;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Relation;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says in one line what made a decision apply: names and states for the person who reads the audit.
 * Decides nothing.
 */
final class Explanation {
  /** The order of the criteria for a rejection or a wait: the worst first. */
  private static final List<RequirementState> WORST_FIRST =
      List.of(
          RequirementState.FAILED,
          RequirementState.UNKNOWN,
          RequirementState.IN_PROGRESS,
          RequirementState.MISSING);

  private final Facts facts;
  private final Conclusions conclusions;
  private final List<RequirementReport> reports;
  private final List<RequirementReport> open;

  Explanation(Facts facts, Conclusions conclusions, List<RequirementReport> reports) {
    this.facts = facts;
    this.conclusions = conclusions;
    this.reports = reports;
    this.open = reports.stream().filter(report -> report.state().isOpen()).toList();
  }

  String text() {
    if (facts.standing().relation() != Relation.NEWER) {
      return standing();
    }
    if (!facts.holds().isEmpty()) {
      return facts.holds().stream()
          .sorted(Comparator.comparingLong(Hold::id))
          .map(Hold::sentence)
          .collect(Collectors.joining("; "));
    }
    if (!facts.freezes().isEmpty()) {
      return Freeze.sentence(facts.freezes());
    }
    List<Choice> against = Choice.against(facts.choices(), facts.candidate());
    if (!against.isEmpty()) {
      return against.stream().map(Choice::sentence).collect(Collectors.joining("; "));
    }
    if (!conclusions.blocks().isEmpty()) {
      return String.join("; ", conclusions.blocks());
    }
    return open.isEmpty() && unreached().isEmpty() ? satisfied() : open();
  }

  /** What the way to the evidence lacks: what failed first. */
  private List<String> unreached() {
    return facts.milestones().stream()
        .filter(milestone -> milestone.verdict() != Verdict.PASSED)
        .sorted(
            Comparator.comparing((Milestone milestone) -> milestone.verdict() != Verdict.FAILED)
                .thenComparing(Milestone::title))
        .map(Explanation::sentence)
        .toList();
  }

  private static String sentence(Milestone milestone) {
    return milestone.detail().isEmpty()
        ? milestone.title() + " is " + milestone.verdict().name().toLowerCase(Locale.ROOT)
        : milestone.title() + ": " + milestone.detail();
  }

  private String standing() {
    String pointsAt = facts.target().link() + " points at " + facts.standing().current();
    return facts.standing().relation() == Relation.CURRENT
        ? pointsAt
        : pointsAt + ", and this candidate came before it or was there already";
  }

  private String open() {
    return Stream.concat(
            Stream.concat(WORST_FIRST.stream().flatMap(this::namesIn), unreached().stream()),
            Stream.concat(unreadable(), demanded()))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private String satisfied() {
    List<String> parts = new ArrayList<>();
    parts.add("requirements satisfied: " + reports.size() + " of " + reports.size());
    for (RequirementReport report : reports) {
      if (report.state() == RequirementState.MET_BY_ALTERNATIVE) {
        parts.add(report.name() + " is met by its alternative " + join(passedJobs(report)));
      } else if (report.state() == RequirementState.WAIVED) {
        parts.add(waived(report.name()));
      }
    }
    return String.join("; ", parts);
  }

  private Stream<String> namesIn(RequirementState state) {
    List<String> names =
        open.stream()
            .filter(report -> report.state() == state)
            .map(RequirementReport::name)
            .toList();
    return names.isEmpty() ? Stream.empty() : Stream.of(label(state) + ": " + join(names));
  }

  /** Why evidence of unknown requirements could not be read, each sentence once. */
  private Stream<String> unreadable() {
    return open.stream()
        .filter(report -> report.state() == RequirementState.UNKNOWN)
        .flatMap(report -> report.evidence().stream())
        .filter(evidence -> evidence.verdict() == Verdict.UNKNOWN)
        .map(Evidence::detail)
        .distinct();
  }

  private Stream<String> demanded() {
    Set<String> names = open.stream().map(RequirementReport::name).collect(Collectors.toSet());
    return conclusions.demands().stream()
        .filter(demand -> names.contains(demand.job()))
        .map(demand -> demand.job() + " is demanded by a local rule: " + demand.reason());
  }

  private String waived(String requirement) {
    return conclusions.accepted().stream()
        .filter(accepted -> accepted.requirement().equals(requirement))
        .map(accepted -> waived(requirement, accepted.waiver()))
        .findFirst()
        .orElseGet(() -> requirement + " is waived by a local rule");
  }

  private static String waived(String requirement, Waiver waiver) {
    return "%s is waived %s (%s)".formatted(requirement, waiver.authority(), waiver.failures());
  }

  private static List<String> passedJobs(RequirementReport report) {
    return report.evidence().stream()
        .filter(evidence -> evidence.verdict() == Verdict.PASSED)
        .map(Evidence::job)
        .distinct()
        .toList();
  }

  private static String label(RequirementState state) {
    return switch (state) {
      case FAILED -> "failed";
      case UNKNOWN -> "unreadable";
      case IN_PROGRESS -> "in progress";
      case MISSING -> "not reported";
      case MET, MET_BY_ALTERNATIVE, WAIVED -> state.word();
    };
  }

  private static String join(List<String> names) {
    return String.join(", ", names);
  }
}
