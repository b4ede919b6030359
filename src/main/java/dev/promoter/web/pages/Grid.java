package dev.promoter.web.pages;

import dev.promoter.domain.Relation;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.insight.Digest;
import dev.promoter.insight.TargetState;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Candidates of one target against its requirements, as one stored round judged them. It says
 * nothing about the present, so it is made once.
 *
 * @param requirements the columns
 * @param lines the candidates of one page
 * @param from how many newer ones there are
 * @param all how many candidates there are
 * @param suites whether the target has a table of suites
 */
record Grid(List<String> requirements, List<Line> lines, int from, int all, boolean suites) {
  /** As many candidates as one page has. */
  static final int ROWS = 25;

  private static final Cell NOT_ASKED = new Cell(new Mark(" ", "not asked for", "none"), "");

  private static final Mark ANY_FAILURE = new Mark("w*", "waived for any failure", "act");

  static final Grid EMPTY = new Grid(List.of(), List.of(), 0, 0, false);

  /** One candidate; a cell for each column. */
  record Line(
      String id,
      String brief,
      String href,
      Mark decision,
      String rule,
      String relation,
      List<Cell> cells) {}

  /** One requirement of one candidate; the address may be empty. */
  record Cell(Mark mark, String href) {}

  static Grid of(TargetState state, ReleaseReport round, int page) {
    return target(state, round).map(report -> of(state, report, page)).orElse(EMPTY);
  }

  /** What a round says about the target of a state. */
  static Optional<TargetReport> target(TargetState state, ReleaseReport round) {
    return round.targets().stream()
        .filter(one -> Digest.title(one.target(), one.component()).equals(state.target()))
        .findFirst();
  }

  private static Grid of(TargetState state, TargetReport report, int page) {
    List<Judged> judged =
        List.copyOf(
            report.judged().stream()
                .collect(
                    Collectors.toMap(
                        one -> one.judgement().candidate().id(),
                        Function.identity(),
                        (first, second) -> first,
                        LinkedHashMap::new))
                .values());
    int from = Math.min(page * ROWS, judged.size());
    List<Judged> shown = judged.subList(from, Math.min(from + ROWS, judged.size()));
    List<String> requirements = requirements(shown);
    return new Grid(
        requirements,
        shown.stream().map(one -> line(state, one, requirements)).toList(),
        from,
        judged.size(),
        SuitesPage.has(report));
  }

  private static List<String> requirements(List<Judged> judged) {
    Set<String> names = new LinkedHashSet<>();
    judged.forEach(one -> one.judgement().requirements().forEach(each -> names.add(each.name())));
    return List.copyOf(names);
  }

  private static Line line(TargetState state, Judged judged, List<String> requirements) {
    String id = judged.judgement().candidate().id();
    String href = Address.candidate(state.release().value(), id);
    Map<String, RequirementReport> reports =
        judged.judgement().requirements().stream()
            .collect(Collectors.toMap(RequirementReport::name, Function.identity(), (a, b) -> a));
    return new Line(
        id,
        Hash.brief(id),
        href,
        Mark.of(judged.judgement().decision().word()),
        judged.judgement().decision().rule(),
        relation(judged.facts().standing().relation()),
        requirements.stream().map(name -> cell(judged, reports, name, href)).toList());
  }

  private static Cell cell(
      Judged judged, Map<String, RequirementReport> reports, String name, String page) {
    RequirementReport report = reports.get(name);
    if (report == null) {
      return NOT_ASKED;
    }
    String evidence =
        report.evidence().stream()
            .map(one -> Address.outside(one.url()))
            .filter(url -> !url.isEmpty())
            .findFirst()
            .orElse("");
    return new Cell(mark(report, judged), evidence.isEmpty() ? page : evidence);
  }

  /** A waiver that nobody bound to one failure says so wherever it is shown. */
  private static Mark mark(RequirementReport report, Judged judged) {
    boolean anyFailure =
        judged.facts().accepting(report).stream().anyMatch(Waiver::coversAnyFailure);
    return anyFailure ? ANY_FAILURE : Mark.of(report.state());
  }

  /** Whether any requirement on this page is waived for any failure. */
  boolean anyFailure() {
    return lines.stream()
        .flatMap(line -> line.cells().stream())
        .anyMatch(cell -> cell.mark().equals(ANY_FAILURE));
  }

  private static String relation(Relation relation) {
    return switch (relation) {
      case NEWER -> "";
      case CURRENT -> "current";
      case OLDER -> "older";
    };
  }
}
