package dev.promoter.remote.containers;

import dev.promoter.engine.Promotion;

/** Knows from which source commits a candidate was built. */
@FunctionalInterface
public interface SourceCommits {
  /**
   * The source commit of one project in what is promoted.
   *
   * @throws dev.promoter.engine.RemoteException when the candidate has no such project, or nobody
   *     can tell
   */
  String commit(Promotion promotion, String project);
}
