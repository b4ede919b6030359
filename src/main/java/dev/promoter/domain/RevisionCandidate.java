package dev.promoter.domain;

/**
 * One commit of a source repository that is to become a release.
 *
 * @param id 40 hexadecimal digits: its SHA1, which is its one identity from the branch to the
 *     tracker (contract ceph.md section 1)
 */
public record RevisionCandidate(String id) implements Candidate {
  public RevisionCandidate {
    Checks.hex(id, 40, "SHA1");
  }

  /** None: it stands for the whole repository. */
  @Override
  public String component() {
    return "";
  }
}
