package dev.promoter.engine;

import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Target;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.engine.TargetReport.Judged;
import java.util.List;
import java.util.stream.Stream;

/** Puts the findings of a round about one target into its report. */
final class TargetReports {
  private TargetReports() {}

  /** The target could not be judged at all. */
  static TargetReport failed(Target target, String reason) {
    return new TargetReport(
        target.link(),
        target.source(),
        target.component(),
        TargetOutcome.FAILED,
        "",
        "",
        reason,
        List.of(),
        List.of(),
        true);
  }

  /** Nothing was begun, for a reason that is no failure. */
  static TargetReport refused(LinkName target, LinkName source, String component, String reason) {
    return new TargetReport(
        target,
        source,
        component,
        TargetOutcome.REFUSED,
        "",
        "",
        reason,
        List.of(),
        List.of(),
        false);
  }

  /** A plan of an earlier round that could not be gone on with. */
  static TargetReport stuck(OpenPlan open, String reason) {
    Plan plan = open.plan();
    return new TargetReport(
        plan.target(),
        plan.source(),
        plan.component(),
        TargetOutcome.FAILED,
        "",
        plan.previous(),
        reason,
        open.basis(),
        List.of(),
        true);
  }

  /** What a target's plan of an earlier round came to, and what followed it in this round. */
  static TargetReport merged(TargetReport first, TargetReport then) {
    boolean movedAgain =
        then.outcome() == TargetOutcome.PROMOTED || then.outcome() == TargetOutcome.FAILED;
    boolean firstCounts = first.outcome() == TargetOutcome.PROMOTED && !movedAgain;
    return new TargetReport(
        then.target(),
        then.source(),
        then.component(),
        firstCounts ? first.outcome() : then.outcome(),
        firstCounts ? first.promoted() : then.promoted(),
        firstCounts ? first.previous() : then.previous(),
        firstCounts ? first.reason() + " (completed after an interruption)" : then.reason(),
        joined(then.judged(), first.judged()),
        joined(first.effects(), then.effects()),
        firstCounts ? first.committed() : then.committed(),
        first.upstreamFailed() || then.upstreamFailed());
  }

  /** A target's report that also tells of a plan that was no promotion; its target goes on. */
  static TargetReport withErrand(TargetReport report, TargetReport errand) {
    return withPlan(
        report,
        report.outcome(),
        report.promoted(),
        report.reason(),
        joined(report.effects(), errand.effects()),
        errand.upstreamFailed());
  }

  /** Such a plan for which nobody asks any more: what stopped it shows in its effects alone. */
  static TargetReport errand(TargetReport alone) {
    return new TargetReport(
        alone.target(),
        alone.source(),
        alone.component(),
        TargetOutcome.NOT_PROMOTED,
        "",
        "",
        alone.reason(),
        alone.judged(),
        alone.effects(),
        false);
  }

  /** What a dry run would do besides promoting. */
  static TargetReport shown(Target target, Effect effect) {
    return new TargetReport(
        target.link(),
        target.source(),
        target.component(),
        TargetOutcome.NOT_PROMOTED,
        "",
        "",
        "",
        List.of(),
        List.of(effect),
        false);
  }

  private static <T> List<T> joined(List<T> first, List<T> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /** An ordered promotion that did not even begin. */
  static TargetReport notOrdered(
      Order order, String component, TargetOutcome outcome, String previous, String reason) {
    return new TargetReport(
        order.target(),
        order.source(),
        component,
        outcome,
        "",
        previous,
        reason,
        List.of(),
        List.of(),
        outcome == TargetOutcome.FAILED);
  }

  /** Judged, and nothing to promote. */
  static TargetReport idle(
      Target target, Lineup lineup, List<Judged> judged, boolean upstreamFailed) {
    return new TargetReport(
        target.link(),
        target.source(),
        target.component(),
        idleOutcome(lineup),
        "",
        lineup.currentId(),
        idleReason(lineup, judged),
        judged,
        List.of(),
        upstreamFailed);
  }

  /** Judged without the intention to promote, and a candidate passed. */
  static TargetReport wouldPromote(TargetReport judged, Judgement passed) {
    return withPlan(
        judged,
        TargetOutcome.WOULD_PROMOTE,
        passed.candidate().id(),
        passed.decision().reason(),
        List.of(),
        false);
  }

  private static TargetOutcome idleOutcome(Lineup lineup) {
    boolean backwards =
        !lineup.contenders().isEmpty()
            && lineup.contenders().stream()
                .allMatch(c -> c.standing().relation() == Relation.OLDER);
    return backwards ? TargetOutcome.REFUSED : TargetOutcome.NOT_PROMOTED;
  }

  private static String idleReason(Lineup lineup, List<Judged> judged) {
    if (judged.isEmpty() || !lineup.note().isEmpty()) {
      return lineup.note();
    }
    Judgement newest = judged.get(0).judgement();
    String others = judged.size() == 1 ? "" : " (and " + (judged.size() - 1) + " older, see below)";
    return "%s: %s: %s%s"
        .formatted(
            newest.candidate().id(), newest.decision().word(), newest.decision().reason(), others);
  }

  /** The same report for a target that was also judged: outcome and effects of the plan win. */
  static TargetReport withPlan(
      TargetReport judged,
      TargetOutcome outcome,
      String promoted,
      String reason,
      List<Effect> effects,
      boolean failed) {
    return new TargetReport(
        judged.target(),
        judged.source(),
        judged.component(),
        outcome,
        promoted,
        judged.previous(),
        reason,
        judged.judged(),
        effects,
        judged.committed(),
        judged.upstreamFailed() || failed);
  }
}
