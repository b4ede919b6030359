package dev.promoter.remote.dlrn;

import dev.promoter.domain.Release;
import dev.promoter.engine.CandidateSource;
import dev.promoter.engine.LinkView;
import java.time.InstantSource;

/** The promotions a builder remembers: what stands behind its links and what stood there before. */
public final class DlrnCandidates implements CandidateSource {
  private final Dlrn dlrn;
  private final InstantSource clock;

  /**
   * Reads from the server of each release.
   *
   * @param clock gives a promotion that a dry run would have made its time
   */
  public DlrnCandidates(Dlrn dlrn, InstantSource clock) {
    this.dlrn = dlrn;
    this.clock = clock;
  }

  @Override
  public LinkView open(Release release) {
    return new DlrnLinks(release, dlrn, clock);
  }
}
