package dev.promoter.notes;

import java.util.Optional;

/** Port: issues of the tracker by their numbers. */
public interface Issues {
  /**
   * Looks an issue up.
   *
   * @return empty when the tracker does not have it or is not asked
   * @throws dev.promoter.engine.RemoteException when that cannot be found out now
   */
  Optional<Issue> find(long number);

  /**
   * What notes need of an issue.
   *
   * @param backport whether it is a backport
   * @param copied whether it was made as the copy of another issue
   */
  record Issue(boolean backport, boolean copied) {}
}
