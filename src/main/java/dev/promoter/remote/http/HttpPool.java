package dev.promoter.remote.http;

import dev.promoter.domain.Release;
import dev.promoter.engine.RemoteException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One client for all releases, and one more for each CA bundle that a release names. */
public final class HttpPool implements AutoCloseable {
  private final HttpSettings settings;
  private final Watcher watcher;
  private final Permit permit;
  private final Http common;
  private final ConcurrentMap<Path, Http> trusting = new ConcurrentHashMap<>();

  /** Clients with these settings. */
  public HttpPool(HttpSettings settings) {
    this(settings, Watcher.NOBODY, Permit.ALWAYS);
  }

  /** Clients that tell a watcher of every request, and ask before each that changes something. */
  public HttpPool(HttpSettings settings, Watcher watcher, Permit permit) {
    this.settings = settings;
    this.watcher = watcher;
    this.permit = permit;
    this.common = new Http(settings, watcher, permit);
  }

  /**
   * The client that trusts a bundle, or the common one.
   *
   * @param caBundle a PEM file, read when it is first named; empty for the common client
   * @throws RemoteException when the file cannot be used
   */
  public Http client(Optional<Path> caBundle) {
    return caBundle.map(bundle -> trusting.computeIfAbsent(bundle, this::trusting)).orElse(common);
  }

  /** The client that a release uses: with the bundle it names; of a dry run one that reads only. */
  public Http client(Release release) {
    Http client = client(release.settings().find("ca_bundle").map(Path::of));
    return release.dryRun() ? client.readOnly() : client;
  }

  private Http trusting(Path bundle) {
    return new Http(settings.withCaBundle(bundle), watcher, permit);
  }

  @Override
  public void close() {
    trusting.values().forEach(Http::close);
    common.close();
  }
}
