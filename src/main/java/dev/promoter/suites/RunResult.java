package dev.promoter.suites;

import java.util.List;

/**
 * A run with all its jobs as they were read together.
 *
 * @param run the run
 * @param jobs its jobs in no particular order; empty for an empty run
 */
public record RunResult(TestRun run, List<TestJob> jobs) {
  public RunResult {
    jobs = List.copyOf(jobs);
  }

  /** The commit a job tests. */
  String sha1(TestJob job) {
    return job.sha1().isEmpty() ? run.sha1() : job.sha1();
  }

  /** The flavor a job tests; teuthology's own default when nobody says. */
  String flavor(TestJob job) {
    String said = job.flavor().isEmpty() ? run.flavor() : job.flavor();
    return said.isEmpty() ? SuiteKey.DEFAULT_FLAVOR : said;
  }

  /** What joins jobs of different runs: the description, or nothing but the job itself. */
  String topic(TestJob job) {
    return job.description().isBlank()
        ? "job " + job.id() + " of " + run.name() + " (it has no description)"
        : job.description();
  }
}
