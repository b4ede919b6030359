package dev.promoter.domain;

import java.time.Instant;

/**
 * What is known of one job for one candidate, normalised: one per job, any success wins.
 *
 * @param requirement the requirement it counts for; from a source this is the job itself
 * @param job the job that ran
 * @param verdict what it says
 * @param url where a person can look; empty when there is nowhere
 * @param at when the job reported, UTC; {@link Instant#EPOCH} when unknown
 * @param detail a sentence or note of the reporter; for {@link Verdict#UNKNOWN} why it could not be
 *     read
 */
public record Evidence(
    String requirement, String job, Verdict verdict, String url, Instant at, String detail) {
  public Evidence {
    Checks.notBlank(requirement, "requirement");
    Checks.notBlank(job, "job");
  }

  /** Evidence of a job for the requirement of the same name. */
  public static Evidence of(String job, Verdict verdict, String url, Instant at, String detail) {
    return new Evidence(job, job, verdict, url, at, detail);
  }

  /** The same evidence, counting for a requirement that names this job as an alternative. */
  public Evidence asAlternativeFor(String other) {
    return new Evidence(other, job, verdict, url, at, detail);
  }

  /** Whether another job stands in for the requirement's own. */
  public boolean isAlternative() {
    return !requirement.equals(job);
  }
}
