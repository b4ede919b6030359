package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.TargetReport.Judged;
import java.util.List;
import java.util.Optional;

/**
 * Port: one kind of effect on an outside system. Running an action twice leaves the outside as
 * running it once does. Running never throws for what the outside does: failures are outcomes.
 */
public interface ActionRunner {
  /** The kind of its actions, unique: {@code promote-link}. */
  String kind();

  /**
   * What this kind contributes to a promotion; {@link Effects#NONE} when it has no part in it.
   *
   * @throws RemoteException when that cannot be found out, or when the outside lacks what the
   *     effect needs: then nothing is planned
   */
  Effects plan(Promotion promotion);

  /**
   * What this kind does for a candidate besides promoting it: the steps that the rules find due,
   * and what is to be told outside about how it stands. The kind and the title of an action are
   * what it is about, its settings what is done or told: the same is never done twice, and of what
   * was not done yet only the newest counts. Each action stands for itself, in a plan of its own.
   *
   * @return empty when nothing is due from this kind
   * @throws RemoteException when that cannot be found out
   */
  default List<Action> errands(Release release, Judged judged) {
    return List.of();
  }

  /**
   * Whether an errand that was not done yet is given up once no judgement asks for it any more. One
   * that is in doubt is always looked at first. What a person ordered is never given up.
   */
  default boolean onlyWhileDue() {
    return false;
  }

  /**
   * Whether the action could be carried out now. Asked once, after everything is prepared and
   * before anything moves, so that what must fail fails while nothing shows yet. Reads only.
   *
   * @return the outcome that would stop it; empty when nothing stands against it
   * @throws RemoteException when that cannot be found out
   */
  default Optional<Outcome> obstacle(Release release, Action action) {
    return Optional.empty();
  }

  /**
   * What stands outside now in the place of the effect. Asked before the action is run for the
   * first time and then kept in the journal. Reads only.
   *
   * @throws RemoteException when that cannot be found out
   */
  default Before before(Release release, Action action) {
    return Before.NOTHING;
  }

  /**
   * Looks whether the outside is already as the action wants it. Reads only.
   *
   * @param before what the journal has of {@link #before}
   * @return the outcome if it is; {@link Outcome.Retry} if a part of it is; empty if nothing is
   * @throws RemoteException when that cannot be found out
   */
  Optional<Outcome> observe(Release release, Action action, Before before);

  /**
   * Checks the precondition, carries the action out unless it is already so, and reads it back.
   *
   * @param before what the journal has of {@link #before}
   */
  Outcome run(Release release, Action action, Before before);

  /** How the effect is taken back once it was carried out, wholly or in part. Asks nobody. */
  default Undo undo(Action action, Before before) {
    return Undo.NOTHING;
  }
}
