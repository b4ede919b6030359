package dev.promoter.remote.containers;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Undo;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Moves the tag of a target, of all containers in one registry (contract dlrn.md section 9). What
 * every tag stood for is in the journal before the first one moves. Its actions are planned by
 * {@link CopyContainers}.
 */
public final class TagContainers implements ActionRunner {
  static final String KIND = "tag-containers";

  private final ContainerRegistries registries;

  /** Actions about to be run, with what was read for them a moment ago. */
  private final ConcurrentMap<Action, Before> read = new ConcurrentHashMap<>();

  /** Tags in the registries of each release. */
  public TagContainers(ContainerRegistries registries) {
    this.registries = registries;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Effects plan(Promotion promotion) {
    return Effects.NONE;
  }

  @Override
  public Optional<Outcome> obstacle(Release release, Action action) {
    return tagger(release, action).obstacle();
  }

  @Override
  public Before before(Release release, Action action) {
    Before before = tagger(release, action).before();
    read.put(action, before);
    return before;
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    read.remove(action);
    return before.equals(Before.NOTHING)
        ? Optional.empty()
        : tagger(release, action).observe(Labels.found(before));
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    try {
      boolean fresh = read.remove(action, before);
      Tagger tagger = tagger(release, action);
      return fresh ? tagger.run(Labels.found(before)) : tagger.resume(Labels.found(before));
    } catch (RemoteException unread) {
      // Nothing was written yet, or what was written could not be read back.
      return unread.retryable()
          ? new Outcome.Retry(unread.sentence())
          : new Outcome.Failed(unread.sentence());
    }
  }

  @Override
  public Undo undo(Action action, Before before) {
    return before.equals(Before.NOTHING) ? Undo.NOTHING : Labels.of(action).undo(action, before);
  }

  private Tagger tagger(Release release, Action action) {
    Labels labels = Labels.of(action);
    Depot depot = Depots.find(release, labels.registry(), labels.address());
    return new Tagger(
        registries.open(release, depot, labels.namespace()), labels, action.candidate());
  }
}
