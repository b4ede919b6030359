package dev.promoter.suites;

/**
 * One job of a run.
 *
 * @param id its number in the run
 * @param description what it tests; empty when the server does not say, and then it is never taken
 *     for another job of the same suite
 * @param status how it stands
 * @param sha1 the commit it tests; empty when the server does not say, and then that of the run
 *     holds
 * @param flavor the build flavor it tests; empty when the server does not say, and then that of the
 *     run holds
 * @param reason why it failed; may be empty
 * @param log the address of its log; may be empty
 */
public record TestJob(
    String id,
    String description,
    JobStatus status,
    String sha1,
    String flavor,
    String reason,
    String log) {

  /** A job without anything to say about a failure. */
  public static TestJob of(String id, String description, JobStatus status, String sha1) {
    return new TestJob(id, description, status, sha1, "", "", "");
  }
}
