package dev.promoter.web.pages;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import dev.promoter.freezes.Outlook;
import dev.promoter.insight.Insights.Scope;
import dev.promoter.insight.Promoted;
import dev.promoter.insight.TargetState;
import dev.promoter.web.Desk;
import dev.promoter.web.Refusal;
import dev.promoter.web.Remembered;
import dev.promoter.web.pages.ChartsPage.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What pages are made of, read once for many readers at a time. */
final class Library {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration OLD_ENOUGH = Duration.ofSeconds(30);
  private static final int MOST_CHARTS = 500;
  private static final int MOST_POINTS = 2000;
  private static final int FEED = 100;

  /** Each takes up to two hundred bytes; those of a hundred releases on their first pages. */
  private static final int MOST_CELLS = 100_000;

  /** Each takes some ten thousand bytes. */
  private static final int MOST_CANDIDATES = 500;

  private final Desk desk;
  private final Shelf shelf;
  private final Recent<List<StatusBoard.Row>> board;
  private final Recent<List<TargetState>> states;
  private final Recent<List<Waiver>> endingSoon;
  private final Recent<QueuePage> queue;
  private final Recent<List<Promoted>> feed;
  private final Map<String, Recent<Numbers>> charts = new ConcurrentHashMap<>();
  private final Remembered<GridKey, Grid> grids =
      new Remembered<>(MOST_CELLS, grid -> 1 + grid.lines().size() * grid.requirements().size());
  private final Remembered<CandidateKey, ReleaseReport> candidates =
      new Remembered<>(MOST_CANDIDATES, one -> 1);

  private record GridKey(long round, String target, int page) {}

  private record CandidateKey(long round, String candidate) {}

  Library(Desk desk, Shelf shelf) {
    this.desk = desk;
    this.shelf = shelf;
    this.board = new Recent<>(FRESH, desk::status);
    this.states = new Recent<>(FRESH, () -> shelf.insights().states());
    this.endingSoon = new Recent<>(FRESH, desk::waiversEndingSoon);
    this.queue = new Recent<>(FRESH, this::readQueue);
    this.feed =
        new Recent<>(FRESH, () -> shelf.insights().promotions(Scope.ALL, Instant.EPOCH, FEED));
  }

  Instant now() {
    return desk.now();
  }

  /** What somebody just changed shows at once. */
  void changed() {
    board.forget();
    states.forget();
    endingSoon.forget();
    queue.forget();
  }

  List<StatusBoard.Row> board() {
    return board.get();
  }

  List<String> releases() {
    return board().stream().map(row -> row.release().value()).toList();
  }

  StatusBoard.Row row(String release) {
    return board().stream()
        .filter(row -> row.release().value().equals(release))
        .findFirst()
        .orElseThrow(() -> none("There is no release '%s'.".formatted(release)));
  }

  List<TargetState> states() {
    return states.get();
  }

  List<TargetState> states(String release) {
    return states().stream().filter(one -> one.release().value().equals(release)).toList();
  }

  /** The candidates of a target, a page of them. */
  Grid grid(TargetState state, int page) {
    if (state.judgedRound() == 0) {
      return Grid.EMPTY;
    }
    GridKey key = new GridKey(state.judgedRound(), state.target(), page);
    return grids.get(key, () -> Grid.of(state, round(state.judgedRound()), page));
  }

  /** What a round says about one candidate. */
  ReleaseReport round(long number, String candidate) {
    return candidates.get(
        new CandidateKey(number, candidate),
        () -> round(number).narrowed(Optional.empty(), Optional.of(candidate)));
  }

  ReleaseReport round(long number) {
    return desk.round(number)
        .orElseThrow(() -> none("There is no round %d.".formatted(number)))
        .report();
  }

  /** The newest stored round that judged a candidate. */
  Optional<Long> roundOf(ReleaseName release, String candidate) {
    return shelf.insights().roundOf(release, candidate).stream().boxed().findFirst();
  }

  List<Promoted> promotions(ReleaseName release, String candidate) {
    return shelf.insights().promotionsOf(release, candidate);
  }

  List<Promoted> feed() {
    return feed.get();
  }

  Chronicle history(HistoryQuery query) {
    return desk.history(query);
  }

  List<Hold> holds() {
    return desk.holds();
  }

  List<Outlook> freezes() {
    return desk.freezes();
  }

  List<Waiver> waivers() {
    return desk.waivers();
  }

  List<Choice> choices() {
    return desk.choices();
  }

  List<Waiver> waiversEndingSoon() {
    return endingSoon.get();
  }

  List<Approval> approvals() {
    return desk.approvals();
  }

  QueuePage queue() {
    return queue.get();
  }

  /** Of one release, or of all when the name is empty. */
  Numbers numbers(String release, int weeks) {
    if (charts.size() > MOST_CHARTS) {
      charts.clear();
    }
    return charts
        .computeIfAbsent(
            weeks + " " + release,
            key -> new Recent<>(OLD_ENOUGH, () -> readNumbers(new Scope(release, ""), weeks)))
        .get();
  }

  private Numbers readNumbers(Scope scope, int weeks) {
    LocalDate monday = ChartsPage.since(weeks, now());
    Instant since = monday.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Numbers(
        shelf.insights().promotions(scope, since, MOST_POINTS),
        shelf.insights().promotionsByWeek(scope, monday),
        shelf.insights().requirements(scope, monday));
  }

  private QueuePage readQueue() {
    return QueuePage.of(shelf.openPlans(), shelf.letters(), board(), shelf::schedule, now());
  }

  private static Refusal none(String sentence) {
    return new Refusal(Refusal.Kind.NOT_FOUND, sentence);
  }
}
