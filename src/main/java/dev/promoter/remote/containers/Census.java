package dev.promoter.remote.containers;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.registry.Digest;
import dev.promoter.remote.registry.ImageName;
import dev.promoter.remote.registry.Manifest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the source has of a candidate: everything, or nothing is begun. Partial pushes had broken
 * users of the old promoter (contract dlrn.md section 9, point 4).
 *
 * @param digests of each container under the full hash
 * @param builds digests of the builds that multi-architecture lists are made of; without lists
 *     empty
 */
record Census(Map<String, Digest> digests, Map<Architecture, Map<String, Digest>> builds) {
  /**
   * Looks for all containers.
   *
   * @throws RemoteException naming those that are missing
   */
  static Census take(
      Stock source, String hash, Inventory inventory, List<Architecture> architectures) {
    List<String> missing = new ArrayList<>();
    Map<String, Digest> digests = found(source, hash, inventory.names(), missing);
    Map<Architecture, Map<String, Digest>> builds = new EnumMap<>(Architecture.class);
    for (Architecture architecture : architectures) {
      List<String> names =
          inventory.names().stream().filter(name -> inventory.mayHave(name, architecture)).toList();
      String tag = hash + "_" + architecture.word();
      List<String> late = new ArrayList<>();
      builds.put(architecture, found(source, tag, names, late));
      if (!architecture.mayBeMissing()) {
        missing.addAll(late);
      }
    }
    if (!missing.isEmpty()) {
      throw incomplete(source, hash, inventory, missing);
    }
    return new Census(digests, builds);
  }

  private static Map<String, Digest> found(
      Stock source, String tag, List<String> names, List<String> missing) {
    Map<String, Digest> found = new LinkedHashMap<>();
    Map<ImageName, Manifest> indexes = new LinkedHashMap<>();
    // The manifests and not only their digests: what is there is copied and tagged next.
    source
        .manifests(names, Names.tag(tag))
        .forEach(
            (name, manifest) ->
                manifest.ifPresentOrElse(
                    there -> {
                      found.put(name, there.digest());
                      indexes.put(source.name(name, there.digest()), there);
                    },
                    () -> missing.add(name + ":" + tag)));
    source.registry().lost(indexes).forEach(lost -> missing.add(part(source, lost)));
    return found;
  }

  /** An image of which only the index is left: its tag could be put nowhere. */
  private static String part(Stock source, ImageName lost) {
    String name = lost.toString();
    return name.substring(source.namespace().length() + 1) + ", which its index lists";
  }

  private static RemoteException incomplete(
      Stock source, String hash, Inventory inventory, List<String> missing) {
    String unread = inventory.exclusions().unread();
    return RemoteException.of(
        source.depot().title(),
        "find all containers of " + hash,
        Names.count(inventory.names().size(), "container") + " in " + source.shown(),
        "%s missing: %s%s"
            .formatted(
                missing.size() == 1 ? "one is" : missing.size() + " are",
                Names.some(missing),
                unread.isEmpty() ? "" : "; the exclude file could not be read: " + unread),
        404,
        false);
  }
}
