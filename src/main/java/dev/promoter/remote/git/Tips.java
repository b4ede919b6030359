package dev.promoter.remote.git;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the branches of releases stand. A tip that was just read serves one more round, so that
 * every other round has a request to spare for something else.
 */
final class Tips {
  private static final Duration GOOD_FOR = Duration.ofMinutes(2);

  private final Git git;
  private final InstantSource clock;
  private final Map<ReleaseName, Tip> tips = new ConcurrentHashMap<>();

  private record Tip(String repository, String branch, String sha1, Instant at, boolean again) {
    boolean serves(String otherRepository, String otherBranch, Instant now) {
      return !again
          && repository.equals(otherRepository)
          && branch.equals(otherBranch)
          && now.isBefore(at.plus(GOOD_FOR));
    }

    Tip servedAgain() {
      return new Tip(repository, branch, sha1, at, true);
    }
  }

  Tips(Git git, InstantSource clock) {
    this.git = git;
    this.clock = clock;
  }

  /** To be asked once a round. */
  String of(Release release) {
    Settings settings = release.settings();
    String repository = settings.get("ceph_repo");
    String branch = settings.get("ceph_branch");
    Instant now = clock.instant();
    Tip tip =
        Optional.ofNullable(tips.get(release.name()))
            .filter(known -> known.serves(repository, branch, now))
            .map(Tip::servedAgain)
            .orElseGet(() -> new Tip(repository, branch, git.tip(repository, branch), now, false));
    tips.put(release.name(), tip);
    return tip.sha1();
  }

  /** Whether the last round of a release asked for it. */
  boolean asked(ReleaseName release) {
    return Optional.ofNullable(tips.get(release)).filter(tip -> !tip.again()).isPresent();
  }
}
