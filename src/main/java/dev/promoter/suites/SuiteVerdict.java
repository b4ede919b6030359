package dev.promoter.suites;

/** What the runs say about one suite (contract ceph.md section 7). */
public enum SuiteVerdict {
  /** No run, or no job. */
  MISSING,
  /** Something is queued, waiting or running. */
  RUNNING,
  /** Every job passed. */
  PASSED,
  /** Every failure has a waiver. */
  WAIVED,
  /** Something failed, died or never reported. */
  FAILED;

  /** Whether the suite lets a release through. */
  public boolean good() {
    return this == PASSED || this == WAIVED;
  }
}
