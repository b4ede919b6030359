package dev.promoter.remote.dlrn;

import dev.promoter.domain.Action;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one {@code promote-link} action was planned to do.
 *
 * @param candidate what the link is to point at
 * @param link the link that moves
 * @param via the link below whose directory the files of an aggregate are found
 * @param component the component it is about; may be empty
 * @param expected the full hash the link pointed at when the plan was made; empty if none
 * @param former the same as a candidate, which a rollback can put back; empty if none or if only
 *     the journal knows
 * @param guard the link that must point at {@code required} first; empty if there is no such
 *     condition, and then {@code expected} is one
 * @param required a full hash; empty if there is no such condition
 */
record Move(
    Candidate candidate,
    LinkName link,
    String via,
    String component,
    String expected,
    Optional<Candidate> former,
    String guard,
    String required) {

  static Move of(Action action) {
    return new Move(
        action.candidate(),
        new LinkName(action.setting("link")),
        action.setting("via"),
        action.setting("component"),
        action.setting("expected"),
        CandidateText.read(action.setting("former")),
        action.setting("guard"),
        action.setting("required"));
  }

  Action action() {
    Map<String, String> settings = new HashMap<>();
    settings.put("link", link.value());
    settings.put("via", via);
    settings.put("component", component);
    settings.put("expected", expected);
    settings.put("former", CandidateText.write(former));
    settings.put("guard", guard);
    settings.put("required", required);
    settings.put(Action.DECISIVE, guard.isEmpty() ? "yes" : "no");
    return new Action(
        PromoteLink.KIND,
        "promote %s to %s".formatted(candidate.id(), title()),
        candidate,
        settings);
  }

  /**
   * The move that takes this one back. What is only moved after another link is taken back only
   * after that one.
   */
  Move back(Candidate to) {
    return new Move(
        to,
        link,
        link.value(),
        component,
        candidate.id(),
        Optional.of(candidate),
        guard,
        guard.isEmpty() ? "" : candidate.id());
  }

  /** The link as people call it, with the component if there is one. */
  String title() {
    return component.isEmpty() ? link.value() : link + " [" + component + "]";
  }

  RowQuery query() {
    return RowQuery.of(link, component);
  }

  /** Whether a row says what the link points at, rather than being only a part of a batch. */
  boolean tells(Row row) {
    return !(candidate instanceof AggregateCandidate) || !row.partOfBatch();
  }
}
