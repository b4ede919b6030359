package dev.promoter.remote.containers;

import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registries of a release.
 *
 * @param source where its containers were pushed to by who built them
 * @param targets where they are copied to; may be empty
 */
record Depots(Depot source, List<Depot> targets) {
  private static final String KIND = "registry";
  private static final String ROLE = "role";

  Depots {
    targets = List.copyOf(targets);
  }

  /** Empty when the release has no source: then containers take no part. */
  static Optional<Depots> of(Release release) {
    Settings settings = release.settings();
    Optional<Depot> source = Optional.empty();
    List<Depot> targets = new ArrayList<>();
    for (String name : names(settings)) {
      Optional<Settings> section = settings.section(KIND, name);
      if (section.isEmpty()) {
        continue;
      }
      if (section.get().find(ROLE).filter("source"::equals).isPresent()) {
        source = Optional.of(Depot.of(name, section.get(), settings.get("source_namespace")));
      } else {
        targets.add(Depot.of(name, section.get(), settings.get("target_namespace")));
      }
    }
    return source.map(found -> new Depots(found, targets));
  }

  private static List<String> names(Settings settings) {
    return settings
        .find("registries")
        .map(names -> List.of(names.split(",")))
        .orElseGet(() -> settings.sectionNames(KIND));
  }

  /**
   * The registry that a plan named.
   *
   * @param address where it was then
   * @throws RemoteException when the release has no such registry any more, or has it elsewhere:
   *     what the journal knows would be about another one
   */
  static Depot find(Release release, String name, String address) {
    Optional<Depot> found =
        of(release).stream()
            .flatMap(all -> Stream.concat(Stream.of(all.source()), all.targets().stream()))
            .filter(depot -> depot.name().equals(name))
            .findFirst();
    if (found.isEmpty()) {
      throw gone(name, "the release does not name it any more");
    }
    if (!found.get().address().toString().equals(address)) {
      throw gone(
          name,
          "it was %s when this was planned and is %s now"
              .formatted(address, found.get().address()));
    }
    return found.get();
  }

  private static RemoteException gone(String name, String why) {
    return RemoteException.of(
        "registry " + name,
        "find it",
        "[registry " + name + "]",
        why + "; put it back, or take the promotion back (promoter rollback)",
        0,
        true);
  }
}
