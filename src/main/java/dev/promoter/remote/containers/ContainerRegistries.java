package dev.promoter.remote.containers;

import dev.promoter.domain.Release;
import dev.promoter.engine.FanOut;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.registry.ImageCopier;
import dev.promoter.remote.registry.Login;
import dev.promoter.remote.registry.QuayRepositories;
import dev.promoter.remote.registry.Registry;
import dev.promoter.remote.registry.RegistrySettings;
import dev.promoter.remote.registry.RepositoryName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * All registries of all releases. Two releases that name the same one with the same options share
 * its tokens, its limits and what is known of it.
 */
public final class ContainerRegistries {
  /** The name that {@code allowed_clients} has for containers (contract dlrn.md section 7). */
  static final String CLIENT = "registries_client";

  private final HttpPool http;
  private final Secrets secrets;
  private final ExecutorService pool;
  private final ImageCopier copier = new ImageCopier();
  private final Set<Made> made = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<Key, Registry> opened = new ConcurrentHashMap<>();

  /** What makes two sections one registry. */
  private record Key(RegistrySettings settings, Optional<Path> caBundle) {}

  /** A repository that was made, or was there already. */
  private record Made(URI address, RepositoryName repository) {}

  /**
   * A registry that does not answer, or does not take the credentials.
   *
   * @param name its name in {@code [registry NAME]}
   * @param sentence what is wrong
   */
  public record Fault(String name, String sentence) {}

  /**
   * Registries as reached through one pool.
   *
   * @param http the connections
   * @param secrets where passwords are found
   * @param pool lends threads; should not queue
   */
  public ContainerRegistries(HttpPool http, Secrets secrets, ExecutorService pool) {
    this.http = http;
    this.secrets = secrets;
    this.pool = pool;
  }

  /**
   * Why containers take no part in the promotions of a release although its allowed_clients names
   * them; empty when they do, or are not named.
   */
  public static Optional<String> absence(Release release) {
    return allows(release) && Depots.of(release).isEmpty()
        ? Optional.of(
            "names %s, but there is no section [registry NAME]: containers take no part in promotions"
                .formatted(CLIENT))
        : Optional.empty();
  }

  private static boolean allows(Release release) {
    return List.of(release.settings().find("allowed_clients").orElse("").split("\\s*,\\s*"))
        .contains(CLIENT);
  }

  /**
   * Asks the registries of a release whether they answer and take the credentials. Writes nothing.
   */
  public List<Fault> probe(Release release) {
    return allows(release) ? Depots.of(release).stream().flatMap(this::probe).toList() : List.of();
  }

  private Stream<Fault> probe(Depots depots) {
    return Stream.concat(Stream.of(depots.source()), depots.targets().stream())
        .flatMap(depot -> probe(depot).stream());
  }

  private Optional<Fault> probe(Depot depot) {
    try {
      registry(depot).login();
      return Optional.empty();
    } catch (RemoteException fault) {
      return Optional.of(new Fault(depot.name(), fault.sentence()));
    }
  }

  /** A namespace of a registry; in a dry run one that cannot be written to. */
  Stock open(Release release, Depot depot, String namespace) {
    Registry registry = registry(depot);
    return new Stock(depot, namespace, release.dryRun() ? registry.readOnly() : registry);
  }

  /**
   * Makes the repositories of these containers at a registry that would make private ones, or none.
   * Each is asked for once in the life of this process.
   *
   * @throws RemoteException when one cannot be made
   */
  void makeRepositories(Stock stock, Collection<String> containers) {
    Depot depot = stock.depot();
    if (depot.quayToken().isEmpty()) {
      return;
    }
    QuayRepositories quay =
        new QuayRepositories(
            settings(depot), depot.quayToken(), secrets, http.client(depot.caBundle()));
    List<RepositoryName> missing =
        containers.stream()
            .map(container -> Names.repository(stock.namespace(), container))
            .filter(name -> !made.contains(new Made(depot.address(), name)))
            .toList();
    new FanOut(pool, depot.parallel())
        .map(
            missing,
            name -> {
              quay.create(name);
              return made.add(new Made(depot.address(), name));
            });
  }

  ImageCopier copier() {
    return copier;
  }

  /** The client for lists of containers. */
  Http listClient(Release release) {
    return http.client(
        release.settings().find("ca_bundle").filter(path -> !path.isBlank()).map(Path::of));
  }

  private Registry registry(Depot depot) {
    return opened.computeIfAbsent(
        new Key(settings(depot), depot.caBundle()),
        key -> new Registry(key.settings(), http.client(key.caBundle()), pool));
  }

  private RegistrySettings settings(Depot depot) {
    RegistrySettings open =
        new RegistrySettings(depot.name(), depot.address(), Optional.empty(), depot.parallel());
    return depot.user().isEmpty()
        ? open
        : open.as(new Login(depot.user(), depot.passwordSecret(), secrets));
  }
}
