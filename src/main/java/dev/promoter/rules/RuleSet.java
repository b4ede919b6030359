package dev.promoter.rules;

import java.util.List;

/**
 * The rules of one kind of release work.
 *
 * @param workflow the kind, as in the option {@code workflow}
 * @param folder where its files stand below the directory of the rules; those of {@code local} join
 *     every set
 */
public record RuleSet(String workflow, String folder) {
  /** Links move when every required job has passed. */
  public static final RuleSet PROMOTION = new RuleSet("dlrn", "promotion");

  /** A commit becomes a release when every required suite has passed. */
  public static final RuleSet RELEASE = new RuleSet("ceph", "release");

  /** All there are. */
  public static final List<RuleSet> ALL = List.of(PROMOTION, RELEASE);
}
