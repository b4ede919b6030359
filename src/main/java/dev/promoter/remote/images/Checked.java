package dev.promoter.remote.images;

import dev.promoter.remote.images.Disk.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The digests of files that were read, so that one that has not changed since is not read twice: by
 * the next target of a chain, or by a promotion that is tried again.
 */
final class Checked {
  private static final int MOST = 1000;

  /** Which content it was. */
  record Version(ImageServer server, String path, Stamp stamp, String algorithm) {}

  private final Map<Version, String> digests =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, String> eldest) {
          return size() > MOST;
        }
      };

  /** The digest of this version; empty text when it was not read yet. */
  synchronized String find(Version version) {
    return digests.getOrDefault(version, "");
  }

  synchronized void put(Version version, String digest) {
    digests.put(version, digest);
  }
}
