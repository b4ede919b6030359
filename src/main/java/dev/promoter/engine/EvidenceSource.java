package dev.promoter.engine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;

/** Port: one system that knows how the jobs of a candidate ended. Called by several threads. */
public interface EvidenceSource {
  /** The name of the system, for messages: {@code dlrn}. Unique within a workflow. */
  String kind();

  /**
   * Reads all that is known of one candidate.
   *
   * @param said what people had said when the reading began; the decision knows the same
   * @throws RemoteException when it cannot be read completely and beyond doubt
   */
  Reading read(Release release, Candidate candidate, Said said);
}
