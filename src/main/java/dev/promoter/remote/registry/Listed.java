package dev.promoter.remote.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What indexes list: an index may be there while an image of it was deleted. */
final class Listed {
  private static final int DEEPEST = 4;

  private final Registry registry;

  Listed(Registry registry) {
    this.registry = registry;
  }

  /** See {@link Registry#lost}. */
  List<ImageName> lost(Map<ImageName, Manifest> manifests) {
    List<ImageName> lost = new ArrayList<>();
    Map<ImageName, Manifest> indexes = manifests;
    for (int depth = 0; depth < DEEPEST && !indexes.isEmpty(); depth++) {
      indexes = below(listed(indexes), lost);
    }
    return lost;
  }

  private static Map<ImageName, Descriptor> listed(Map<ImageName, Manifest> indexes) {
    Map<ImageName, Descriptor> listed = new LinkedHashMap<>();
    indexes.forEach(
        (name, index) ->
            index
                .children()
                .forEach(
                    child ->
                        listed.putIfAbsent(
                            new ImageName(name.repository(), child.digest()), child)));
    return listed;
  }

  /** Asks for all of them, not for what is remembered, and reads the indexes among them. */
  private Map<ImageName, Manifest> below(Map<ImageName, Descriptor> listed, List<ImageName> lost) {
    List<ImageName> indexes = new ArrayList<>();
    registry
        .digests(listed.keySet())
        .forEach(
            (name, digest) -> {
              Descriptor child = listed.get(name);
              if (digest.isEmpty()) {
                lost.add(name);
              } else if (child != null && index(child)) {
                indexes.add(name);
              }
            });
    Map<ImageName, Manifest> found = new LinkedHashMap<>();
    Map<ImageName, Optional<Manifest>> read = registry.manifests(indexes);
    read.forEach(
        (name, manifest) ->
            manifest.ifPresentOrElse(there -> found.put(name, there), () -> lost.add(name)));
    return found;
  }

  private static boolean index(Descriptor child) {
    return MediaType.of(child.type()).map(MediaType::index).orElse(false);
  }
}
