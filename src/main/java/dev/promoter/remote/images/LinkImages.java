package dev.promoter.remote.images;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Undo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Moves the link of a target to the directory of a hash, and {@code previous-<target>} to where the
 * target led before (contract dlrn.md section 10).
 */
public final class LinkImages implements ActionRunner {
  private final ImageServers servers;
  private final ImageKind what;

  /** Moves the links of images or of Dockerfiles. */
  public LinkImages(ImageServers servers, ImageKind what) {
    this.servers = servers;
    this.what = what;
  }

  @Override
  public String kind() {
    return "link-" + what.word();
  }

  @Override
  public Effects plan(Promotion promotion) {
    return Places.of(promotion, what)
        .map(place -> relink(promotion, place))
        .map(relink -> relink.action(kind(), what.title(), promotion.candidate()))
        .map(action -> Effects.moving(List.of(action)))
        .orElse(Effects.NONE);
  }

  private Relink relink(Promotion promotion, Place place) {
    String target = promotion.target().value();
    String previous = promotion.target().previous().value();
    String hash = promotion.candidate().id();
    String directory = place.directory();
    try (Area area = servers.open(promotion.release(), place)) {
      String stands = area.linkText(place.path(target));
      String kept = area.linkText(place.path(previous));
      area.replaceObstacle()
          .ifPresent(
              obstacle -> {
                throw RemoteException.of(
                    area.title(), "move the link", place.path(target), obstacle, 0, false);
              });
      boolean keeps = !stands.isEmpty() && !Links.hash(directory, stands).equals(hash);
      return new Relink(
          place.server().name(),
          directory,
          target,
          stands,
          place.linkText(hash),
          kept,
          keeps ? stands : kept,
          false);
    }
  }

  @Override
  public Optional<Outcome> obstacle(Release release, Action action) {
    return with(release, action, Linker::obstacle);
  }

  @Override
  public Before before(Release release, Action action) {
    Relink relink = Relink.of(action);
    try (Area area = servers.open(release, Places.of(release, what, action))) {
      return Relink.before(
          area.linkText(relink.targetPath()), area.linkText(relink.previousPath()));
    }
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return with(release, action, Linker::observe);
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    try {
      return with(release, action, Linker::run);
    } catch (RemoteException unread) {
      return unread.retryable()
          ? new Outcome.Retry(unread.sentence())
          : new Outcome.Failed(unread.sentence());
    }
  }

  private <T> T with(Release release, Action action, Function<Linker, T> work) {
    try (Area area = servers.open(release, Places.of(release, what, action))) {
      return work.apply(new Linker(area, Relink.of(action)));
    }
  }

  @Override
  public Undo undo(Action action, Before before) {
    Relink back = Relink.of(action).undone(before);
    return back.idle()
        ? Undo.NOTHING
        : Undo.with(List.of(back.action(kind(), what.title(), action.candidate())));
  }
}
