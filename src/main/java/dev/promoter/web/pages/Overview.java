package dev.promoter.web.pages;

import dev.promoter.documents.RowState;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.StatusBoard;
import dev.promoter.insight.Blockage;
import dev.promoter.insight.TargetState;
import dev.promoter.web.pages.Ages.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All releases at a glance. */
record Overview(List<Row> rows, List<Count> counts, List<String> reminders, When now) {
  private static final int LONGEST_SENTENCE = 120;
  private static final int MOST_REMINDERS = 5;

  /**
   * One release.
   *
   * @param state of its last round, in a word
   * @param bad whether a person has to look at it
   * @param round when its last round ended
   * @param problem the first line of why its file is refused; may be empty
   */
  record Row(
      String release,
      String href,
      String state,
      boolean bad,
      When round,
      String problem,
      List<Link> links) {}

  /** One link of a release. */
  record Link(
      String target,
      String current,
      String brief,
      String candidate,
      When age,
      Mark mark,
      String sentence,
      String who,
      When since,
      String spark) {}

  /** How many links are in a state; what a person must look at comes first. */
  record Count(Mark mark, long number) {}

  static Overview of(Library library) {
    Instant now = library.now();
    Map<ReleaseName, List<TargetState>> targets =
        library.states().stream().collect(Collectors.groupingBy(TargetState::release));
    List<Row> rows = new ArrayList<>();
    for (StatusBoard.Row row : library.board()) {
      rows.add(row(row, targets.getOrDefault(row.release(), List.of()), now));
    }
    List<String> reminders =
        library.waiversEndingSoon().stream().map(Waiver::sentence).limit(MOST_REMINDERS).toList();
    return new Overview(sorted(rows), counts(rows), reminders, Ages.when(now, now));
  }

  private static Row row(StatusBoard.Row row, List<TargetState> targets, Instant now) {
    String state = RowState.of(row);
    return new Row(
        row.release().value(),
        Address.release(row.release().value()),
        state,
        state.equals("failed") || state.equals("refused"),
        row.finishedAt().map(at -> Ages.when(at, now)).orElse(When.UNKNOWN),
        row.problems().lines().findFirst().orElse(""),
        targets.stream().map(target -> link(target, now)).toList());
  }

  static Link link(TargetState state, Instant now) {
    Blockage blockage = state.blockage();
    return new Link(
        state.target(),
        state.current(),
        Hash.brief(state.current()),
        Address.candidate(state.release().value(), state.current()),
        state.currentSince().map(at -> Ages.when(at, now)).orElse(When.UNKNOWN),
        Mark.of(blockage.kind()),
        blockage.kind() == Blockage.Kind.NOTHING ? "" : cut(blockage.sentence()),
        blockage.who(),
        Ages.when(state.blockedSince(), now),
        Sparkline.of(state.recent(), now));
  }

  /**
   * Those that need a person come first; the others stay where they are, whatever they wait for.
   */
  static List<Row> sorted(List<Row> rows) {
    return rows.stream().sorted(Comparator.comparingInt(Overview::urgency)).toList();
  }

  private static int urgency(Row row) {
    int worst =
        row.links().stream().mapToInt(link -> link.mark().urgency()).min().orElse(Mark.CALM);
    return row.bad() || !row.problem().isEmpty() ? 0 : Math.min(worst, Mark.CALM);
  }

  static List<Count> counts(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.links().stream())
        .collect(Collectors.groupingBy(Link::mark, Collectors.counting()))
        .entrySet()
        .stream()
        .map(one -> new Count(one.getKey(), one.getValue()))
        .sorted(
            Comparator.comparingInt((Count one) -> one.mark().urgency())
                .thenComparing(Comparator.comparingLong(Count::number).reversed())
                .thenComparing(one -> one.mark().word()))
        .toList();
  }

  private static String cut(String sentence) {
    return sentence.length() <= LONGEST_SENTENCE
        ? sentence
        : sentence.substring(0, LONGEST_SENTENCE - 1) + "…";
  }
}
