package dev.promoter.remote.dlrn;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;

/** Where a candidate's files are kept in the repository tree (contract dlrn.md section 4). */
final class BuildDirectory {
  private BuildDirectory() {}

  /**
   * The path below {@code repo_url}, without slashes at its ends.
   *
   * @param link the link below whose directory the files of an aggregate are kept
   */
  static String of(Candidate candidate, String link) {
    if (candidate instanceof CommitCandidate commit) {
      String place = commit.component().isEmpty() ? "" : "component/" + commit.component() + "/";
      return place + shelf(commit.hash().commit()) + commit.id();
    }
    return link + "/" + shelf(candidate.id()) + candidate.id();
  }

  private static String shelf(String hash) {
    return hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/";
  }
}
