package dev.promoter.insight;

import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Relation;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds out of a target's report what is in its way, and who has to act. */
final class Obstacles {
  private static final String OPERATORS = "the operators of promoter";
  private static final int NAMED = 3;
  private static final int BRIEF = 8;

  private Obstacles() {}

  static Blockage of(TargetReport report) {
    if (report.outcome() == TargetOutcome.FAILED) {
      return new Blockage(Blockage.Kind.FAULT, report.reason(), OPERATORS, List.of());
    }
    List<Judged> waiting = waiting(report);
    if (waiting.isEmpty()) {
      return report.outcome() == TargetOutcome.REFUSED
          ? new Blockage(Blockage.Kind.PROTECTION, report.reason(), OPERATORS, List.of())
          : Blockage.nothing("nothing newer is there to promote");
    }
    return nearest(waiting).map(Obstacles::of).orElseThrow();
  }

  /** The candidates that could move the target forward and did not. */
  static List<Judged> waiting(TargetReport report) {
    return report.judged().stream()
        .filter(one -> one.facts().standing().relation() == Relation.NEWER)
        .takeWhile(one -> !one.judgement().candidate().id().equals(report.promoted()))
        .toList();
  }

  /**
   * The one with the fewest open requirements that nobody decided against; the newest of several.
   */
  static Optional<Judged> nearest(List<Judged> waiting) {
    return waiting.stream()
        .min(
            Comparator.comparing((Judged one) -> against(one).isPresent())
                .thenComparingInt(one -> open(one).size()));
  }

  private static Optional<Choice> against(Judged judged) {
    return Choice.against(judged.facts().choices(), judged.judgement().candidate()).stream()
        .findFirst();
  }

  static List<RequirementReport> open(Judged judged) {
    return judged.judgement().requirements().stream().filter(one -> one.state().isOpen()).toList();
  }

  private static Blockage of(Judged judged) {
    List<String> names = open(judged).stream().map(RequirementReport::name).toList();
    List<Hold> holds = judged.facts().holds();
    if (!holds.isEmpty()) {
      Hold hold = holds.get(0);
      return new Blockage(Blockage.Kind.HOLD, hold.sentence(), hold.by(), names);
    }
    List<Freeze> freezes = judged.facts().freezes();
    if (!freezes.isEmpty()) {
      return new Blockage(Blockage.Kind.FREEZE, Freeze.sentence(freezes), "", names);
    }
    Decision decision = judged.judgement().decision();
    Optional<Choice> choice = against(judged);
    if (choice.isPresent()) {
      return new Blockage(Blockage.Kind.CHOICE, choice.get().sentence(), choice.get().by(), names);
    }
    if (decision instanceof Decision.Escalate) {
      return new Blockage(Blockage.Kind.RULE, decision.reason(), "whoever keeps the rules", names);
    }
    return approval(judged)
        .map(one -> new Blockage(Blockage.Kind.APPROVAL, one.detail(), lead(one), names))
        .orElseGet(() -> names.isEmpty() ? byRule(decision) : byTests(judged, names));
  }

  private static Optional<Milestone> approval(Judged judged) {
    return judged.facts().milestones().stream()
        .filter(one -> one.name().equals(ApprovalGate.MILESTONE))
        .filter(one -> one.verdict() == Verdict.PENDING)
        .findFirst();
  }

  private static String lead(Milestone approval) {
    return approval.subject().isEmpty()
        ? "whoever approves the release"
        : "whoever approves " + approval.subject();
  }

  private static Blockage byRule(Decision decision) {
    String sentence = decision.reason().isEmpty() ? decision.rule() : decision.reason();
    return new Blockage(Blockage.Kind.RULE, sentence, "", List.of());
  }

  private static Blockage byTests(Judged judged, List<String> names) {
    String candidate = brief(judged.judgement().candidate().id());
    for (Finding finding : Finding.values()) {
      List<String> found =
          open(judged).stream()
              .filter(one -> one.state() == finding.state)
              .map(RequirementReport::name)
              .toList();
      if (!found.isEmpty()) {
        int others = names.size() - found.size();
        String rest = others == 0 ? "" : "; %d more open".formatted(others);
        return new Blockage(
            finding.kind,
            "%s: %s %s%s".formatted(candidate, list(found), finding.words, rest),
            finding.who.formatted(found.get(0)),
            names);
      }
    }
    return byRule(judged.judgement().decision());
  }

  private static String list(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() <= NAMED ? first : first + " and %d more".formatted(names.size() - NAMED);
  }

  private static String brief(String hash) {
    return hash.substring(0, Math.min(BRIEF, hash.length()));
  }

  /** What a person has to know first comes first. */
  private enum Finding {
    FAILED(
        RequirementState.FAILED,
        Blockage.Kind.FAILURE,
        "failed",
        "the owners of %s; a waiver accepts it"),
    UNKNOWN(RequirementState.UNKNOWN, Blockage.Kind.UNREADABLE, "could not be read", OPERATORS),
    MISSING(
        RequirementState.MISSING, Blockage.Kind.TESTS, "nobody has reported", "whoever runs %s"),
    IN_PROGRESS(RequirementState.IN_PROGRESS, Blockage.Kind.TESTS, "running", "");

    private final RequirementState state;
    private final Blockage.Kind kind;
    private final String words;
    private final String who;

    Finding(RequirementState state, Blockage.Kind kind, String words, String who) {
      this.state = state;
      this.kind = kind;
      this.words = words;
      this.who = who;
    }
  }
}
