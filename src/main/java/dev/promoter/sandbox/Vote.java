package dev.promoter.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One report of a job about a build or an aggregate; a job may report many times.
 *
 * @param job the {@code job_id}
 * @param success whether the job passed; false while it runs
 * @param inProgress whether the job still runs
 * @param url where its log is, may be empty
 * @param timestamp seconds since the epoch, UTC
 * @param notes free text, may be empty
 * @param user who reported it; null for votes DLRN casts itself
 */
public record Vote(
    String job,
    boolean success,
    boolean inProgress,
    String url,
    long timestamp,
    String notes,
    @Nullable String user) {

  private static final String REPORTER = "jenkins";

  /** A job that passed. */
  public static Vote success(String job, Instant when) {
    return new Vote(job, true, false, logOf(job), when.getEpochSecond(), "", REPORTER);
  }

  /** A job that failed. */
  public static Vote failure(String job, Instant when) {
    return new Vote(job, false, false, logOf(job), when.getEpochSecond(), "", REPORTER);
  }

  /** A job that has started and not ended. */
  public static Vote running(String job, Instant when) {
    return new Vote(job, false, true, logOf(job), when.getEpochSecond(), "", REPORTER);
  }

  /** The pseudo vote DLRN casts itself when all packages of a build set were built. */
  public static Vote consistent(Instant when) {
    return new Vote("consistent", true, false, "", when.getEpochSecond(), "", null);
  }

  /** The same vote with another text. */
  public Vote withNotes(String text) {
    return new Vote(job, success, inProgress, url, timestamp, text, user);
  }

  /** The same vote with another log address. */
  public Vote withUrl(String address) {
    return new Vote(job, success, inProgress, address, timestamp, notes, user);
  }

  /** The same vote by another user. */
  public Vote by(String name) {
    return new Vote(job, success, inProgress, url, timestamp, notes, name);
  }

  private static String logOf(String job) {
    return "https://logs.example.org/" + job;
  }
}
