package dev.promoter.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Three builders in the middle of a working day, for {@code promoter sandbox} and for tests: a
 * chain of links, aggregates of components, and votes that arrive while the promoter runs. It fits
 * the files shipped in {@code config/releases/CentOS-9}.
 */
public final class Story {
  /** The address in the shipped files that the address of the stand-in takes the place of. */
  public static final String PUBLIC_ADDRESS = "https://trunk.example.org";

  private final MasterStory master;
  private final IntegrationStory integration;
  private final ZedStory zed;

  /**
   * A vote that is cast some time after the start.
   *
   * @param after how long after the start
   * @param cast casts it, with the time of the server's clock
   */
  public record LiveVote(Duration after, Runnable cast) {}

  private Story(DlrnServer server) {
    Instant now = server.now();
    master = new MasterStory(server.addBuilder("api-centos9-master-uc", "centos9-master"), now);
    integration =
        new IntegrationStory(
            server.addBuilder("api-centos9-integration-uc", "centos9-integration"), now);
    zed = new ZedStory(server.addBuilder("api-centos9-zed", "centos9-zed"), now);
  }

  /** Adds the three builders to a server; everything has happened before the server's present. */
  public static Story tell(DlrnServer server) {
    return new Story(server);
  }

  /** The single-pipeline builder of {@code master.ini}. */
  public DlrnBuilder master() {
    return master.builder();
  }

  /** The only build of master that may go to current-tripleo; it may go on to -rdo as well. */
  public Build masterCandidate() {
    return master.passing();
  }

  /** The newest build of master; it may go to current-tripleo when its one failure is waived. */
  public Build masterNewest() {
    return master.newest();
  }

  /** The component builder of {@code integration.ini}. */
  public DlrnBuilder integration() {
    return integration.builder();
  }

  /** The only aggregate of integration that may go to current-tripleo. */
  public String integrationCandidate() {
    return integration.passing();
  }

  /** The single-pipeline builder of {@code zed.ini}. */
  public DlrnBuilder zed() {
    return zed.builder();
  }

  /** The build of zed that may go to current-tripleo when all live votes are cast, not before. */
  public Build zedCandidate() {
    return zed.testing();
  }

  /** The votes that are still to come, in the order of their times. */
  public List<LiveVote> liveVotes() {
    return zed.liveVotes();
  }

  /**
   * Lets the votes come, each at its time from now on.
   *
   * @return the votes to come, to cancel them
   */
  public List<ScheduledFuture<?>> startLiveVotes(ScheduledExecutorService scheduler) {
    return liveVotes().stream()
        .<ScheduledFuture<?>>map(
            vote -> scheduler.schedule(vote.cast(), vote.after().toMillis(), TimeUnit.MILLISECONDS))
        .toList();
  }
}
