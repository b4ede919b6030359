package dev.promoter.cli;

import dev.promoter.documents.Documents;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import java.util.ArrayList;
import java.util.List;

/** What a round found out about one target, as lines. */
final class TargetText {
  private static final int LABEL_WIDTH = "stands at   ".length();
  private static final int STATE_WIDTH = "met_by_alternative".length();

  private final Paint paint;

  TargetText(Paint paint) {
    this.paint = paint;
  }

  List<String> full(TargetReport report) {
    List<String> lines = new ArrayList<>(heading(report));
    report.effects().stream().map(this::effect).forEach(lines::add);
    AnnexText.lines(report).forEach(line -> lines.add("    " + Paint.printable(line)));
    if (!report.judged().isEmpty()) {
      lines.add("    candidates, newest first:");
    }
    for (Judged judged : report.judged()) {
      lines.add("      " + paint.strong(judged.judgement().candidate().id()));
      decision(judged.judgement().decision()).forEach(line -> lines.add("        " + line));
      requirements(judged).forEach(line -> lines.add("          " + line));
    }
    return lines;
  }

  List<String> brief(TargetReport report) {
    List<String> lines = new ArrayList<>(heading(report));
    report.effects().stream().map(this::step).forEach(lines::add);
    for (Judged judged : report.judged()) {
      List<String> decision = decision(judged.judgement().decision());
      String id = Sentences.brief(judged.judgement().candidate().id());
      lines.add("      " + Paint.printable(id) + "  " + decision.get(0));
      decision.stream().skip(1).forEach(line -> lines.add("        " + line));
    }
    return lines;
  }

  private List<String> heading(TargetReport report) {
    List<String> lines = new ArrayList<>();
    String component = report.component().isEmpty() ? "" : " [" + report.component() + "]";
    lines.add(
        "  %s <- %s: %s"
            .formatted(
                paint.strong(report.target() + component),
                report.source(),
                outcome(report.outcome())));
    if (!report.promoted().isEmpty()) {
      lines.add("    " + placed(report.outcome()) + Paint.printable(report.promoted()));
    }
    if (!report.previous().isEmpty()) {
      String label = report.outcome() == TargetOutcome.PROMOTED ? "before      " : "stands at   ";
      lines.add("    " + label + Paint.printable(report.previous()));
    } else if (report.outcome() == TargetOutcome.NOT_PROMOTED) {
      lines.add("    stands at   nothing yet");
    }
    if (!report.reason().isEmpty()) {
      lines.add("    because     " + Paint.printable(report.reason()));
    }
    return lines;
  }

  private static String placed(TargetOutcome outcome) {
    return switch (outcome) {
      case PROMOTED -> "now at      ";
      case WOULD_PROMOTE -> "would be    ";
      case NOT_PROMOTED, REFUSED, FAILED -> "not moved to ";
    };
  }

  private String outcome(TargetOutcome outcome) {
    return switch (outcome) {
      case PROMOTED -> paint.good("PROMOTED");
      case WOULD_PROMOTE -> paint.good("WOULD BE PROMOTED");
      case NOT_PROMOTED -> paint.open("not promoted");
      case REFUSED -> paint.bad("REFUSED");
      case FAILED -> paint.bad("FAILED");
    };
  }

  private String effect(TargetReport.Effect effect) {
    String word = Documents.word(effect.outcome()).replace('_', ' ');
    return "    %s: %s: %s"
        .formatted(
            painted(effect.outcome(), word),
            Paint.printable(effect.title()),
            Paint.printable(effect.outcome().detail()));
  }

  /** An effect in the order in which it was carried out, without its detail. */
  private String step(TargetReport.Effect effect) {
    String word = Documents.word(effect.outcome()).replace('_', ' ');
    return "    %s%s%s"
        .formatted(
            painted(effect.outcome(), word),
            " ".repeat(Math.max(1, LABEL_WIDTH - word.length())),
            Paint.printable(effect.title()));
  }

  private String painted(Outcome outcome, String word) {
    if (outcome.achieved()) {
      return paint.good(word);
    }
    boolean mayFollow = outcome instanceof Outcome.Retry || outcome instanceof Outcome.Skipped;
    return mayFollow ? paint.open(word) : paint.bad(word);
  }

  /** The decision with its rule; the reason on a second line if it adds something. */
  private List<String> decision(Decision decision) {
    List<String> lines = new ArrayList<>();
    lines.add(word(decision) + ": " + Paint.printable(decision.rule()));
    if (!decision.reason().isEmpty() && !decision.reason().equals(decision.rule())) {
      lines.add(Paint.printable(decision.reason()));
    }
    return lines;
  }

  private String word(Decision decision) {
    if (decision instanceof Decision.Promote) {
      return paint.good(decision.word());
    }
    return decision instanceof Decision.Wait
        ? paint.open(decision.word())
        : paint.bad(decision.word());
  }

  /**
   * What stands in the way or was let through, one by one; what is simply met, as part of a number.
   */
  private List<String> requirements(Judged judged) {
    List<String> lines = new ArrayList<>();
    long open = 0;
    for (RequirementReport one : judged.judgement().requirements()) {
      open += one.state().isOpen() ? 1 : 0;
      if (one.state() != RequirementState.MET) {
        lines.add(requirement(one));
        judged
            .facts()
            .accepting(one)
            .forEach(
                waiver ->
                    lines.add(
                        indented("waived " + waiver.authority() + " (" + waiver.failures() + ")")));
        one.evidence().stream()
            .map(Sentences::evidence)
            .filter(text -> !text.isEmpty())
            .forEach(text -> lines.add(indented(text)));
      }
    }
    int all = judged.judgement().requirements().size();
    if (all > 0) {
      lines.add(
          "%d of %s met or waived".formatted(all - open, Sentences.count(all, "requirement")));
    }
    return lines;
  }

  private String requirement(RequirementReport report) {
    String word = report.state().word().replace('_', ' ');
    String padding = " ".repeat(STATE_WIDTH - word.length() + 2);
    return painted(report.state(), word) + padding + Paint.printable(report.name());
  }

  private String painted(RequirementState state, String word) {
    return switch (state) {
      case MET, MET_BY_ALTERNATIVE, WAIVED -> paint.good(word);
      case IN_PROGRESS, MISSING -> paint.open(word);
      case FAILED, UNKNOWN -> paint.bad(word);
    };
  }

  private static String indented(String text) {
    return " ".repeat(STATE_WIDTH + 2) + Paint.printable(text);
  }
}
