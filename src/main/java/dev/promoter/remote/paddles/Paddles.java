package dev.promoter.remote.paddles;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Recollections;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.WebAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All Paddles servers: gives each release its client, and what follows its runs. */
public final class Paddles {
  private final HttpPool http;
  private final Recollections recollections;
  private final Map<Place, RunFollower> followers = new ConcurrentHashMap<>();

  private record Place(ReleaseName release, String address) {}

  /**
   * The servers as reached through one pool.
   *
   * @param recollections keep which runs were followed: one that is deleted while no process looks
   *     is missed all the same
   */
  public Paddles(HttpPool http, Recollections recollections) {
    this.http = http;
    this.recollections = recollections;
  }

  /** The server of a release. */
  public PaddlesClient client(Release release) {
    return new PaddlesClient(WebAddress.of(address(release)), http.client(release));
  }

  /** Keeps what was read of the runs of a release from one round to the next. */
  RunFollower follower(Release release) {
    return followers.computeIfAbsent(
        new Place(release.name(), address(release)),
        place -> new RunFollower(client(release), recollections, release.name()));
  }

  private static String address(Release release) {
    return release.settings().get("paddles_url");
  }
}
