package dev.promoter.web;

import dev.promoter.engine.Receipts;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import java.net.BindException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server: listens, and hands every request to its route. */
public final class WebServer implements AutoCloseable {
  /** Those that accept and select connections, and whose client is told to come back. */
  private static final int SPARE_THREADS = 16;

  /** How long requests in hand may take when the server ends. */
  private static final int GRACE_MILLIS = 5_000;

  private final Javalin javalin;
  private final WebSettings settings;
  private final Streams streams;

  private WebServer(Javalin javalin, WebSettings settings, Streams streams) {
    this.javalin = javalin;
    this.settings = settings;
    this.streams = streams;
  }

  /**
   * Starts to listen.
   *
   * @param settings where and how
   * @param routes all there are; of two that fit, the one that says more counts
   * @param receipts what was answered to orders with a key
   * @param clock the time
   * @throws CannotServe when it cannot
   */
  public static WebServer start(
      WebSettings settings, List<Route> routes, Receipts receipts, InstantSource clock) {
    return start(settings, routes, receipts, clock, Answer::problem);
  }

  /** The same for people too: refusals are shown as this says. */
  public static WebServer start(
      WebSettings settings,
      List<Route> routes,
      Receipts receipts,
      InstantSource clock,
      RefusalPage refusals) {
    Streams streams = new Streams();
    OnceOnly onceOnly = new OnceOnly(receipts, clock);
    Counter counter = new Counter(settings, onceOnly, clock, refusals, streams);
    Listener listener = new Listener(settings);
    try {
      Javalin javalin =
          Javalin.create(config -> configure(config, settings, routes, counter, listener));
      return new WebServer(javalin.start(), settings, streams);
    } catch (CannotServe e) {
      throw e;
    } catch (RuntimeException e) {
      throw cannot(settings, e);
    }
  }

  private static void configure(
      JavalinConfig config,
      WebSettings settings,
      List<Route> routes,
      Counter counter,
      Listener listener) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy =
        CompressionStrategy.NONE; // answers are packed once, not for each who asks
    config.jetty.threadPool = threads(settings);
    config.jetty.modifyHttpConfiguration(listener::configure);
    config.jetty.modifyServletContextHandler(
        handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
    config.jetty.addConnector(listener::connector);
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new ErrorPages());
          server.setStopTimeout(GRACE_MILLIS);
        });
    for (Route route : Routes.sorted(routes)) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(route.method().name()),
          Routes.pattern(route),
          context -> counter.serve(context, route));
      if (!route.writes()) { // or Javalin says 200 to it without asking anybody
        config.routes.addHttpHandler(
            HandlerType.HEAD, Routes.pattern(route), context -> counter.serve(context, route));
      }
    }
    config.routes.error(404, counter::noRoute);
    config.routes.error(405, counter::noRoute);
  }

  private static QueuedThreadPool threads(WebSettings settings) {
    QueuedThreadPool pool =
        new QueuedThreadPool(settings.limits().requestsAtOnce() + SPARE_THREADS, 4);
    pool.setName("web");
    pool.setDaemon(true);
    return pool;
  }

  private static CannotServe cannot(WebSettings settings, RuntimeException fault) {
    String place = settings.host() + ":" + settings.port();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof CannotServe known) {
        return known;
      }
      if (cause instanceof BindException) {
        return new CannotServe(
            "the web server cannot listen on %s: another program does, or the address is not one of this machine. Give another one in [web] listen of promoter.ini, or end that program"
                .formatted(place));
      }
    }
    return new CannotServe("the web server cannot start on " + place + ": " + fault);
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Where it is reached. */
  public String address() {
    String scheme = settings.tls().isPresent() ? "https" : "http";
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return scheme + "://" + host + ":" + port();
  }

  /** Takes no more requests and ends those in hand. */
  @Override
  public void close() {
    streams.close();
    javalin.stop();
  }
}
