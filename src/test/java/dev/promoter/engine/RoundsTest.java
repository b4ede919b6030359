package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Action;
import dev.promoter.engine.WatchedJournal.ProcessDied;
import dev.promoter.fakes.InMemoryHistory;
import dev.promoter.fakes.InMemoryReleaseLocks;
import dev.promoter.fakes.InMemoryStatusBoard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RoundsTest {
  private final Bench bench = new Bench().withOnePromotion();
  private final InMemoryReleaseLocks locks = new InMemoryReleaseLocks();
  private final InMemoryHistory history = bench.history;
  private final InMemoryStatusBoard board = new InMemoryStatusBoard();

  @Test
  void a_round_holds_the_lock_and_is_recorded() {
    bench.keep.interject(() -> bench.log.add("locked " + isLocked()));

    ReleaseReport report = rounds().run(bench.release(), bench.stop);

    assertThat(report.promotions()).isEqualTo(1);
    assertThat(bench.log).contains("locked true");
    assertThat(isLocked()).isFalse();
    assertThat(history.round(1)).contains(report);
    assertThat(history.round(2)).isEmpty();
    assertThat(status().failed()).isFalse();
    assertThat(status().summary()).isEqualTo("current: promoted " + A.id());
    assertThat(status().startedAt()).contains(report.startedAt());
    assertThat(status().finishedAt()).contains(report.finishedAt());
  }

  @Test
  void a_round_that_failed_is_recorded_as_failed() {
    bench.links.fail("current", Bench.unreachable());

    ReleaseReport report = rounds().run(bench.release(), bench.stop);

    assertThat(history.round(1)).contains(report);
    assertThat(history.round(2)).isEmpty();
    assertThat(status().failed()).isTrue();
    assertThat(status().summary()).isEqualTo("current: failed");
  }

  @Test
  void a_release_that_somebody_else_works_on_is_left_out() {
    takeLock();

    ReleaseReport report = rounds().run(bench.release(), bench.stop);

    assertThat(report.error()).contains("another round of this release is at work");
    assertThat(bench.log).isEmpty();
    assertThat(history.round(1)).isEmpty();
    assertThat(board.rows()).isEmpty();
    assertThat(isLocked()).isTrue();
  }

  @Test
  void a_dry_run_needs_no_lock_and_is_not_recorded() {
    takeLock();

    ReleaseReport report = rounds().run(bench.release().asDryRun(), bench.stop);

    assertThat(Bench.only(report).outcome()).isEqualTo(TargetOutcome.WOULD_PROMOTE);
    assertThat(history.round(1)).isEmpty();
    assertThat(board.rows()).isEmpty();
  }

  @Test
  void a_forced_promotion_is_locked_and_recorded_like_a_round() {
    Order order =
        new Order(Bench.CURRENT.source(), Bench.CURRENT.link(), A, Set.of(), "customer waits");

    ReleaseReport report = rounds().force(bench.release(), order, bench.stop);
    takeLock();
    ReleaseReport second = rounds().force(bench.release(), order, bench.stop);

    assertThat(report.promotions()).isEqualTo(1);
    assertThat(history.round(1)).contains(report);
    assertThat(history.round(2)).isEmpty();
    assertThat(second.error()).contains("another round");
  }

  @Test
  void a_fault_of_the_program_is_a_report_frees_the_lock_and_shows_on_the_board() {
    Rounds broken = rounds(new Cycle(List.of(), bench.ports()));

    ReleaseReport report = broken.run(bench.release(), bench.stop);

    assertThat(report.error()).contains("fault of the program", "no workflow is called");
    assertThat(isLocked()).isFalse();
    assertThat(history.round(1)).isEmpty();
    assertThat(status().failed()).isTrue();
    assertThat(status().finishedAt()).isPresent();
    assertThat(status().summary()).startsWith("a fault of the program");
  }

  @Test
  void a_history_that_cannot_be_written_shows_on_the_board() {
    History full = new FullHistory();
    Rounds rounds = new Rounds(bench.cycle(), locks, full, board, bench.clock);

    ReleaseReport report = rounds.run(bench.release(), bench.stop);

    assertThat(report.error()).contains("the disk is full");
    assertThat(status().failed()).isTrue();
    assertThat(status().finishedAt()).isPresent();
    assertThat(status().summary()).contains("the disk is full");
    assertThat(bench.openPlans()).extracting(Journal.OpenPlan::ended).containsExactly(true);
  }

  @Test
  void a_round_that_is_interrupted_says_so_and_not_that_the_program_is_at_fault() {
    bench.inDoubtWait = Duration.ofHours(1);
    bench.promote.dieAfter(new ProcessDied());
    assertThatThrownBy(bench::round).isInstanceOf(ProcessDied.class);

    Thread.currentThread().interrupt();
    ReleaseReport report = rounds().run(bench.release(), bench.stop);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.error()).startsWith("the round was cut short").doesNotContain("fault");
    assertThat(status().summary()).isEqualTo(report.error());
    assertThat(status().failed()).isTrue();
  }

  @Test
  void an_action_beside_all_promotions_is_refused_in_a_dry_run() {
    Action vote = new Action("vote", "report success of deploy", A, Map.of());

    ReleaseReport report =
        rounds().carryOut(bench.release().asDryRun(), A, vote, "asked for by kim");

    assertThat(report.error()).contains("dry run", "report success of deploy");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void log_lines_of_a_round_carry_the_release_and_later_ones_do_not() {
    bench.keep.interject(() -> bench.log.add("mdc " + MDC.get(Rounds.MDC_RELEASE)));

    ReleaseReport report = rounds().run(bench.release(), bench.stop);

    assertThat(report.failed()).isFalse();
    assertThat(bench.log).contains("mdc CentOS-9/master");
    assertThat(MDC.get(Rounds.MDC_RELEASE)).isNull();
  }

  private Rounds rounds() {
    return rounds(bench.cycle());
  }

  private Rounds rounds(Cycle cycle) {
    return new Rounds(cycle, locks, history, board, bench.clock);
  }

  private record FullHistory() implements History {
    @Override
    public Optional<Long> record(ReleaseReport report) {
      throw new IllegalStateException("the disk is full");
    }

    @Override
    public Optional<ReleaseReport> round(long id) {
      return Optional.empty();
    }

    @Override
    public List<Entry> entries(HistoryQuery query) {
      return List.of();
    }

    @Override
    public List<Entry> promotions(HistoryQuery query) {
      return List.of();
    }

    @Override
    public List<Entry> after(long round, int limit) {
      return List.of();
    }
  }

  private StatusBoard.Row status() {
    return board.rows().get(0);
  }

  private void takeLock() {
    assertThat(locks.tryLock(NAME)).isPresent();
  }

  private boolean isLocked() {
    Optional<ReleaseLocks.Held> free = locks.tryLock(NAME);
    free.ifPresent(ReleaseLocks.Held::close);
    return free.isEmpty();
  }
}
