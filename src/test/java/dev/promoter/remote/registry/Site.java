package dev.promoter.remote.registry;

import dev.promoter.domain.Secret;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.sandbox.RegistryServer;
import dev.promoter.sandbox.Request;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stand-ins of registries, and clients to them. */
final class Site implements AutoCloseable {
  static final String PASSWORD = "hunter2-ü";
  static final Secrets SECRETS =
      name -> name.equals("PUSH_PASSWORD") ? Optional.of(new Secret(PASSWORD)) : Optional.empty();
  static final Login LOGIN = new Login("pusher", "PUSH_PASSWORD", SECRETS);

  final RegistryServer source = RegistryServer.start(0);
  final RegistryServer target = RegistryServer.start(0);
  final ExecutorService pool = Executors.newCachedThreadPool();
  final Http http =
      new Http(
          HttpSettings.standard()
              .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5))
              .withRetries(2, Duration.ofMillis(1)));

  static ImageName name(String repository, String tag) {
    return new ImageName(new RepositoryName(repository), new Tag(tag));
  }

  static ImageName byDigest(String repository, String digest) {
    return new ImageName(new RepositoryName(repository), new Digest(digest));
  }

  Registry client(RegistryServer server) {
    return client(RegistrySettings.of("here", URI.create(server.address())));
  }

  Registry client(RegistrySettings settings) {
    return new Registry(settings, http, pool);
  }

  Registry loggedIn(RegistryServer server) {
    return client(RegistrySettings.of("here", URI.create(server.address())).as(LOGIN));
  }

  /** The requests to a server without the version check, each as its method and path. */
  static List<String> asked(RegistryServer server) {
    return server.requests().stream()
        .filter(request -> !request.path().equals("/v2/"))
        .map(request -> request.method() + " " + request.target())
        .toList();
  }

  /** How many bytes of blobs were sent to a server. */
  static long received(RegistryServer server) {
    return server.requests().stream()
        .filter(request -> request.path().contains("/blobs/"))
        .map(Request::body)
        .mapToLong(String::length)
        .sum();
  }

  @Override
  public void close() {
    http.close();
    pool.shutdownNow();
    source.close();
    target.close();
  }
}
