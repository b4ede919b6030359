package dev.promoter.sandbox;

import dev.promoter.sandbox.RegistryShelf.Repository;
import dev.promoter.sandbox.RegistryShelf.Stored;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stand-in for a container registry on the loopback address, answering as recorded. It keeps
 * everything in memory and asks nobody. Blobs are the bytes of short texts.
 */
public final class RegistryServer implements AutoCloseable {
  private final RegistryShelf shelf = new RegistryShelf();
  private final RegistryGate gate;
  private final RegistryApi api;
  private final Loopback loopback;

  private RegistryServer(int port, InstantSource clock) {
    this.gate = new RegistryGate(clock);
    this.api = new RegistryApi(shelf, gate, this::address);
    // One character for each byte: blobs are no text.
    this.loopback = Loopback.start(port, this::answer, StandardCharsets.ISO_8859_1);
  }

  /**
   * Starts an open registry without images.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException if the port cannot be listened on
   */
  public static RegistryServer start(int port) {
    return start(port, InstantSource.system());
  }

  /**
   * Starts an open registry without images.
   *
   * @param clock says when tokens end
   */
  public static RegistryServer start(int port, InstantSource clock) {
    return new RegistryServer(port, clock);
  }

  private synchronized Answer answer(Request request) {
    return api.answer(request);
  }

  /** From now on only this user is admitted, by name and password. */
  public synchronized void requirePassword(String user, String password) {
    gate.password("promoter-registry", user, password);
  }

  /**
   * From now on a token is needed, which the server itself lends at {@code /token}: to this user
   * for everything, without a name for pulling.
   */
  public synchronized void requireTokens(String user, String password, Duration life) {
    gate.tokens(address() + "/token", "registry.example.org", user, password, life);
  }

  /** The same with a token service elsewhere. */
  synchronized void requireTokens(String realm, String user, String password, Duration life) {
    gate.tokens(realm, "registry.example.org", user, password, life);
  }

  /** Takes none of the tokens lent so far any more. */
  public synchronized void revokeTokens() {
    gate.revoke();
  }

  /** Whether manifests may be deleted; they may at the beginning. */
  public synchronized void allowDeletes(boolean allowed) {
    api.deletes(allowed);
  }

  /**
   * Puts an image for x86_64 without asking for a password.
   *
   * @param tag empty for none
   * @param layers a text for each layer
   * @return its digest
   */
  public String push(String repository, String tag, String... layers) {
    return push(repository, tag, "amd64", List.of(layers));
  }

  /** Puts an image for one architecture. */
  public synchronized String push(
      String repository, String tag, String architecture, List<String> layers) {
    Repository there = shelf.open(repository);
    List<Map<String, Object>> parts = new ArrayList<>();
    for (String layer : layers) {
      parts.add(part(there, "application/vnd.docker.image.rootfs.diff.tar.gzip", layer));
    }
    List<Object> contents = parts.stream().map(part -> part.get("digest")).toList();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architecture", architecture);
    config.put("os", "linux");
    config.put("rootfs", Map.of("type", "layers", "diff_ids", contents));
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", RegistryManifests.DOCKER);
    manifest.put(
        "config",
        part(there, "application/vnd.docker.container.image.v1+json", RegistryError.json(config)));
    manifest.put("layers", parts);
    return putManifest(repository, tag, RegistryManifests.DOCKER, RegistryError.json(manifest));
  }

  private static Map<String, Object> part(Repository repository, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String digest = RegistryShelf.digest(bytes);
    repository.blobs().put(digest, bytes);
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("mediaType", type);
    part.put("size", bytes.length);
    part.put("digest", digest);
    return part;
  }

  /**
   * Puts a list of images, one for each architecture.
   *
   * @param digests by architecture
   */
  public synchronized String pushList(String repository, String tag, Map<String, String> digests) {
    List<Map<String, Object>> children = new ArrayList<>();
    digests.forEach(
        (architecture, digest) -> {
          Map<String, Object> child = new LinkedHashMap<>();
          child.put("mediaType", RegistryManifests.DOCKER);
          child.put("size", manifest(repository, digest).map(String::length).orElse(0));
          child.put("digest", digest);
          child.put("platform", Map.of("architecture", architecture, "os", "linux"));
          children.add(child);
        });
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("schemaVersion", 2);
    list.put("mediaType", RegistryManifests.DOCKER_LIST);
    list.put("manifests", children);
    return putManifest(repository, tag, RegistryManifests.DOCKER_LIST, RegistryError.json(list));
  }

  /** Puts any manifest, even one that no registry would take. */
  public synchronized String putManifest(
      String repository, String tag, String mediaType, String manifest) {
    Stored stored = new Stored(mediaType, manifest.getBytes(StandardCharsets.UTF_8));
    shelf.open(repository).manifests().put(stored.digest(), stored);
    if (!tag.isEmpty()) {
      shelf.open(repository).tags().put(tag, stored.digest());
    }
    return stored.digest();
  }

  /** Puts a blob without a manifest and gives its digest. */
  public synchronized String putBlob(String repository, String text) {
    return String.valueOf(part(shelf.open(repository), "", text).get("digest"));
  }

  /** What it holds, for tests that know digests but not what is behind them. */
  RegistryShelf shelf() {
    return shelf;
  }

  /** Begins an upload as if asked to over HTTP; gives where the blob is to be sent. */
  public synchronized String beginUpload(String repository) {
    return api.opened(repository).headers().getOrDefault("Location", "");
  }

  /** Takes a tag away. */
  public synchronized void untag(String repository, String tag) {
    shelf.open(repository).tags().remove(tag);
  }

  /** Takes a blob or a manifest away, as a fault of the storage would. */
  public synchronized void lose(String repository, String digest) {
    shelf.open(repository).blobs().remove(digest);
    shelf.open(repository).manifests().remove(digest);
  }

  /** What a tag stands for. */
  public synchronized Optional<String> digest(String repository, String tag) {
    return shelf.find(repository).map(found -> found.tags().get(tag));
  }

  /** The bytes of a manifest as text. */
  public synchronized Optional<String> manifest(String repository, String reference) {
    return shelf
        .find(repository)
        .flatMap(found -> found.find(reference))
        .map(stored -> new String(stored.bytes(), StandardCharsets.UTF_8));
  }

  /** Whether a repository has a blob. */
  public synchronized boolean hasBlob(String repository, String digest) {
    return shelf.blob(repository, digest).isPresent();
  }

  /** The tags of a repository, in alphabetical order; empty when there is no such repository. */
  public synchronized List<String> tags(String repository) {
    return shelf
        .find(repository)
        .map(found -> List.copyOf(found.tags().keySet()))
        .orElse(List.of());
  }

  /** The address without a slash at its end, for example {@code http://127.0.0.1:40123}. */
  public String address() {
    return loopback.address();
  }

  /** Host and port, as they stand in the names of images. */
  public String host() {
    return loopback.address().substring("http://".length());
  }

  /** Puts a hook into every request from now on, in place of the one before. */
  public void intercept(Interceptor interceptor) {
    loopback.front().intercept(interceptor);
  }

  /** Makes every request take at least this long from now on; zero for no delay. */
  public void latency(Duration latency) {
    loopback.front().latency(latency);
  }

  /** All requests since the start or the last {@link #forgetRequests}, in order of arrival. */
  public List<Request> requests() {
    return loopback.front().log().all();
  }

  /** Empties the list of requests. */
  public void forgetRequests() {
    loopback.front().log().clear();
  }

  /** Stops listening and closes all connections, also those held back; waits for no request. */
  @Override
  public void close() {
    loopback.close();
  }
}
