package dev.promoter.remote.containers;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which containers a candidate has, makes sure that all of them are there, and copies
 * them to the target registries under the full hash (contract dlrn.md section 9). It plans the tags
 * as well, because both need to know the same; {@link TagContainers} moves them.
 */
public final class CopyContainers implements ActionRunner {
  static final String KIND = "copy-containers";

  private static final Logger LOG = LoggerFactory.getLogger(CopyContainers.class);

  private final ContainerRegistries registries;
  private final SourceCommits commits;

  /** Copies between the registries of each release. */
  public CopyContainers(ContainerRegistries registries, SourceCommits commits) {
    this.registries = registries;
    this.commits = commits;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Effects plan(Promotion promotion) {
    if (!promotion.allowedClients().contains(ContainerRegistries.CLIENT)) {
      return Effects.NONE;
    }
    Optional<Depots> depots = Depots.of(promotion.release());
    if (depots.isEmpty()) {
      return without(promotion, "there is no section [registry NAME]");
    }
    if (ofOneComponent(promotion)) {
      return without(promotion, "containers are built from all components together");
    }
    return plan(promotion, depots.get());
  }

  private static Effects without(Promotion promotion, String why) {
    LOG.info(
        "{}: containers take no part in the promotion to {}: {}",
        promotion.release().name(),
        promotion.target(),
        why);
    return Effects.NONE;
  }

  private static boolean ofOneComponent(Promotion promotion) {
    return !promotion.component().isEmpty() || !promotion.candidate().component().isEmpty();
  }

  private Effects plan(Promotion promotion, Depots depots) {
    Release release = promotion.release();
    String hash = promotion.candidate().id();
    Names.tag(hash);
    Names.tag(promotion.target().value());
    boolean push = release.settings().isTrue("target_registries_push");
    List<Depot> targets = push ? depots.targets() : List.of();
    Stock source = registries.open(release, depots.source(), depots.source().namespace());
    // A password that has expired is found before anything is copied anywhere.
    source.registry().login();
    targets.forEach(target -> open(release, target).registry().login());
    List<Architecture> architectures =
        targets.isEmpty() ? List.of() : Architecture.wanted(release.settings());
    Census census =
        Census.take(
            source,
            hash,
            Inventory.read(promotion, commits, registries.listClient(release)),
            architectures);
    List<Action> copies = new ArrayList<>();
    List<Action> tags = new ArrayList<>();
    tags.add(labels(promotion, depots.source(), census).action(promotion.candidate()));
    for (Depot target : targets) {
      copies.add(shipment(hash, source.depot(), target, census).action(promotion.candidate()));
      tags.add(labels(promotion, target, census).action(promotion.candidate()));
    }
    return new Effects(copies, tags);
  }

  private Stock open(Release release, Depot depot) {
    return registries.open(release, depot, depot.namespace());
  }

  private static Shipment shipment(String hash, Depot source, Depot target, Census census) {
    return new Shipment(
        source.name(),
        source.address().toString(),
        source.namespace(),
        target.name(),
        target.address().toString(),
        target.namespace(),
        hash,
        census.digests(),
        census.builds());
  }

  private static Labels labels(Promotion promotion, Depot depot, Census census) {
    return new Labels(
        depot.name(),
        depot.address().toString(),
        depot.namespace(),
        promotion.target().value(),
        census.digests(),
        Map.of());
  }

  /** To look is as much work as to do it again: what is there is not moved again. */
  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return Optional.empty();
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    Shipment shipment = Shipment.of(action);
    try {
      Stock from =
          registries.open(
              release,
              Depots.find(release, shipment.source(), shipment.sourceAddress()),
              shipment.sourceNamespace());
      Stock to =
          registries.open(
              release,
              Depots.find(release, shipment.target(), shipment.address()),
              shipment.namespace());
      registries.makeRepositories(to, shipment.digests().keySet());
      return new Carrier(registries.copier(), from, to, shipment).run();
    } catch (RemoteException fault) {
      String sentence =
          fault.sentence() + "; what was copied so far stays there and is not copied again";
      return fault.retryable() ? new Outcome.Retry(sentence) : new Outcome.Failed(sentence);
    }
  }
}
