package dev.promoter.rules;

/**
 * A local rule asks for one more requirement: the candidate is not promoted before this job passed,
 * too. Demanding a job that is a requirement already adds nothing.
 *
 * @param job the job that must have passed
 * @param reason why, for people
 */
public record Demand(String job, String reason) {
  /**
   * Refuses what nobody could understand later.
   *
   * @throws IllegalArgumentException when the job or the reason is empty
   */
  public Demand {
    if (job.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a Demand needs the name of a job and a reason");
    }
  }
}
