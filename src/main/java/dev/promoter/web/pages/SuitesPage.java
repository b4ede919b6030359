package dev.promoter.web.pages;

import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import dev.promoter.insight.TargetState;
import dev.promoter.suites.Overview.Failed;
import dev.promoter.suites.Overview.Suite;
import dev.promoter.web.pages.Ages.When;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** The table of suites of a release of Ceph. */
record SuitesPage(String release, List<Section> sections) {
  private static final int FAILURES = 100;

  /** Of one target; {@code candidate} is the commit the table is about. */
  record Section(
      String target, String candidate, String href, Mark overall, When at, List<Line> lines) {}

  /** One suite with the failures that count. */
  record Line(Suite suite, Mark mark, List<Failure> failures, int more) {}

  /** One test that did not pass; the address of its log may be empty. */
  record Failure(Failed failed, String href) {}

  static SuitesPage of(
      String release, List<TargetState> states, LongFunction<ReleaseReport> rounds, Instant now) {
    return new SuitesPage(
        release, states.stream().flatMap(state -> section(state, rounds, now).stream()).toList());
  }

  /** Whether a target has such a table. */
  static boolean has(TargetReport target) {
    return annex(target).isPresent();
  }

  private static Optional<Section> section(
      TargetState state, LongFunction<ReleaseReport> rounds, Instant now) {
    if (state.judgedRound() == 0) {
      return Optional.empty();
    }
    return Grid.target(state, rounds.apply(state.judgedRound()))
        .flatMap(SuitesPage::annex)
        .map(
            table ->
                new Section(
                    state.target(),
                    state.newest(),
                    Address.candidate(state.release().value(), state.newest()),
                    Mark.of(table.overall()),
                    Ages.when(state.at(), now),
                    table.suites().stream().map(SuitesPage::line).toList()));
  }

  private static Optional<dev.promoter.suites.Overview> annex(TargetReport target) {
    return target.judged().stream()
        .map(one -> one.facts().annex())
        .filter(text -> !text.isBlank())
        .findFirst()
        .flatMap(dev.promoter.suites.Overview::of);
  }

  private static Line line(Suite suite) {
    List<Failure> failures =
        suite.failures().stream()
            .limit(FAILURES)
            .map(one -> new Failure(one, Address.outside(one.log())))
            .toList();
    return new Line(
        suite, Mark.of(suite.verdict()), failures, suite.failures().size() - failures.size());
  }
}
