package dev.promoter.remote.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Manifests seen lately, by repository and digest. What a digest names never changes; that the
 * registry still has it is another question, which nobody answers from here.
 */
final class ManifestCache {
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  private final Map<ImageName, Manifest> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  synchronized Optional<Manifest> get(RepositoryName repository, Digest digest) {
    return Optional.ofNullable(kept.get(new ImageName(repository, digest)));
  }

  synchronized void put(RepositoryName repository, Manifest manifest) {
    Manifest earlier = kept.put(new ImageName(repository, manifest.digest()), manifest);
    bytes += manifest.size() - (earlier == null ? 0 : earlier.size());
    var oldest = kept.values().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().size();
      oldest.remove();
    }
  }
}
