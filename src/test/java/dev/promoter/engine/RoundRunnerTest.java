package dev.promoter.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Settings;
import dev.promoter.fakes.InMemoryStatusBoard;
import dev.promoter.fakes.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RoundRunnerTest {
  private static final Duration TINY = Duration.ofMillis(1);
  private static final Duration AMPLE = Duration.ofMinutes(10);

  private final SettableClock clock = new SettableClock("2026-03-02T10:00:00Z");
  private final InMemoryStatusBoard board = new InMemoryStatusBoard();
  private final RoundRunner runner = new RoundRunner(board, clock);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void let_all_threads_end() {
    release.countDown();
  }

  @Test
  void a_round_gives_its_own_report_and_leaves_nothing_behind() {
    ReleaseReport report = runner.start(release("one", AMPLE), (it, stop) -> done(it)).join();

    assertThat(report.error()).isEmpty();
    assertThat(runner.busy(new ReleaseName("one"))).isFalse();
  }

  @Test
  void a_hanging_round_is_given_up_after_its_limit_with_a_report_and_told_to_stop() {
    CompletableFuture<StopSignal> signal = new CompletableFuture<>();
    CompletableFuture<ReleaseReport> start =
        runner.start(
            release("one", TINY),
            (it, stop) -> {
              signal.complete(stop);
              return hang(it);
            });

    ReleaseReport report = start.join();

    assertThat(report.error()).contains("did not finish", "round_limit", "in the journal");
    assertThat(report.failed()).isTrue();
    assertThat(signal.join().requested()).isTrue();
    assertThat(runner.busy(new ReleaseName("one"))).isTrue();
  }

  @Test
  void a_round_that_is_given_up_shows_on_the_status_since_when_it_is_stuck() {
    ReleaseReport report = runner.start(release("one", TINY), (it, stop) -> hang(it)).join();

    assertThat(board.rows()).hasSize(1);
    StatusBoard.Row row = board.rows().get(0);
    assertThat(row.summary())
        .startsWith("stuck since 2026-03-02T10:00:00Z")
        .isEqualTo(report.error());
    assertThat(row.failed()).isTrue();
    assertThat(row.finishedAt()).contains(clock.instant());
  }

  @Test
  void a_dry_run_that_is_given_up_leaves_the_status_alone() {
    ReleaseReport report =
        runner.start(release("one", TINY).asDryRun(), (it, stop) -> hang(it)).join();

    assertThat(report.error()).startsWith("stuck since");
    assertThat(board.rows()).isEmpty();
  }

  @Test
  void a_round_that_is_given_up_is_interrupted() {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

    ReleaseReport report =
        runner
            .start(
                release("one", TINY),
                (it, stop) -> {
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.complete(true);
                  }
                  return done(it);
                })
            .join();

    assertThat(report.error()).contains("did not finish");
    assertThat(interrupted.join()).isTrue();
  }

  @Test
  void a_release_whose_round_is_stuck_gets_no_second_one_but_others_do() {
    assertThat(runner.start(release("stuck", TINY), (it, stop) -> hang(it)).join().error())
        .isNotEmpty();
    clock.advance(Duration.ofMinutes(5));

    ReleaseReport again = runner.start(release("stuck", AMPLE), (it, stop) -> done(it)).join();
    ReleaseReport other = runner.start(release("other", AMPLE), (it, stop) -> done(it)).join();

    assertThat(again.error())
        .isEqualTo("the round that began at 2026-03-02T10:00:00Z is still at work");
    assertThat(other.error()).isEmpty();
  }

  @Test
  void a_release_gets_its_next_round_once_the_stuck_one_has_ended() {
    assertThat(runner.start(release("stuck", TINY), (it, stop) -> hang(it)).join().error())
        .isNotEmpty();
    release.countDown();
    assertThat(runner.stop(Duration.ofSeconds(50))).isTrue();

    ReleaseReport again = runner.start(release("stuck", AMPLE), (it, stop) -> done(it)).join();

    assertThat(again.error()).isEmpty();
  }

  @Test
  void a_hanging_round_does_not_delay_another_that_started_later() {
    CompletableFuture<ReleaseReport> hanging =
        runner.start(release("hanging", AMPLE), (it, stop) -> hang(it));

    ReleaseReport other = runner.start(release("other", AMPLE), (it, stop) -> done(it)).join();

    assertThat(other.error()).isEmpty();
    assertThat(hanging).isNotDone();
  }

  @Test
  void any_fault_of_a_round_is_a_report_and_ends_the_round() {
    ReleaseReport report =
        runner
            .start(
                release("one", AMPLE),
                (it, stop) -> {
                  throw new StackOverflowError("too deep");
                })
            .join();

    assertThat(report.error()).contains("fault of the program", "too deep");
    assertThat(board.rows()).extracting(StatusBoard.Row::summary).containsExactly(report.error());
    assertThat(runner.busy(new ReleaseName("one"))).isFalse();
  }

  @Test
  void stop_asks_every_round_to_end_and_waits_for_it() {
    CompletableFuture<StopSignal> signal = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<ReleaseReport> start =
        runner.start(
            release("one", AMPLE),
            (it, stop) -> {
              signal.complete(stop);
              begun.countDown();
              while (!stop.requested()) {
                Thread.onSpinWait();
              }
              return done(it);
            });
    await(begun);

    assertThat(runner.stop(Duration.ofSeconds(50))).isTrue();

    assertThat(signal.join().requested()).isTrue();
    assertThat(start.join().error()).isEmpty();
  }

  @Test
  void stop_gives_up_on_a_round_that_does_not_end_in_time() {
    CompletableFuture<ReleaseReport> start =
        runner.start(release("one", AMPLE), (it, stop) -> hang(it));

    assertThat(runner.stop(TINY)).isFalse();

    assertThat(start).isNotDone();
  }

  @Test
  void stop_without_rounds_is_at_once_done() {
    assertThat(runner.stop(AMPLE)).isTrue();
  }

  /** Ignores interruptions, as the worst remote call does. */
  private ReleaseReport hang(Release it) {
    boolean interrupted = false;
    while (true) {
      try {
        release.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return done(it);
  }

  private ReleaseReport done(Release it) {
    return new ReleaseReport(
        it.name(), it.file(), "", List.of(), it.dryRun(), clock.instant(), clock.instant());
  }

  private static Release release(String name, Duration limit) {
    return new Release(
        new ReleaseName(name),
        name + ".ini",
        "test",
        List.of(),
        false,
        1,
        limit,
        new Settings(Map.of()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
