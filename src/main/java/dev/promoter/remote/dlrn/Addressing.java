package dev.promoter.remote.dlrn;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import java.util.List;
import java.util.Optional;

/**
 * Whether a write would reach the build it is meant for. A build without extended hash can only be
 * named by its two commits, and then DLRN takes the newest build of them (contract dlrn.md section
 * 3, seen in promote and repo_status).
 */
final class Addressing {
  private Addressing() {}

  /**
   * Why a promotion would or might reach another build; empty when it is safe.
   *
   * @throws dev.promoter.engine.RemoteException when that cannot be found out
   */
  static Optional<String> obstacle(DlrnClient client, Candidate candidate) {
    List<CommitHash> known = sameCommits(client, candidate);
    if (isAmbiguous(candidate) && known.isEmpty()) {
      return Optional.of(
          "DLRN shows no promotion of this build, so without an extended hash it cannot be told"
              + " apart from another build of the same commits");
    }
    return newerBuild(candidate, known);
  }

  /** Why a write would reach another build; a build that never was promoted is taken to be safe. */
  static Optional<String> newerBuild(DlrnClient client, Candidate candidate) {
    return newerBuild(candidate, sameCommits(client, candidate));
  }

  private static Optional<String> newerBuild(Candidate candidate, List<CommitHash> known) {
    return known.stream().allMatch(hash -> hash.full().equals(candidate.id()))
        ? Optional.empty()
        : Optional.of(
            "DLRN would take another build of the same commits, because this one is named without"
                + " an extended hash; name the build that is meant by its extended hash");
  }

  private static boolean isAmbiguous(Candidate candidate) {
    return candidate instanceof CommitCandidate commit && commit.hash().extended().isEmpty();
  }

  /** The promoted builds that DLRN finds by the two commits; not asked where it cannot matter. */
  private static List<CommitHash> sameCommits(DlrnClient client, Candidate candidate) {
    if (candidate instanceof CommitCandidate commit && isAmbiguous(candidate)) {
      return client.history(RowQuery.ofBuild(commit.hash())).all().stream().map(Row::hash).toList();
    }
    return List.of();
  }
}
