package dev.promoter;

import dev.promoter.config.Configuration;
import dev.promoter.config.FileSecrets;
import dev.promoter.config.LoadedRelease;
import dev.promoter.config.Whereabouts;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.remote.containers.ContainerRegistries;
import dev.promoter.remote.dlrn.Dlrn;
import dev.promoter.remote.dlrn.Probe;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.images.ImageKind;
import dev.promoter.remote.images.ImageServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Asks every server that the configuration names whether it answers and accepts the credentials.
 */
final class OnlineCheck {
  private OnlineCheck() {}

  /**
   * @param configDir where the files of the configuration are, as problems name it
   */
  static List<Problem> problems(Configuration configuration, Path configDir, Outside outside) {
    FileSecrets secrets =
        new FileSecrets(outside.environment(), configuration.daemon().secretFiles());
    ExecutorService pool = Executors.newCachedThreadPool();
    try (HttpPool http = new HttpPool(HttpSettings.standard());
        ImageServers images = new ImageServers(secrets)) {
      Dlrn dlrn = new Dlrn(http, secrets, pool);
      ContainerRegistries containers = new ContainerRegistries(http, secrets, pool);
      List<Function<Release, List<Problem>>> probes =
          List.of(
              release -> probe(dlrn, release).stream().toList(),
              release -> probe(containers, release),
              release -> probe(images, release, ImageKind.IMAGES),
              release -> probe(images, release, ImageKind.DOCKERFILES));
      List<Function<Release, List<Problem>>> cephProbes =
          new CephProbes(http, secrets, outside).all();
      List<CompletableFuture<List<Problem>>> answers =
          configuration.releases().stream()
              .filter(LoadedRelease.Accepted.class::isInstance)
              .map(loaded -> ((LoadedRelease.Accepted) loaded).release())
              .flatMap(
                  release ->
                      (release.workflow().equals(Services.DLRN) ? probes : cephProbes)
                          .stream().map(probe -> asked(probe, release, pool)))
              .toList();
      return answers.stream()
          .map(CompletableFuture::join)
          .flatMap(List::stream)
          .map(problem -> Whereabouts.located(problem, configDir))
          .distinct()
          .toList();
    } finally {
      pool.shutdownNow();
    }
  }

  private static CompletableFuture<List<Problem>> asked(
      Function<Release, List<Problem>> probe, Release release, ExecutorService pool) {
    return CompletableFuture.supplyAsync(() -> probe.apply(release), pool);
  }

  private static List<Problem> probe(ContainerRegistries containers, Release release) {
    return containers.probe(release).stream()
        .map(
            fault ->
                new Problem(
                    release.file(), 0, "registry " + fault.name(), "url", fault.sentence(), false))
        .toList();
  }

  private static List<Problem> probe(ImageServers images, Release release, ImageKind what) {
    return images.probe(release, what).stream()
        .map(
            fault ->
                new Problem(
                    release.file(), 0, fault.section(), fault.key(), fault.sentence(), false))
        .toList();
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
