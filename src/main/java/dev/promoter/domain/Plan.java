package dev.promoter.domain;

import java.util.List;

/**
 * The ordered effects that make one promotion, or a single one that somebody ordered beside all
 * promotions, for example a vote.
 *
 * @param release the release
 * @param target the link that moves; of what is no promotion, the link it is reported with
 * @param source the link the candidate came from
 * @param component the component it is about; empty when it is about whole builds or aggregates
 * @param candidate what is promoted
 * @param previous the full hash that stood at the target when the plan was made; empty if none
 * @param reason why: the decision's reason, or the operator's words
 * @param actions in order
 * @param promotion whether it makes a promotion, so that its target waits until it has ended
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
    boolean promotion) {
  public Plan {
    actions = List.copyOf(actions);
  }
}
