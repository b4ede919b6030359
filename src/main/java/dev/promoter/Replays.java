package dev.promoter;

import dev.promoter.cli.Operations.Replay;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.engine.Judge;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport.Judged;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Judges the stored facts of a round again. */
final class Replays {
  private Replays() {}

  static Replay replay(ReleaseReport stored, Judge judge) {
    List<String> differences =
        stored.targets().stream()
            .flatMap(target -> target.judged().stream())
            .filter(judged -> !same(judged, judge))
            .map(judged -> difference(judged, judge))
            .toList();
    return new Replay(stored, differences);
  }

  private static boolean same(Judged judged, Judge judge) {
    Judgement then = judged.judgement();
    Judgement now = judge.judge(judged.facts());
    return then.decision().equals(now.decision()) && states(then).equals(states(now));
  }

  private static String difference(Judged judged, Judge judge) {
    return "%s at %s: then %s; now %s"
        .formatted(
            judged.facts().candidate().id(),
            judged.facts().target().title(),
            text(judged.judgement()),
            text(judge.judge(judged.facts())));
  }

  private static String text(Judgement judgement) {
    return "%s (%s; %s)"
        .formatted(
            judgement.decision().word(),
            judgement.decision().rule(),
            judgement.decision().reason());
  }

  private static String states(Judgement judgement) {
    return judgement.requirements().stream()
        .sorted(Comparator.comparing(RequirementReport::name))
        .map(each -> each.name() + "=" + each.state())
        .collect(Collectors.joining(","));
  }
}
