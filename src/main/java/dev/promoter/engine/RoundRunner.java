package dev.promoter.engine;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each round in a thread of its own and stops waiting for it after the release's limit, so
 * that a release that hangs for ever delays nobody. A round that was given up cannot write any more
 * once its step in hand ends; until its thread is gone the release gets no other round, and the
 * status says since when it is stuck.
 */
public final class RoundRunner {
  private static final Logger LOG = LoggerFactory.getLogger(RoundRunner.class);

  private final StatusBoard board;
  private final InstantSource clock;
  private final Map<ReleaseName, Running> running = new ConcurrentHashMap<>();

  /** A runner without rounds, which notes on the board what a round cannot say for itself. */
  public RoundRunner(StatusBoard board, InstantSource clock) {
    this.board = board;
    this.clock = clock;
  }

  /**
   * Starts a round.
   *
   * @return its report, or after the release's limit a report that says it did not finish; never
   *     exceptional
   */
  public CompletableFuture<ReleaseReport> start(
      Release release, BiFunction<Release, StopSignal, ReleaseReport> round) {
    return startUnlessBusy(release, round)
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    refused(release, stillAtWork(running.get(release.name())))));
  }

  /** Starts a round as {@link #start} does, unless the release has one. */
  public Optional<CompletableFuture<ReleaseReport>> startUnlessBusy(
      Release release, BiFunction<Release, StopSignal, ReleaseReport> round) {
    Running mine = new Running(clock.instant(), new StopSignal(), new CompletableFuture<>());
    if (running.putIfAbsent(release.name(), mine) != null) {
      return Optional.empty();
    }
    Thread thread = new Thread(() -> work(release, round, mine), "round-" + release.name());
    thread.setDaemon(true);
    thread.start();
    Duration limit = release.roundLimit();
    return Optional.of(
        mine.report()
            .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(timeout -> givenUp(release, mine, thread)));
  }

  private static String stillAtWork(@Nullable Running other) {
    String since = other == null ? "" : " that began at " + other.since();
    return "the round" + since + " is still at work";
  }

  /** The releases of which a round is at work. */
  public Set<ReleaseName> busy() {
    return Set.copyOf(running.keySet());
  }

  /** Whether a round of this release is at work, or was given up and has not ended yet. */
  public boolean busy(ReleaseName release) {
    return running.containsKey(release);
  }

  /**
   * Asks all rounds to end after the step in hand and waits for them.
   *
   * @return whether all ended in time
   */
  public boolean stop(Duration grace) {
    running.values().forEach(each -> each.stop().request());
    Instant deadline = clock.instant().plus(grace);
    for (Running each : running.values()) {
      long left = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
      each.ended().completeOnTimeout(false, left, TimeUnit.MILLISECONDS).join();
    }
    return running.isEmpty();
  }

  private void work(
      Release release, BiFunction<Release, StopSignal, ReleaseReport> round, Running mine) {
    ReleaseReport report;
    try {
      report = round.apply(release, mine.stop());
    } catch (Throwable e) { // also errors: the waiting side must always get an answer
      LOG.error("the round of {} ended by a fault of the program", release.name(), e);
      report = noted(release, "a fault of the program: " + e + " (see the log)");
    }
    running.remove(release.name(), mine);
    mine.ended().complete(true); // first: whoever sees the report must not take the round for stuck
    mine.report().complete(report);
  }

  private ReleaseReport givenUp(Release release, Running mine, Thread thread) {
    LOG.error("the round of {} took longer than its limit and was given up", release.name());
    mine.stop().request();
    thread.interrupt();
    return noted(
        release,
        ("stuck since %s: the round that began then did not finish within its limit of %d s (option"
                + " round_limit) and was given up; what it had begun is in the journal, and there is"
                + " no other round until its step in hand ends")
            .formatted(mine.since(), release.roundLimit().toSeconds()));
  }

  /** Also on the status, which otherwise shows this round as being at work. */
  private ReleaseReport noted(Release release, String sentence) {
    ReleaseReport report = refused(release, sentence);
    if (!release.dryRun()) {
      try {
        board.ended(release.name(), true, sentence, report.finishedAt());
      } catch (RuntimeException e) {
        LOG.error("the status of {} could not be written", release.name(), e);
      }
    }
    return report;
  }

  private ReleaseReport refused(Release release, String sentence) {
    return ReleaseReport.refused(release.name(), release.file(), sentence, clock.instant());
  }

  private record Running(
      Instant since,
      StopSignal stop,
      CompletableFuture<ReleaseReport> report,
      CompletableFuture<Boolean> ended) {
    Running(Instant since, StopSignal stop, CompletableFuture<ReleaseReport> report) {
      this(since, stop, report, new CompletableFuture<>());
    }
  }
}
