package dev.promoter.remote.images;

import dev.promoter.domain.Action;
import dev.promoter.domain.Release;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import java.util.Optional;

/** Finds the place an effect is about. */
final class Places {
  private Places() {}

  /** The place of a promotion; empty when the effect takes no part in it. */
  static Optional<Place> of(Promotion promotion, ImageKind what) {
    return promotion.allowedClients().contains(what.client())
        ? Place.of(promotion.release(), what)
        : Optional.empty();
  }

  /**
   * The place of an action that was planned before: the directory as planned, the access as the
   * release has it now.
   *
   * @throws RemoteException when the release has no such server any more
   */
  static Place of(Release release, ImageKind what, Action action) {
    String name = action.setting("server");
    return Place.of(release, what)
        .filter(place -> place.server().name().equals(name))
        .orElseThrow(
            () ->
                RemoteException.of(
                    what.title(),
                    "find their server",
                    "[image_server " + name + "]",
                    "the release does not name it any more; put it back, or take the promotion back"
                        + " (promoter rollback)",
                    0,
                    true));
  }
}
