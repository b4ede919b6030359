package dev.promoter.remote.dlrn;

import dev.promoter.domain.Action;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import java.util.ArrayList;
import java.util.List;
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
  public List<Action> plan(Promotion promotion) {
    if (!promotion.allowedClients().contains(CLIENT)) {
      return List.of();
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
                "",
                "")
            .action());
    promotion
        .current()
        .filter(incumbent -> !incumbent.id().equals(candidate.id()))
        .map(incumbent -> keep(promotion, incumbent, component))
        .ifPresent(actions::add);
    return List.copyOf(actions);
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
            promotion.target().value(),
            promotion.candidate().id())
        .action();
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action) {
    return mover(release, action).observe();
  }

  @Override
  public Outcome run(Release release, Action action) {
    try {
      return mover(release, action).run();
    } catch (RemoteException unread) {
      // Whatever could not be read: nothing was written yet, or it was read after a write.
      return unread.retryable()
          ? new Outcome.Retry(unread.sentence())
          : new Outcome.Failed(unread.sentence());
    }
  }

  private Mover mover(Release release, Action action) {
    DlrnClient client = dlrn.client(release);
    return new Mover(client, new AggregateTree(client, dlrn.executor()), Move.of(action));
  }
}
