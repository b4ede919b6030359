package dev.promoter.suites;

import java.util.Locale;

/** The status of one test job (contract ceph.md section 2.3). */
public enum JobStatus {
  QUEUED,
  /** Taken, waits for machines. */
  WAITING,
  RUNNING,
  PASS,
  FAIL,
  /** Did not come to an end: killed, timed out, lost its machines, or expired. */
  DEAD,
  /** Neither status nor success was ever reported, or in a word that nobody knows. */
  UNKNOWN;

  /** Reads the word of the server; anything but the known words is unknown, which never passes. */
  public static JobStatus of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "queued" -> QUEUED;
      case "waiting" -> WAITING;
      case "running" -> RUNNING;
      case "pass" -> PASS;
      case "fail" -> FAIL;
      case "dead" -> DEAD;
      default -> UNKNOWN;
    };
  }

  /** Whether nothing more is expected of the job, although a dead one may still change. */
  public boolean finished() {
    return !(this == QUEUED || this == WAITING || this == RUNNING);
  }

  /** Whether the job has ended and did not pass. */
  public boolean failed() {
    return finished() && this != PASS;
  }

  /** Whether a rerun by status can select the job: it selects failed and dead ones only. */
  public boolean rerunnable() {
    return this == FAIL || this == DEAD;
  }
}
