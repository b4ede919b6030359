package dev.promoter.suites;

import java.util.List;

/**
 * A rerun that is worth while.
 *
 * @param key the suite
 * @param run the run whose failures are to be repeated
 * @param onlyDead whether nothing in the suite failed but jobs that came to no end
 * @param jobs how many jobs of the run it selects; never 0
 * @param order with what they are scheduled
 */
public record RerunProposal(
    SuiteKey key, String run, boolean onlyDead, int jobs, SuiteOrder order) {
  public RerunProposal {
    if (jobs < 1) {
      throw new IllegalArgumentException(
          "a rerun that selects no job schedules the whole suite (contract ceph.md section 3)");
    }
    if (!SuiteOrder.isRun(run)) {
      throw new IllegalArgumentException("this is not the name of a run");
    }
  }

  /** Those of the program {@code teuthology-suite}. */
  public List<String> arguments() {
    return order.again(run);
  }

  /** For people to copy into a shell. */
  public String commandLine() {
    return SuiteOrder.commandLine("teuthology-suite", arguments());
  }

  /**
   * Whether the jobs of the run, read again just before scheduling, still hold one that the rerun
   * selects; otherwise it must not be scheduled.
   */
  public static boolean selectsAny(List<TestJob> jobs) {
    return jobs.stream().anyMatch(job -> job.status().rerunnable());
  }
}
