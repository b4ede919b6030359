package dev.promoter;

import dev.promoter.bench.Year;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.fakes.SettableClock;
import dev.promoter.store.Store;
import dev.promoter.store.StoreSettings;
import dev.promoter.web.Api;
import dev.promoter.web.Proxies;
import dev.promoter.web.Role;
import dev.promoter.web.Route;
import dev.promoter.web.TokenFile;
import dev.promoter.web.WebServer;
import dev.promoter.web.WebSettings;
import dev.promoter.web.pages.Pages;
import dev.promoter.web.pages.Studio;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A server with all pages over a real store that some made-up releases have filled. */
final class PagesScene implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Store store;
  private final StoreDesk desk;
  private final WebServer server;
  private final List<Route> routes;
  private final String token;
  private final String viewer;

  /** Without any release. */
  PagesScene(Path directory, boolean readsOpen) {
    SettableClock clock = new SettableClock(NOW.toString());
    store = Store.open(StoreSettings.inState(directory.resolve("state")));
    TokenFile tokens = new TokenFile(directory.resolve("tokens-" + ProcessHandle.current().pid()));
    token = tokens.add("ann", Role.ADMIN);
    viewer = tokens.add("vera", Role.VIEWER);
    desk = new StoreDesk(store, clock);
    Studio studio = new Studio();
    routes = new ArrayList<>(Api.routes(desk, List.of(), store.receipts(), clock));
    routes.addAll(Pages.routes(desk, new StoreShelf(store, clock, List::of), studio));
    WebSettings settings =
        new WebSettings(
            "127.0.0.1",
            0,
            readsOpen,
            tokens.path(),
            Proxies.of(List.of()),
            Optional.empty(),
            new WebSettings.Limits(64 * 1024, 100_000, 64));
    server = WebServer.start(settings, routes, store.receipts(), clock, studio::refused);
  }

  /**
   * A scene.
   *
   * @param releases how many releases it has
   * @param days for how long they have had a round a day
   * @param candidates how many each has at the end
   */
  static PagesScene open(Path directory, int releases, int days, int candidates) {
    PagesScene scene = new PagesScene(directory, true);
    scene.fill(releases, 12, days, candidates);
    return scene;
  }

  /** Makes releases with so many jobs and tells their rounds. */
  List<Year> fill(int releases, int jobs, int days, int candidates) {
    List<Year> years = IntStream.range(0, releases).mapToObj(i -> new Year(i, jobs)).toList();
    years.parallelStream()
        .forEach(
            year -> {
              for (int day = days; day > 0; day--) {
                store.history().record(year.round(NOW.minus(Duration.ofDays(day)), 3));
              }
              goOn(year, candidates);
            });
    return years;
  }

  /** The same releases as they are when another process has told their rounds. */
  static List<Year> after(int releases, int jobs, int days, int candidates) {
    List<Year> years = IntStream.range(0, releases).mapToObj(i -> new Year(i, jobs)).toList();
    for (Year year : years) {
      IntStream.range(0, days).forEach(day -> year.round(NOW, 3));
      year.stuck(NOW, candidates);
    }
    return years;
  }

  /** One more round of a release, with other candidates than before. */
  void goOn(Year year, int candidates) {
    ReleaseReport last = year.stuck(NOW.minus(Duration.ofMinutes(5)), candidates);
    store.statusBoard().began(year.release(), last.file(), last.startedAt());
    store.history().record(last);
    store.statusBoard().ended(year.release(), false, last.summary(), last.finishedAt());
  }

  /** The promotions and rollbacks that people ordered, and did not just look at. */
  List<String> carriedOut() {
    return desk.carriedOut();
  }

  /** Where a path of it is. */
  String address(String path) {
    return server.address() + path;
  }

  /** Everything that can be asked. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  /** The token of an administrator. */
  String token() {
    return token;
  }

  /** The token of somebody who may only look. */
  String viewer() {
    return viewer;
  }

  Store store() {
    return store;
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
