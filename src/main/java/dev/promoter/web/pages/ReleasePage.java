package dev.promoter.web.pages;

import dev.promoter.documents.RowState;
import dev.promoter.domain.Relation;
import dev.promoter.domain.RequirementReport;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.insight.Digest;
import dev.promoter.insight.TargetState;
import dev.promoter.web.pages.Ages.When;
import dev.promoter.web.pages.Overview.Link;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** One release: where its targets stand, and each target's candidates against its requirements. */
record ReleasePage(
    String release,
    String file,
    String state,
    When round,
    List<String> problems,
    List<Section> sections,
    boolean suites) {
  /** As many candidates as one page of a grid has. */
  static final int ROWS = 25;

  /**
   * One target.
   *
   * @param at when the round ended that judged what is shown
   * @param requirements the columns
   * @param newer the address of the page of newer candidates; may be empty
   * @param older the address of the page of older candidates; may be empty
   */
  record Section(
      Link link,
      String name,
      String source,
      long round,
      When at,
      String reason,
      List<String> requirements,
      List<Line> lines,
      int all,
      String newer,
      String older) {
    /** The link as a parameter. */
    String linkQuery() {
      return Address.query(name);
    }
  }

  /** Its name as a parameter. */
  String query() {
    return Address.query(release);
  }

  String suitesHref() {
    return Address.suites(release);
  }

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

  static ReleasePage of(
      StatusBoard.Row row,
      List<TargetState> states,
      LongFunction<ReleaseReport> rounds,
      int page,
      Instant now) {
    List<Section> sections =
        states.stream().map(state -> section(state, rounds, page, now)).toList();
    return new ReleasePage(
        row.release().value(),
        row.file(),
        RowState.of(row),
        row.finishedAt().map(at -> Ages.when(at, now)).orElse(When.UNKNOWN),
        row.problems().lines().filter(line -> !line.isBlank()).toList(),
        sections,
        states.stream().anyMatch(state -> SuitesPage.has(state, rounds)));
  }

  private static Section section(
      TargetState state, LongFunction<ReleaseReport> rounds, int page, Instant now) {
    List<Judged> judged =
        target(state, rounds).map(TargetReport::judged).orElse(List.of()).stream()
            .collect(
                Collectors.toMap(
                    one -> one.judgement().candidate().id(),
                    Function.identity(),
                    (first, second) -> first,
                    LinkedHashMap::new))
            .values()
            .stream()
            .toList();
    int from = Math.min(page * ROWS, judged.size());
    List<Judged> shown = judged.subList(from, Math.min(from + ROWS, judged.size()));
    List<String> requirements = requirements(shown);
    String own = Address.release(state.release().value()) + "?page=";
    return new Section(
        Overview.link(state, now),
        state.link(),
        state.source(),
        state.judgedRound(),
        Ages.when(state.at(), now),
        state.blockage().sentence(),
        requirements,
        shown.stream().map(one -> line(state, one, requirements)).toList(),
        judged.size(),
        page > 0 && from > 0 ? own + (page - 1) : "",
        from + ROWS < judged.size() ? own + (page + 1) : "");
  }

  /** The report of the newest round that judged candidates of a target. */
  static Optional<TargetReport> target(TargetState state, LongFunction<ReleaseReport> rounds) {
    if (state.judgedRound() == 0) {
      return Optional.empty();
    }
    return rounds.apply(state.judgedRound()).targets().stream()
        .filter(one -> Digest.title(one.target(), one.component()).equals(state.target()))
        .findFirst();
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
        requirements.stream().map(name -> cell(reports, name, href)).toList());
  }

  private static Cell cell(Map<String, RequirementReport> reports, String name, String page) {
    RequirementReport report = reports.get(name);
    if (report == null) {
      return new Cell(new Mark(" ", "not asked for", "none"), "");
    }
    String evidence =
        report.evidence().stream()
            .map(one -> Address.outside(one.url()))
            .filter(url -> !url.isEmpty())
            .findFirst()
            .orElse("");
    return new Cell(Mark.of(report.state()), evidence.isEmpty() ? page : evidence);
  }

  private static String relation(Relation relation) {
    return switch (relation) {
      case NEWER -> "";
      case CURRENT -> "current";
      case OLDER -> "older";
    };
  }
}
