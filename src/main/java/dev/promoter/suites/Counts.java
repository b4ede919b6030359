package dev.promoter.suites;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many jobs stand how.
 *
 * @param queued in the queue
 * @param waiting waiting for machines
 * @param running on machines
 * @param pass passed
 * @param fail failed
 * @param dead came to no end
 * @param unknown never reported
 */
public record Counts(
    int queued, int waiting, int running, int pass, int fail, int dead, int unknown) {
  /** No jobs at all. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  /** Counts statuses. */
  public static Counts of(Collection<JobStatus> statuses) {
    Map<JobStatus, Integer> counted = new EnumMap<>(JobStatus.class);
    statuses.forEach(status -> counted.merge(status, 1, Integer::sum));
    return new Counts(
        counted.getOrDefault(JobStatus.QUEUED, 0),
        counted.getOrDefault(JobStatus.WAITING, 0),
        counted.getOrDefault(JobStatus.RUNNING, 0),
        counted.getOrDefault(JobStatus.PASS, 0),
        counted.getOrDefault(JobStatus.FAIL, 0),
        counted.getOrDefault(JobStatus.DEAD, 0),
        counted.getOrDefault(JobStatus.UNKNOWN, 0));
  }

  /** All of them. */
  public int total() {
    return unfinished() + pass + fail + dead + unknown;
  }

  /** Those of which more is expected. */
  public int unfinished() {
    return queued + waiting + running;
  }

  /**
   * Whether the jobs have ended, by counts: the server's own word is {@code finished fail} although
   * a job is still queued (contract ceph.md section 2.2).
   */
  public boolean finished() {
    return unfinished() == 0 && total() > 0;
  }

  /** Those that a rerun by status would select. */
  public int rerunnable() {
    return fail + dead;
  }
}
