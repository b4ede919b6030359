package dev.promoter.domain;

/** What one piece of evidence says. */
public enum Verdict {
  PASSED,
  FAILED,
  /** Still running. */
  PENDING,
  /** Could not be read: neither good nor bad, never a reason to promote. */
  UNKNOWN
}
