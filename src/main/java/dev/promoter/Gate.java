package dev.promoter;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.Rounds;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.StopSignal;
import dev.promoter.remote.dlrn.Probe;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds only with credentials that the server accepts: they are probed before the first round of a
 * release and again when its file changed, so that a wrong password is named at once and not when
 * the first promotion is due.
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Rounds rounds;
  private final Function<Release, Probe> credentials;
  private final StatusBoard board;
  private final InstantSource clock;
  private final Map<ReleaseName, Release> accepted = new ConcurrentHashMap<>();

  Gate(
      Rounds rounds, Function<Release, Probe> credentials, StatusBoard board, InstantSource clock) {
    this.rounds = rounds;
    this.credentials = credentials;
    this.board = board;
    this.clock = clock;
  }

  /** One round, or a report that says why the credentials are refused. */
  ReleaseReport run(Release release, StopSignal stop) {
    if (!release.dryRun() && !release.equals(accepted.get(release.name()))) {
      Probe probe = credentials.apply(release);
      if (probe.state() == Probe.State.REFUSED) {
        ReleaseReport report =
            ReleaseReport.refused(
                release.name(), release.file(), probe.sentence(), clock.instant());
        board.ended(release.name(), true, report.error(), report.finishedAt());
        return report;
      }
      if (probe.state() != Probe.State.UNREACHABLE) {
        accepted.put(release.name(), release);
      }
      LOG.debug("{}: {}", release.name(), probe.sentence());
    }
    return rounds.run(release, stop);
  }
}
