package dev.promoter.remote.shaman;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.WebAddress;

/** All Shaman servers: gives each release its client, and says what it needs of it. */
public final class Shaman {
  private final HttpPool http;

  /** The servers as reached through one pool. */
  public Shaman(HttpPool http) {
    this.http = http;
  }

  /** The server of a release. */
  public ShamanClient client(Release release) {
    return new ShamanClient(
        WebAddress.of(release.settings().get("shaman_url")), http.client(release));
  }

  /** The packages that a release needs of a commit. */
  public static Wanted wanted(Release release, Candidate candidate) {
    Settings settings = release.settings();
    return new Wanted(
        settings.get("ceph_branch"),
        candidate.id(),
        Platform.parseAll(settings.get("platforms")),
        settings.get("arch"),
        settings.isTrue("require_completed_build"));
  }
}
