package dev.promoter.suites;

/** What the required suites and the approvals say about a release. */
public enum Overall {
  /** A required suite is still running. */
  IN_PROGRESS,
  /** A required suite has no run, or none is required at all. */
  INCOMPLETE,
  FAILED,
  /** The suites are good; an approval is open. */
  WAITING_FOR_APPROVAL,
  PASSED
}
