package dev.promoter.remote.shaman;

import java.util.List;

/**
 * What must be ready.
 *
 * @param ref the branch it was built as
 * @param sha1 the commit
 * @param platforms every one of them must be ready
 * @param arch the architecture
 * @param completedBuild whether the newest build must have completed where there are builds:
 *     teuthology refuses to schedule otherwise
 */
public record Wanted(
    String ref, String sha1, List<Platform> platforms, String arch, boolean completedBuild) {
  public Wanted {
    platforms = List.copyOf(platforms);
    if (platforms.isEmpty() || ref.isBlank() || sha1.isBlank() || arch.isBlank()) {
      throw new IllegalArgumentException("branch, SHA1, platforms and architecture are needed");
    }
  }
}
