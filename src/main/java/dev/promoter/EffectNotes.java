package dev.promoter;

import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.remote.containers.ContainerRegistries;
import dev.promoter.remote.images.ImageKind;
import dev.promoter.remote.images.ImageServers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which effects take no part in the promotions of a release although its allowed_clients names
 * them. No fault: files of the old promoter name effects without saying where.
 */
final class EffectNotes {
  private EffectNotes() {}

  static List<Problem> of(Configuration configuration) {
    return configuration.releases().stream()
        .filter(LoadedRelease.Accepted.class::isInstance)
        .map(loaded -> ((LoadedRelease.Accepted) loaded).release())
        .flatMap(EffectNotes::of)
        .toList();
  }

  private static Stream<Problem> of(Release release) {
    return Stream.of(
            ContainerRegistries.absence(release),
            ImageServers.absence(release, ImageKind.IMAGES),
            ImageServers.absence(release, ImageKind.DOCKERFILES))
        .flatMap(Optional::stream)
        .map(note -> new Problem(release.file(), 0, "main", "allowed_clients", note, true));
  }
}
