package dev.promoter.remote.dlrn;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;
import dev.promoter.engine.EvidenceSource;
import dev.promoter.engine.Reading;
import dev.promoter.engine.Said;

/** The votes that CI jobs left at DLRN. */
public final class DlrnEvidence implements EvidenceSource {
  private final Dlrn dlrn;

  /** Reads from the server of each release. */
  public DlrnEvidence(Dlrn dlrn) {
    this.dlrn = dlrn;
  }

  @Override
  public String kind() {
    return "dlrn";
  }

  @Override
  public Reading read(Release release, Candidate candidate, Said said) {
    return Reading.of(Tally.of(dlrn.client(release).votes(candidate)));
  }
}
