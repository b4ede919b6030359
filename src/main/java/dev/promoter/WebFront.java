package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.config.WebSettings;
import dev.promoter.config.WebSettings.Encryption;
import dev.promoter.config.WebSettings.Listen;
import dev.promoter.domain.Secret;
import dev.promoter.engine.Receipts;
import dev.promoter.engine.Secrets;
import dev.promoter.web.CannotServe;
import dev.promoter.web.Hook;
import dev.promoter.web.Proxies;
import dev.promoter.web.RefusalPage;
import dev.promoter.web.Route;
import dev.promoter.web.Tls;
import dev.promoter.web.WebServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the web server as promoter.ini wants it. */
final class WebFront {
  private static final Logger LOG = LoggerFactory.getLogger(WebFront.class);

  /** No request of ours is near it; more would only be memory for others to fill. */
  private static final long MOST_BODY = 64 * 1024 * 1024;

  private WebFront() {}

  /**
   * The server at work; empty when it is switched off, or when nobody asked for it and its port is
   * taken.
   *
   * @throws OperationException when it was asked for and cannot start
   */
  static Optional<WebServer> open(
      WebSettings settings,
      Secrets secrets,
      List<Route> routes,
      Receipts receipts,
      InstantSource clock,
      RefusalPage refusals) {
    return settings
        .listen()
        .flatMap(listen -> start(listen, settings, secrets, routes, receipts, clock, refusals));
  }

  /**
   * What keeps it from starting, as far as that shows before it starts: secrets that are not there,
   * and a certificate that cannot be used. A sentence each.
   */
  static List<String> faults(WebSettings settings, Secrets secrets) {
    Stream<Runnable> looks =
        Stream.concat(
            settings.hooks().stream().map(one -> () -> hook(one, secrets)),
            settings
                .listen()
                .filter(listen -> settings.asked())
                .<Runnable>map(listen -> () -> certificate(listen, settings, secrets))
                .stream());
    return looks.flatMap(look -> fault(look).stream()).toList();
  }

  private static Optional<String> fault(Runnable look) {
    try {
      look.run();
      return Optional.empty();
    } catch (OperationException | CannotServe e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void certificate(Listen listen, WebSettings settings, Secrets secrets) {
    translated(listen, settings, secrets).tls().ifPresent(Tls::load);
  }

  /**
   * Who reports results. A hook without its secret would have to believe everybody.
   *
   * @throws OperationException when there is one
   */
  static List<Hook> hooks(WebSettings settings, Secrets secrets) {
    return settings.hooks().stream().map(hook -> hook(hook, secrets)).toList();
  }

  private static Hook hook(WebSettings.Hook hook, Secrets secrets) {
    Secret secret =
        secrets
            .find(hook.secret())
            .orElseThrow(
                () ->
                    OperationException.failure(
                        "[hook %s] of promoter.ini needs the secret %s, which there is not"
                            .formatted(hook.name(), hook.secret())));
    return new Hook(hook.name(), Hook.Kind.valueOf(hook.kind().toUpperCase(Locale.ROOT)), secret);
  }

  private static Optional<WebServer> start(
      Listen listen,
      WebSettings settings,
      Secrets secrets,
      List<Route> routes,
      Receipts receipts,
      InstantSource clock,
      RefusalPage refusals) {
    try {
      WebServer server =
          WebServer.start(translated(listen, settings, secrets), routes, receipts, clock, refusals);
      LOG.info("the web server listens on {}", server.address());
      return Optional.of(server);
    } catch (CannotServe e) {
      if (settings.asked()) {
        throw OperationException.failure(String.valueOf(e.getMessage()));
      }
      LOG.warn("there is no web server: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static dev.promoter.web.WebSettings translated(
      Listen listen, WebSettings settings, Secrets secrets) {
    return new dev.promoter.web.WebSettings(
        listen.host(),
        listen.port(),
        settings.readsOpen(),
        settings.tokens(),
        proxies(settings),
        settings.encryption().map(encryption -> tls(encryption, secrets)),
        new dev.promoter.web.WebSettings.Limits(
            (int) Math.min(MOST_BODY, settings.maxBodyKib() * 1024L),
            settings.requestsPerMinute(),
            settings.requestsAtOnce()));
  }

  private static Proxies proxies(WebSettings settings) {
    try {
      return Proxies.of(settings.trustedProxies());
    } catch (IllegalArgumentException e) {
      throw OperationException.failure("[web] trusted_proxies of promoter.ini: " + e.getMessage());
    }
  }

  private static Tls tls(Encryption encryption, Secrets secrets) {
    if (encryption instanceof Encryption.Keystore keystore) {
      Secret password =
          secrets
              .find(keystore.secret())
              .orElseThrow(
                  () ->
                      OperationException.failure(
                          "[web] tls_keystore of promoter.ini needs the secret "
                              + keystore.secret()
                              + ", which there is not"));
      return new Tls.Pkcs12(keystore.file(), password);
    }
    Encryption.Pem pem = (Encryption.Pem) encryption;
    return new Tls.Pem(pem.certificate(), pem.key());
  }
}
