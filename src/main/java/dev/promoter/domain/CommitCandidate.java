package dev.promoter.domain;

/**
 * One build of a DLRN builder.
 *
 * @param hash its identity
 * @param component the component it belongs to; empty on builders without components
 */
public record CommitCandidate(CommitHash hash, String component) implements Candidate {
  @Override
  public String id() {
    return hash.full();
  }
}
