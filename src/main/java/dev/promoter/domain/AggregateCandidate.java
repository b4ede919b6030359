package dev.promoter.domain;

/**
 * A set of component builds that stand together behind one link (contract dlrn.md section 1).
 *
 * @param id 32 hexadecimal digits: the MD5 of the joined repository file
 */
public record AggregateCandidate(String id) implements Candidate {
  public AggregateCandidate {
    Checks.hex(id, 32, "aggregate_hash");
  }

  /** None: it stands for all components together. */
  @Override
  public String component() {
    return "";
  }
}
