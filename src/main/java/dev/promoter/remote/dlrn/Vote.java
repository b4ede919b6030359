package dev.promoter.remote.dlrn;

import java.time.Instant;

/**
 * One report of one job about one candidate; a job may report many times.
 *
 * @param job the job
 * @param success whether it succeeded
 * @param inProgress whether it was still running; then {@code success} says nothing
 * @param at when it reported, UTC, in whole seconds or finer
 * @param url where a person can look; may be empty
 * @param notes the reporter's words; may be empty
 */
record Vote(String job, boolean success, boolean inProgress, Instant at, String url, String notes) {
  /** A success of a job that has ended; a running job that calls itself successful is none. */
  boolean passed() {
    return success && !inProgress;
  }

  boolean failed() {
    return !success && !inProgress;
  }
}
