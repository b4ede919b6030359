package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.cli.Here;
import dev.promoter.cli.OperationException;
import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.config.Schedules;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Schedule;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import dev.promoter.logs.Logs;
import dev.promoter.logs.RoundLog;
import dev.promoter.metrics.Meters;
import dev.promoter.schedule.ReleaseSchedule;
import dev.promoter.store.DaemonLock;
import dev.promoter.store.DaemonSign;
import dev.promoter.store.Delivery;
import dev.promoter.store.StoreException;
import dev.promoter.web.Api;
import dev.promoter.web.Commands;
import dev.promoter.web.Route;
import dev.promoter.web.WebServer;
import dev.promoter.web.pages.Pages;
import dev.promoter.web.pages.Studio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon: wakes each release on its schedule, takes over edits of INI files and rules within
 * seconds, and ends cleanly after the steps in hand.
 */
final class Daemon {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  /** A signal does not say who sent it; only the owner of the process and root can. */
  private static final Caller SIGNALLED =
      new Caller("whoever may signal the daemon", "", "this host", Channel.SIGNAL);

  /** How long everything else waits for the first round at most: upstream may answer late. */
  private static final Duration ROUND_FIRST = Duration.ofSeconds(2);

  private final Place place;
  private final CommonOptions options;
  private final Outside outside;
  private final Listener listener;
  private final LiveReleases releases = new LiveReleases();
  private final CountDownLatch firstRound = new CountDownLatch(1);
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

  /**
   * @param by who wants the files to be read again; empty to end the daemon
   */
  private record Order(Optional<Caller> by) {
    static final Order STOP = new Order(Optional.empty());
  }

  /** What keeps the releases going: the files that say how, and the schedule that says when. */
  private record Course(Edits edits, ReleaseSchedule schedule) {}

  Daemon(Place place, CommonOptions options, Outside outside) {
    this(place, options, outside, report -> {});
  }

  /** Is told what a person at the terminal may want to know. */
  @FunctionalInterface
  interface Listener {
    /** A round has finished; told in its thread. */
    void finished(ReleaseReport report);

    /** The web server listens at this address. */
    default void serves(String address) {}
  }

  Daemon(Place place, CommonOptions options, Outside outside, Listener listener) {
    this.place = place;
    this.options = options;
    this.outside = outside;
    this.listener = listener;
  }

  /** Asks for the files to be read again at once; may be called by any thread. */
  void reload(Caller caller) {
    orders.add(new Order(Optional.of(caller)));
  }

  /** Asks the daemon to end; may be called by any thread. */
  void stop() {
    orders.add(Order.STOP);
  }

  /**
   * Runs until it is told to stop.
   *
   * @throws OperationException when it cannot start: another daemon, broken settings or rules, no
   *     store
   */
  void run(Configuration configuration) {
    refuseUnlessSound(configuration);
    Path state = configuration.daemon().state();
    RuleReading rules = RuleReading.begin(configuration, place.rules(configuration));
    try (DaemonLock lock = lock(state);
        DaemonSign sign = DaemonSign.put(state);
        Logs logs = Logs.start(options.logLevel(), state, options.logToConsole());
        Meters meters = new Meters(Installation.version());
        Services services = new Services(configuration, rules, outside, Observers.of(meters))) {
      Signals.on("HUP", () -> reload(SIGNALLED));
      Signals.on("TERM", this::stop);
      Signals.on("INT", this::stop);
      Monitoring monitoring = new Monitoring(services, releases, meters, outside.clock());
      work(configuration, services, rules.watch(), logs, monitoring);
    }
  }

  private void work(
      Configuration configuration,
      Services services,
      RuleWatch rules,
      Logs logs,
      Monitoring monitoring) {
    refuseUnlessServing(services);
    releases.seen(configuration);
    services.store().completeInsights();
    Optional<Delivery> letters = services.letters().begin();
    try (monitoring) {
      rounds(configuration, services, rules, logs, monitoring);
    } finally {
      letters.ifPresent(Delivery::close); // after the rounds, whose last letters it still takes
    }
    LOG.info("Promoter terminated normally");
  }

