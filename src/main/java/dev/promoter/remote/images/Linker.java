package dev.promoter.remote.images;

import dev.promoter.domain.Outcome;
import dev.promoter.engine.RemoteException;
import java.util.Optional;

/**
 * Carries out one {@link Relink}: checks what it was based on, moves the target, then {@code
 * previous-<target>}, and reads both back. Neither link is ever missing in between.
 */
final class Linker {
  private final Area area;
  private final Relink wanted;

  Linker(Area area, Relink wanted) {
    this.area = area;
    this.wanted = wanted;
  }

  /** What both links say now. */
  private record Found(String target, String previous) {}

  private Found found() {
    return new Found(area.linkText(wanted.targetPath()), area.linkText(wanted.previousPath()));
  }

  /** Whether it is so already; Retry when only the target is. */
  Optional<Outcome> observe() {
    Found now = found();
    if (reached(now)) {
      return Optional.of(alreadySo());
    }
    boolean begun = targetReached(now) && !wanted.same(wanted.from(), wanted.to());
    return begun
        ? Optional.of(
            new Outcome.Retry(
                "%s: %s is moved, %s not yet"
                    .formatted(area.title(), wanted.targetPath(), wanted.previousPath())))
        : Optional.empty();
  }

  /** What would stop it; empty when nothing would. */
  Optional<Outcome> obstacle() {
    return obstacle(found());
  }

  private Optional<Outcome> obstacle(Found now) {
    Optional<Outcome> moved = overtaken(now);
    if (moved.isPresent()) {
      return moved;
    }
    if (area.replaceObstacle().isPresent()) {
      return Optional.of(new Outcome.Failed(area.title() + ": " + area.replaceObstacle().get()));
    }
    return wanted.back() || area.leadsToDirectory(wanted.destination())
        ? Optional.empty()
        : Optional.of(
            new Outcome.Failed(
                "%s: %s is no directory any more, so %s is not moved to it"
                    .formatted(area.title(), wanted.destination(), wanted.targetPath())));
  }

  /** Once the target has moved, the other link does not stop anything any more. */
  private Optional<Outcome> overtaken(Found now) {
    if (!targetReached(now) && !wanted.same(now.target(), wanted.from())) {
      return Optional.of(foreign(wanted.targetPath(), wanted.from(), now.target()));
    }
    boolean free = targetReached(now) || previousReached(now) || previousUntouched(now);
    return free
        ? Optional.empty()
        : Optional.of(foreign(wanted.previousPath(), wanted.previousFrom(), now.previous()));
  }

  private Outcome foreign(String path, String expected, String now) {
    return new Outcome.Refused(
        "%s: %s led to %s when this was planned and leads to %s now: it was moved by somebody else"
            .formatted(area.title(), path, named(expected), named(now)));
  }

  private static String named(String text) {
    return text.isEmpty() ? "nothing" : text;
  }

  /**
   * Moves the links.
   *
   * @throws RemoteException when something could not be read or written; what is moved by then
   *     stays, and running it again goes on
   */
  Outcome run() {
    Found now = found();
    Optional<Outcome> obstacle = obstacle(now);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    removeLeftovers();
    if (reached(now)) {
      return alreadySo();
    }
    if (!targetReached(now)) {
      area.relink(wanted.targetPath(), wanted.to());
    }
    if (!previousReached(now) && previousUntouched(now)) {
      area.relink(wanted.previousPath(), wanted.previousTo());
    }
    return readBack();
  }

  private void removeLeftovers() {
    area.removeLeftover(wanted.targetPath());
    area.removeLeftover(wanted.previousPath());
  }

  private Outcome readBack() {
    Found now = found();
    if (!targetReached(now)) {
      return new Outcome.Failed(
          "%s: %s was moved to %s but leads to %s: look who else moves it"
              .formatted(
                  area.title(), wanted.targetPath(), named(wanted.to()), named(now.target())));
    }
    String done =
        "%s: %s leads to %s".formatted(area.title(), wanted.targetPath(), named(now.target()));
    return new Outcome.Done(
        previousReached(now)
            ? done + ", " + wanted.previousPath() + " to " + named(now.previous())
            : done
                + "; %s was moved to %s by somebody else meanwhile and is left alone"
                    .formatted(wanted.previousPath(), named(now.previous())));
  }

  private Outcome alreadySo() {
    return new Outcome.AlreadyDone(
        "%s: %s already leads to %s"
            .formatted(area.title(), wanted.targetPath(), named(wanted.to())));
  }

  private boolean reached(Found now) {
    return targetReached(now) && previousReached(now);
  }

  private boolean targetReached(Found now) {
    return wanted.same(now.target(), wanted.to());
  }

  private boolean previousReached(Found now) {
    return wanted.same(now.previous(), wanted.previousTo());
  }

  private boolean previousUntouched(Found now) {
    return wanted.same(now.previous(), wanted.previousFrom());
  }
}
