package dev.promoter;

import dev.promoter.config.Configuration;
import dev.promoter.config.FileSecrets;
import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.remote.dlrn.Dlrn;
import dev.promoter.remote.dlrn.Probe;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks every server that the configuration names whether it answers and accepts the credentials.
 */
final class OnlineCheck {
  private OnlineCheck() {}

  static List<Problem> problems(Configuration configuration, Outside outside) {
    FileSecrets secrets =
        new FileSecrets(outside.environment(), configuration.daemon().secretFiles());
    ExecutorService pool = Executors.newCachedThreadPool();
    try (HttpPool http = new HttpPool(HttpSettings.standard())) {
      Dlrn dlrn = new Dlrn(http, secrets, pool);
      List<CompletableFuture<Optional<Problem>>> answers =
          configuration.releases().stream()
              .filter(LoadedRelease.Accepted.class::isInstance)
              .map(loaded -> ((LoadedRelease.Accepted) loaded).release())
              .map(release -> CompletableFuture.supplyAsync(() -> probe(dlrn, release), pool))
              .toList();
      return answers.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    } finally {
      pool.shutdownNow();
    }
  }

  private static Optional<Problem> probe(Dlrn dlrn, Release release) {
    Probe probe = dlrn.probe(release);
    return switch (probe.state()) {
      case OK -> Optional.empty();
      case NOT_CHECKABLE -> Optional.of(problem(release, probe, true));
      case REFUSED, UNREACHABLE -> Optional.of(problem(release, probe, false));
    };
  }

  private static Problem problem(Release release, Probe probe, boolean warning) {
    return new Problem(release.file(), 0, "main", "api_url", probe.sentence(), warning);
  }
}
