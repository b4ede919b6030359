package dev.promoter;

import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The releases in force. A file that is refused leaves its last good version in force; a file that
 * is gone takes its release with it. Safe for threads.
 */
final class LiveReleases {
  private final Map<ReleaseName, InForce> good = new HashMap<>();
  private final Map<ReleaseName, String> fingerprints = new HashMap<>();
  private volatile List<LoadedRelease> files = List.of();

  /** A reading of all files, whether or not it can be taken over. */
  void seen(Configuration configuration) {
    files = configuration.releases();
  }

  /** All files as they were last read, refused ones included. */
  List<LoadedRelease> files() {
    return files;
  }

  /** The version in force; empty when there never was a good one. */
  synchronized Optional<Release> find(ReleaseName name) {
    return Optional.ofNullable(good.get(name)).map(InForce::release);
  }

  /** All that have a file, be it refused. */
  synchronized Set<ReleaseName> names() {
    return Set.copyOf(fingerprints.keySet());
  }

  /** All that are in force. */
  synchronized List<InForce> all() {
    return List.copyOf(good.values());
  }

  /** Takes over a new reading of all files and says what is different from the last one. */
  synchronized Change take(Configuration configuration, Instant at) {
    List<Release> changed = new ArrayList<>();
    List<LoadedRelease> read = new ArrayList<>();
    for (LoadedRelease loaded : configuration.releases()) {
      if (loaded.fingerprint().equals(fingerprints.put(loaded.name(), loaded.fingerprint()))) {
        continue;
      }
      read.add(loaded);
      if (loaded instanceof LoadedRelease.Accepted accepted) {
        good.put(loaded.name(), new InForce(accepted.release(), at));
        changed.add(accepted.release());
      }
    }
    return new Change(read, changed, forget(configuration));
  }

  private List<ReleaseName> forget(Configuration configuration) {
    Set<ReleaseName> present =
        configuration.releases().stream().map(LoadedRelease::name).collect(Collectors.toSet());
    List<ReleaseName> gone =
        fingerprints.keySet().stream().filter(name -> !present.contains(name)).sorted().toList();
    gone.forEach(
        name -> {
          fingerprints.remove(name);
          good.remove(name);
        });
    return gone;
  }

  /**
   * A release in force.
   *
   * @param since when this version of it was taken over
   */
  record InForce(Release release, Instant since) {}

  /**
   * What a reading brought.
   *
   * @param read files that are new or different, accepted or refused
   * @param changed their releases that are in force now
   * @param gone releases whose file is not there any more
   */
  record Change(List<LoadedRelease> read, List<Release> changed, List<ReleaseName> gone) {
    static final Change NONE = new Change(List.of(), List.of(), List.of());
  }
}
