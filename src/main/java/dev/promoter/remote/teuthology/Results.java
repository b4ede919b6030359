package dev.promoter.remote.teuthology;

import dev.promoter.domain.Release;
import dev.promoter.suites.TestJob;
import dev.promoter.suites.TestRun;
import java.util.List;
import java.util.Optional;

/** Port: the results server of a release, where every job shows as soon as it is scheduled. */
public interface Results {
  /**
   * All runs of a commit.
   *
   * @throws dev.promoter.engine.RemoteException when they cannot be read
   */
  List<TestRun> runs(Release release, String sha1);

  /**
   * The jobs of a run; empty when there is no such run.
   *
   * @throws dev.promoter.engine.RemoteException when they cannot be read
   */
  Optional<List<TestJob>> jobs(Release release, String run);
}
