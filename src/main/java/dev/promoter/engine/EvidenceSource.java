package dev.promoter.engine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Release;
import java.util.List;

/** Port: one system that knows how the jobs of a candidate ended. Called by several threads. */
public interface EvidenceSource {
  /** The name of the system, for messages: {@code dlrn}. Unique within a workflow. */
  String kind();

  /**
   * Reads all evidence of one candidate, one per job, any success wins.
   *
   * @throws RemoteException when it cannot be read completely and beyond doubt
   */
  List<Evidence> read(Release release, Candidate candidate);
}
