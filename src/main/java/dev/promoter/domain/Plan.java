package dev.promoter.domain;

import java.util.List;

/**
 * The ordered effects that make one promotion, put one back, or a single one that somebody ordered
 * beside all promotions.
 *
 * @param release the release
 * @param target the link that moves; of an errand, the link it is reported with
 * @param source the link the candidate came from
 * @param component the component it is about; empty when it is about whole builds or aggregates
 * @param candidate what stands at the target afterwards; of an errand, what it is about
 * @param previous the full hash that stood at the target when the plan was made; empty if none
 * @param reason why: the decision's reason, or the operator's words
 * @param actions in order
 * @param preparing how many of them, from the first on, show nowhere until the others have moved
 *     tags and links
 * @param purpose what it is made for
 * @param undoes the number of the plan whose effects a rollback puts back; 0 for all others
 */
public record Plan(
    ReleaseName release,
    LinkName target,
    LinkName source,
    String component,
    Candidate candidate,
    String previous,
    String reason,
    List<Action> actions,
    int preparing,
    Purpose purpose,
    long undoes) {
  public Plan {
    actions = List.copyOf(actions);
    if (preparing < 0 || preparing > actions.size()) {
      throw new IllegalArgumentException(
          "a plan of %d actions cannot have %d preparing ones"
              .formatted(actions.size(), preparing));
    }
  }

  /** Whether the action of this index moves what people see, rather than preparing it. */
  public boolean moves(int action) {
    return action >= preparing;
  }

  /** Whether its target waits until it has ended: it is no errand. */
  public boolean concernsTarget() {
    return purpose != Purpose.ERRAND;
  }
}
