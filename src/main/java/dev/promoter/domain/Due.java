package dev.promoter.domain;

/**
 * A step on the way to a promotion that the rules find due: something has to be done outside before
 * there can be evidence.
 *
 * @param step what, for example {@code build} or {@code schedule}
 * @param subject what it is about, for example a suite; empty when it is about the candidate as a
 *     whole
 */
public record Due(String step, String subject) implements Comparable<Due> {
  public Due {
    Checks.notBlank(step, "step");
  }

  /** Due for the candidate as a whole. */
  public Due(String step) {
    this(step, "");
  }

  /** By step, then by subject. */
  @Override
  public int compareTo(Due other) {
    int byStep = step.compareTo(other.step);
    return byStep != 0 ? byStep : subject.compareTo(other.subject);
  }
}
