package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;
import dev.promoter.engine.ReleaseLocks.Held;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Rounds with everything around them: the lock of the release, the status, the history. Anything
 * that goes wrong ends as a report, so that the caller can go on with the next release.
 */
public final class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  /** The key under which log lines carry the name of the release. */
  public static final String MDC_RELEASE = "release";

  private final Cycle cycle;
  private final ReleaseLocks locks;
  private final History history;
  private final StatusBoard board;
  private final InstantSource clock;

  /** Rounds of the given cycle. */
  public Rounds(
      Cycle cycle, ReleaseLocks locks, History history, StatusBoard board, InstantSource clock) {
    this.cycle = cycle;
    this.locks = locks;
    this.history = history;
    this.board = board;
    this.clock = clock;
  }

  /** One round of the release. */
  public ReleaseReport run(Release release, StopSignal stop) {
    return locked(release, mine -> mine.run(release, stop));
  }

  /** An ordered promotion, in the place of a round. */
  public ReleaseReport force(Release release, Order order, StopSignal stop) {
    return locked(release, mine -> mine.force(release, order, stop));
  }

  /** An ordered rollback, in the place of a round. */
  public ReleaseReport rollback(Release release, RollbackOrder order, StopSignal stop) {
    return locked(release, mine -> mine.rollback(release, order, stop));
  }

  /** One action that is no promotion, in the place of a round. */
  public ReleaseReport carryOut(
      Release release, Candidate candidate, Action action, String reason) {
    return locked(release, mine -> mine.carryOut(release, candidate, action, reason));
  }

  private ReleaseReport locked(Release release, Function<Cycle, ReleaseReport> round) {
    MDC.put(MDC_RELEASE, release.name().value());
    try {
      if (release.dryRun()) {
        return round.apply(cycle);
      }
      Optional<Held> lock = locks.tryLock(release.name());
      if (lock.isEmpty()) {
        return ReleaseReport.leftOut(release.name(), release.file(), clock.instant());
      }
      try (Held held = lock.get()) {
        return recorded(release, round, held);
      }
    } catch (CancellationException e) {
      LOG.warn("the round of {} was cut short: {}", release.name(), e.getMessage());
      return refused(release, cutShort(e));
    } catch (RuntimeException e) {
      LOG.error("the round of {} ended by a fault of the program", release.name(), e);
      return refused(release, "a fault of the program: " + e + " (see the log)");
    } finally {
      MDC.remove(MDC_RELEASE);
    }
  }

  private ReleaseReport recorded(Release release, Function<Cycle, ReleaseReport> round, Held held) {
    board.began(release.name(), release.file(), clock.instant());
    try {
      ReleaseReport report = round.apply(cycle.under(held));
      history.under(held).record(report);
      String summary = report.error().isEmpty() ? report.summary() : report.error();
      board.ended(release.name(), report.failed(), summary, report.finishedAt());
      return report;
    } catch (LostReleaseException e) {
      throw e; // the status is another node's by now
    } catch (CancellationException e) {
      brokeOff(release, cutShort(e), e);
      throw e;
    } catch (RuntimeException e) {
      brokeOff(release, "a fault of the program: " + e, e);
      throw e;
    }
  }

  /** A round that breaks off must not look on the status as if it were still at work. */
  private void brokeOff(Release release, String sentence, RuntimeException fault) {
    try {
      board.ended(release.name(), true, sentence, clock.instant());
    } catch (RuntimeException second) {
      fault.addSuppressed(second);
    }
  }

  private static String cutShort(CancellationException e) {
    return "the round was cut short: " + e.getMessage() + "; what it had begun is in the journal";
  }

  private ReleaseReport refused(Release release, String sentence) {
    return ReleaseReport.refused(release.name(), release.file(), sentence, clock.instant());
  }
}
