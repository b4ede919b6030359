package dev.promoter.web.pages;

import dev.promoter.documents.RowState;
import dev.promoter.engine.StatusBoard;
import dev.promoter.insight.TargetState;
import dev.promoter.web.pages.Ages.When;
import dev.promoter.web.pages.Overview.Link;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** One release: where its targets stand, and each target's candidates against its requirements. */
record ReleasePage(
    String release,
    String file,
    String state,
    When round,
    List<String> problems,
    List<Section> sections,
    boolean suites) {
  /**
   * One target.
   *
   * @param at when the round ended that judged what is shown
   * @param grid its candidates
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
      Grid grid,
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

  static ReleasePage of(
      StatusBoard.Row row,
      List<TargetState> states,
      Function<TargetState, Grid> grids,
      int page,
      Instant now) {
    List<Section> sections =
        states.stream().map(state -> section(state, grids.apply(state), page, now)).toList();
    return new ReleasePage(
        row.release().value(),
        row.file(),
        RowState.of(row),
        row.finishedAt().map(at -> Ages.when(at, now)).orElse(When.UNKNOWN),
        row.problems().lines().filter(line -> !line.isBlank()).toList(),
        sections,
        sections.stream().anyMatch(section -> section.grid().suites()));
  }

  private static Section section(TargetState state, Grid grid, int page, Instant now) {
    String own = Address.release(state.release().value()) + "?page=";
    return new Section(
        Overview.link(state, now),
        state.link(),
        state.source(),
        state.judgedRound(),
        Ages.when(state.at(), now),
        state.blockage().sentence(),
        grid,
        page > 0 && grid.from() > 0 ? own + (page - 1) : "",
        grid.from() + Grid.ROWS < grid.all() ? own + (page + 1) : "");
  }
}
