package dev.promoter.remote.dlrn;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves links. The target moves first, and {@code previous-<target>} only when the target stands
 * where it should: the old promoter moved it before and left it behind when the promotion failed
 * (contract dlrn.md section 6, defect 4). A promotion whose answer was lost is never repeated
 * blindly: DLRN would add a second row (section 2).
 */
public final class PromoteLink implements ActionRunner {
  static final String KIND = "promote-link";

  /** Under which the journal has where a link stood. */
  private static final String FORMER = "former";

  /** The name that {@code allowed_clients} has for it (contract dlrn.md section 7). */
  private static final String CLIENT = "dlrn_client";

  private final Dlrn dlrn;

  /** Writes to the server of each release. */
  public PromoteLink(Dlrn dlrn) {
    this.dlrn = dlrn;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Effects plan(Promotion promotion) {
    if (!promotion.allowedClients().contains(CLIENT)) {
      return Effects.NONE;
    }
    Candidate candidate = promotion.candidate();
    String component = component(promotion);
    List<Action> actions = new ArrayList<>();
    actions.add(
        new Move(
                candidate,
                promotion.target(),
                promotion.source().value(),
                component,
                promotion.current().map(Candidate::id).orElse(""),
                promotion.current(),
                "",
                "")
            .action());
    promotion
        .current()
        .filter(incumbent -> !incumbent.id().equals(candidate.id()))
        .map(incumbent -> keep(promotion, incumbent, component))
        .ifPresent(actions::add);
    return Effects.moving(actions);
  }

  /** A person who orders a promotion names a build; its component shows in what it replaces. */
  private static String component(Promotion promotion) {
    return Stream.concat(
            Stream.of(promotion.component(), component(promotion.candidate())),
            promotion.current().stream().map(PromoteLink::component))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String component(Candidate candidate) {
    return candidate instanceof CommitCandidate commit ? commit.component() : "";
  }

  private static Action keep(Promotion promotion, Candidate incumbent, String component) {
    return new Move(
            incumbent,
            promotion.target().previous(),
            promotion.target().value(),
            component,
            "",
            Optional.empty(),
            promotion.target().value(),
            promotion.candidate().id())
        .action();
  }

  @Override
  public Optional<Outcome> obstacle(Release release, Action action) {
    return mover(release, action).overtaken();
  }

  /** Where {@code previous-<target>} stood; what stood at the target is in the plan. */
  @Override
  public Before before(Release release, Action action) {
    return Move.of(action).guard().isEmpty()
        ? Before.NOTHING
        : new Before(Map.of(FORMER, CandidateText.write(mover(release, action).current())));
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return mover(release, action).observe();
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    try {
      return mover(release, action).run();
    } catch (RemoteException unread) {
      // Whatever could not be read: nothing was written yet, or it was read after a write.
      return unread.retryable()
          ? new Outcome.Retry(unread.sentence())
          : new Outcome.Failed(unread.sentence());
    }
  }

  /** The target goes back first, and {@code previous-<target>} only after it, as in a promotion. */
  @Override
  public Undo undo(Action action, Before before) {
    Move move = Move.of(action);
    Optional<Candidate> former =
        move.guard().isEmpty() ? move.former() : CandidateText.read(before.value(FORMER));
    return former
        .map(candidate -> Undo.with(List.of(move.back(candidate).action())))
        .orElseGet(() -> Undo.impossible(nothingBefore(move)));
  }

  private static String nothingBefore(Move move) {
    return "%s stays at %s: nothing stood there before, and DLRN cannot take a link away"
        .formatted(move.title(), move.candidate().id());
  }

  private Mover mover(Release release, Action action) {
    DlrnClient client = dlrn.client(release);
    return new Mover(client, dlrn.tree(client), Move.of(action));
  }
}
