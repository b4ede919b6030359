package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import java.util.List;
import java.util.Optional;

/**
 * Port: one kind of effect on an outside system. Running an action twice leaves the outside as
 * running it once does. Never throws for what the outside does: failures are outcomes.
 */
public interface ActionRunner {
  /** The kind of its actions, unique: {@code promote-link}. */
  String kind();

  /**
   * The actions this kind contributes to a promotion, in order; empty when it has no part in it.
   */
  List<Action> plan(Promotion promotion);

  /**
   * Looks whether the outside is already as the action wants it. Reads only.
   *
   * @return the outcome if it is; empty if it is not
   * @throws RemoteException when that cannot be found out
   */
  Optional<Outcome> observe(Release release, Action action);

  /** Checks the precondition, carries the action out unless it is already so, and reads it back. */
  Outcome run(Release release, Action action);
}
