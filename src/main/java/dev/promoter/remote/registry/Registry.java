package dev.promoter.remote.registry;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Http;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One container registry, asked by the distribution API. Thread-safe; never more requests at a time
 * than its settings allow, whoever asks. Every fault is a {@link RemoteException} that names the
 * registry and the image.
 */
public final class Registry {
  private final Line line;
  private final Manifests manifests;
  private final ManifestCache cache;
  private final Blobs blobs;
  private final Crew crew;

  /**
   * A tag to be put.
   *
   * @param repository where
   * @param tag the tag, which may stand for something else so far
   * @param manifest what it shall stand for, whose parts are in that repository already
   */
  public record Tagging(RepositoryName repository, Tag tag, Manifest manifest) {}

  /**
   * A registry.
   *
   * @param http a client that trusts the registry's certificate
   * @param pool lends threads; it should not queue
   */
  public Registry(RegistrySettings settings, Http http, Executor pool) {
    this(
        new Line(settings, http, new Access(settings, http, InstantSource.system())),
        new ManifestCache(),
        new Crew(pool, settings.parallelism()));
  }

  private Registry(Line line, ManifestCache cache, Crew crew) {
    this.line = line;
    this.cache = cache;
    this.manifests = new Manifests(line, cache);
    this.blobs = new Blobs(line);
    this.crew = crew;
  }

  /**
   * The same registry in a dry run: what writes throws {@link IllegalStateException} before
   * anything is sent.
   */
  public Registry readOnly() {
    return new Registry(line.readOnly(), cache, crew);
  }

  /** How it is reached. */
  public RegistrySettings settings() {
    return line.settings();
  }

  /**
   * Checks address and credentials.
   *
   * @throws RemoteException when it is no registry, does not answer, or does not take them
   */
  public void login() {
    line.login();
  }

  /** The digest of an image; empty when there is none of that name. One request. */
  public Optional<Digest> digest(ImageName image) {
    return manifests.digest(image);
  }

  /**
   * The manifest of an image; empty when there is none of that name. One request, none when it is
   * asked for by a digest seen lately.
   */
  public Optional<Manifest> manifest(ImageName image) {
    return manifests.manifest(image);
  }

  /** Puts a tag. One request. */
  public void put(Tagging tagging) {
    put(new ImageName(tagging.repository(), tagging.tag()), tagging.manifest());
  }

  /** The digests of many images, side by side; in the order asked for. */
  public Map<ImageName, Optional<Digest>> digests(Collection<ImageName> images) {
    return all(images, this::digest);
  }

  /** The manifests of many images, side by side; in the order asked for. */
  public Map<ImageName, Optional<Manifest>> manifests(Collection<ImageName> images) {
    return all(images, this::manifest);
  }

  /**
   * The images that indexes list and that are not there, also those of indexes in indexes, in the
   * order of the indexes. One request for each image that is listed; none for a manifest that is no
   * index.
   *
   * @param manifests as they were read from this registry
   */
  public List<ImageName> lost(Map<ImageName, Manifest> manifests) {
    return new Listed(this).lost(manifests);
  }

  /**
   * Puts many tags, side by side, as fast as the registry lets. After a fault no further one is
   * begun, and those begun are waited for.
   *
   * @throws RemoteException the first fault: then some tags are new and some are not
   */
  public void putAll(Collection<Tagging> taggings) {
    crew.each(
        List.copyOf(taggings),
        tagging -> {
          put(tagging);
          return true;
        });
  }

  private <T> Map<ImageName, T> all(Collection<ImageName> images, Function<ImageName, T> question) {
    List<ImageName> asked = new ArrayList<>(images);
    List<T> answers = crew.each(asked, question);
    Map<ImageName, T> found = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      found.put(asked.get(i), answers.get(i));
    }
    return found;
  }

  /** How an image of this registry is named to people: host, repository and tag or digest. */
  public String shown(ImageName image) {
    return line.shown(image);
  }

  void put(ImageName image, Manifest manifest) {
    manifests.put(image, manifest);
  }

  /** The registry has just shown that it has this manifest. */
  void seen(RepositoryName repository, Manifest manifest) {
    cache.put(repository, manifest);
  }

  RemoteException missing(ImageName image) {
    return manifests.missing(image);
  }

  RemoteException unusable(ImageName image, String why) {
    return manifests.unusable(image, why);
  }

  Blobs blobs() {
    return blobs;
  }

  Crew crew() {
    return crew;
  }

  /** Whether it is the same registry, perhaps asked by somebody else. */
  boolean sameAs(Registry other) {
    return settings().host().equalsIgnoreCase(other.settings().host())
        && settings()
            .address()
            .getScheme()
            .equalsIgnoreCase(other.settings().address().getScheme());
  }

  @Override
  public String toString() {
    return settings().system();
  }
}