  private List<Route> routes(Services services, Wakes wakes, Monitoring monitoring, Studio studio) {
    Opening opening = Opening.within(options, place, outside, services);
    DaemonDesk desk =
        new DaemonDesk(
            opening,
            services.store(),
            wakes,
            releases::files,
            this::inForce,
            services.settings(),
            this::reload);
    StoreShelf shelf = new StoreShelf(services.store(), outside.clock(), releases::files);
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        Api.routes(
            desk,
            WebFront.hooks(services.settings().web(), services.secrets()),
            services.store().receipts(),
            outside.clock()));
    routes.addAll(
        new Commands(new DaemonCommands(desk, opening, options, place, outside, wakes)).routes());
    routes.addAll(new MonitoringRoutes(monitoring, services.settings()).all());
    routes.addAll(Pages.routes(desk, shelf, studio));
    return routes;
  }

  private Set<ReleaseName> known() {
    return inForce().stream().map(Release::name).collect(Collectors.toSet());
  }

  private List<Release> inForce() {
    return releases.all().stream().map(LiveReleases.InForce::release).toList();
  }

  private void rounds(
      Configuration configuration,
      Services services,
      RuleWatch rules,
      Logs logs,
      Monitoring monitoring) {
    Nodes nodes = services.store().nodes();
    Wakes wakes = wakes(services, monitoring);
    nodes.join(
        services.settings().nodeName().orElseGet(() -> Here.host(outside.environment())),
        Installation.version());
    try {
      refuseUnlessJudging(services);
      LOG.info(
          "promoter is at work on {} with state in {}",
          place.config(),
          services.settings().state());
      Edits edits = new Edits(place, outside, services, releases, rules, logs);
      LiveReleases.Change first = edits.take(configuration);
      Set<ReleaseName> begun = firstRounds(first, wakes);
      try (ServiceManager manager = new ServiceManager(outside.environment());
          ReleaseSchedule schedule = schedule(services, nodes, wakes);
          Relay relay = Relay.start(nodes, this::known, wakes::due, schedule::discard)) {
        monitoring.scheduledBy(schedule);
        schedule.retain(names(configuration));
        schedule.awake(begun);
        edits.plan(first, schedule);
        monitoring.begin();
        serve(new Course(edits, schedule), manager, services, wakes, monitoring);
      }
    } finally {
      endRounds(services, nodes);
    }
  }

  /**
   * Scheduler and web server would take their processors from the first rounds. A release with an
   * interval begins its round at once; whether times of a calendar ever come, the scheduler says.
   */
  private Set<ReleaseName> firstRounds(LiveReleases.Change first, Wakes wakes) {
    Set<ReleaseName> begun =
        first.changed().stream()
            .filter(Daemon::hasInterval)
            .map(Release::name)
            .collect(Collectors.toSet());
    begun.forEach(wakes::due);
    if (!begun.isEmpty()) {
      awaitFirstRound();
    }
    return begun;
  }

  private static boolean hasInterval(Release release) {
    try {
      return Schedules.parse(release.settings().get("schedule")) instanceof Schedule.Interval;
    } catch (IllegalArgumentException e) {
      return false; // said when it is planned
    }
  }

  private static ReleaseSchedule schedule(Services services, Nodes nodes, Wakes wakes) {
    return ReleaseSchedule.start(
        services.store().dataSource(), nodes.shared(), services.settings().timeZone(), wakes::due);
  }

  /** What is cut short is gone on with by another node, if there is one. */
  private static void endRounds(Services services, Nodes nodes) {
    Set<ReleaseName> cutShort = services.runner().busy();
    if (!services.runner().stop(Services.GRACE)) {
      LOG.warn("a round did not end in time; the journal says where it stands");
    }
    cutShort.forEach(release -> Relay.leave(nodes, release));
    try {
      nodes.leave();
    } catch (StoreException e) {
      LOG.warn("the other nodes see this one for a while still: {}", e.getMessage());
    }
  }

  /** Opens the web server, and works until the end. */
  private void serve(
      Course course,
      ServiceManager manager,
      Services services,
      Wakes wakes,
      Monitoring monitoring) {
    Optional<WebServer> web = web(services, wakes, monitoring);
    try {
      web.ifPresent(
          server -> {
            DaemonSign.listens(services.settings().state(), server.address());
            listener.serves(server.address());
          });
      manager.ready();
      manager.watch(() -> monitoring.checkup().alive().healthy());
      follow(course, manager, services, monitoring);
    } finally {
      web.ifPresent(WebServer::close);
    }
  }

  private void awaitFirstRound() {
    try {
      if (!firstRound.await(ROUND_FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("the scheduler begins although no round has ended yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<WebServer> web(Services services, Wakes wakes, Monitoring monitoring) {
    Studio studio = new Studio();
    return WebFront.open(
        services.settings().web(),
        services.secrets(),
        routes(services, wakes, monitoring, studio),
        services.store().receipts(),
        outside.clock(),
        studio::refused);
  }

  /** Until somebody asks the daemon to stop. */
  private void follow(
      Course course, ServiceManager manager, Services services, Monitoring monitoring) {
    Optional<Order> order = next(services, monitoring);
    while (order.filter(Order.STOP::equals).isEmpty()) {
      order.ifPresent(ordered -> manager.reloading());
      course.edits().look(order.flatMap(Order::by), course.schedule());
      order.ifPresent(ordered -> manager.ready());
      order = next(services, monitoring);
    }
    LOG.info("asked to stop; rounds at work end after the step in hand");
  }

  private Wakes wakes(Services services, Monitoring monitoring) {
    return new Wakes(
        releases::find,
        services.runner(),
        services.gate()::run,
        (report, release) -> {
          finished(report, release, services);
          monitoring.round(report);
        },
        release -> Relay.leave(services.store().nodes(), release));
  }

  private static Set<ReleaseName> names(Configuration configuration) {
    return configuration.releases().stream().map(LoadedRelease::name).collect(Collectors.toSet());
  }

  private Optional<Order> next(Services services, Monitoring monitoring) {
    monitoring.beat();
    try {
      long pause = services.settings().reloadInterval().toMillis();
      return Optional.ofNullable(orders.poll(pause, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(Order.STOP);
    }
  }

  private void finished(ReleaseReport report, Release release, Services services) {
    firstRound.countDown();
    if (report.leftOut()) {
      LOG.debug("{}: {}", release.name(), report.error());
      return;
    }
    try {
      RoundLog.write(report, candidate -> services.votePage(release, candidate));
      if (report.dryRun()) { // leaves no other trace, and must not look as if it never had a round
        String summary = report.error().isEmpty() ? report.summary() : report.error();
        StatusBoard board = services.store().statusBoard();
        board.ended(report.release(), report.failed(), "dry run: " + summary, report.finishedAt());
      }
      listener.finished(report);
    } catch (RuntimeException e) {
      LOG.error("the end of the round of {} could not be noted", release.name(), e);
    }
  }

  private DaemonLock lock(Path state) {
    try {
      return DaemonLock.acquire(state, outside.clock().instant());
    } catch (StoreException e) {
      throw OperationException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static void refuseUnlessJudging(Services services) {
    Program.lines(services.firstRuleProblems())
        .ifPresent(
            refusal -> {
              throw OperationException.failure(refusal);
            });
  }

  /** Before the first round: a daemon that ends at once should not have promoted anything. */
  private static void refuseUnlessServing(Services services) {
    WebFront.faults(services.settings().web(), services.secrets()).stream()
        .findFirst()
        .ifPresent(
            sentence -> {
              throw OperationException.failure(sentence);
            });
  }

  private static void refuseUnlessSound(Configuration configuration) {
    Program.lines(configuration.daemonProblems())
        .ifPresent(
            text -> {
              throw OperationException.failure(text);
            });
  }
}
