package dev.promoter.domain;

import java.time.Instant;

/**
 * How far a candidate has come on the way to its evidence: whether it is built, whether its
 * packages are there, who approved. Where nothing is known of a milestone, nothing of it has begun.
 *
 * @param name what, for example {@code build}
 * @param subject what it is about, for example a suite; empty when it is about the candidate as a
 *     whole
 * @param verdict PASSED when it is reached, PENDING on the way, FAILED when it will not be reached,
 *     UNKNOWN when that could not be read
 * @param url where a person can look; empty when there is nowhere
 * @param at since when, UTC; {@link Instant#EPOCH} when unknown
 * @param detail a sentence for people
 */
public record Milestone(
    String name, String subject, Verdict verdict, String url, Instant at, String detail) {
  public Milestone {
    Checks.notBlank(name, "milestone");
  }

  /** The milestone as people call it. */
  public String title() {
    return subject.isEmpty() ? name : name + " of " + subject;
  }
}
