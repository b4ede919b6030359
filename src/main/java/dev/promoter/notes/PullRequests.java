package dev.promoter.notes;

import java.util.Map;
import java.util.Set;

/** Port: pull requests by their numbers. */
public interface PullRequests {
  /**
   * Reads pull requests.
   *
   * @param numbers which
   * @param branch they were merged into, a hint
   * @return those that are known
   * @throws dev.promoter.engine.RemoteException when that cannot be found out now
   */
  Map<Integer, PullRequest> read(Set<Integer> numbers, String branch);
}
