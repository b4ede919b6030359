package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.cli.OperationException;
import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.config.Schedules;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import dev.promoter.logs.Logs;
import dev.promoter.logs.RoundLog;
import dev.promoter.metrics.Meters;
import dev.promoter.schedule.ReleaseSchedule;
import dev.promoter.schedule.ScheduleException;
import dev.promoter.store.DaemonLock;
import dev.promoter.store.Delivery;
import dev.promoter.store.StoreException;
import dev.promoter.web.Api;
import dev.promoter.web.Route;
import dev.promoter.web.WebServer;
import dev.promoter.web.pages.Pages;
import dev.promoter.web.pages.Studio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
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

  /** Names of the status rows that are not about a release. */
  static final ReleaseName RULES_ROW = new ReleaseName("[rules]");

  static final ReleaseName DAEMON_ROW = new ReleaseName("[promoter.ini]");

  /** A signal does not say who sent it; only the owner of the process and root can. */
  private static final Caller SIGNALLED =
      new Caller("whoever may signal the daemon", "", "this host", Channel.SIGNAL);

  private final Place place;
  private final CommonOptions options;
  private final Outside outside;
  private final Listener listener;
  private final LiveReleases releases = new LiveReleases();
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

  /** As they were last read, refused ones included. */
  private volatile List<LoadedRelease> files = List.of();

  /**
   * @param by who wants the files to be read again; empty to end the daemon
   */
  private record Order(Optional<Caller> by) {
    static final Order STOP = new Order(Optional.empty());
  }

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
    try (DaemonLock lock = lock(state);
        Logs logs = Logs.start(options.logLevel(), state, options.logToConsole());
        Meters meters = new Meters(Installation.version());
        Services services =
            new Services(
                configuration, place.rules(configuration), outside, Observers.of(meters))) {
      Signals.on("HUP", () -> reload(SIGNALLED));
      Signals.on("TERM", this::stop);
      Signals.on("INT", this::stop);
      Monitoring monitoring = new Monitoring(services, releases, meters, outside.clock());
      work(configuration, services, logs, monitoring);
    }
  }

  private void work(
      Configuration configuration, Services services, Logs logs, Monitoring monitoring) {
    files = configuration.releases();
    Studio studio = new Studio();
    Wakes wakes =
        new Wakes(
            releases::find,
            services.runner(),
            services.gate()::run,
            (report, release) -> {
              finished(report, release, services);
              monitoring.round(report);
            });
    Optional<WebServer> web =
        WebFront.open(
            services.settings().web(),
            services.secrets(),
            routes(services, wakes, monitoring, studio),
            services.store().receipts(),
            outside.clock(),
            studio::refused);
    try {
      web.ifPresent(server -> listener.serves(server.address()));
      refuseUnlessJudging(services); // the rules are compiled while the web server starts
      lettersAndRounds(configuration, services, logs, monitoring, wakes);
    } finally {
      web.ifPresent(WebServer::close);
    }
    LOG.info("Promoter terminated normally");
  }

  private List<Route> routes(Services services, Wakes wakes, Monitoring monitoring, Studio studio) {
    Opening opening = Opening.within(options, place, outside, services);
    DaemonDesk desk =
        new DaemonDesk(opening, services.store(), wakes, () -> files, this::inForce, this::reload);
    StoreShelf shelf = new StoreShelf(services.store(), outside.clock(), () -> files);
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        Api.routes(
            desk, WebFront.hooks(services.settings().web(), services.secrets()), outside.clock()));
    routes.addAll(new MonitoringRoutes(monitoring, services.settings()).all());
    routes.addAll(Pages.routes(desk, shelf, studio));
    return routes;
  }

  private List<Release> inForce() {
    return releases.all().stream().map(LiveReleases.InForce::release).toList();
  }

  private void lettersAndRounds(
      Configuration configuration,
      Services services,
      Logs logs,
      Monitoring monitoring,
      Wakes wakes) {
    services.store().completeInsights();
    Optional<Delivery> letters = services.letters().begin();
    try (monitoring) {
      rounds(configuration, services, logs, monitoring, wakes);
    } finally {
      letters.ifPresent(Delivery::close); // after the rounds, whose last letters it still takes
    }
  }

  private void rounds(
      Configuration configuration,
      Services services,
      Logs logs,
      Monitoring monitoring,
      Wakes wakes) {
    try (ServiceManager manager = new ServiceManager(outside.environment());
        ReleaseSchedule schedule =
            ReleaseSchedule.start(
                services.store().dataSource(), false, services.settings().timeZone(), wakes::due)) {
      monitoring.scheduledBy(schedule);
      LOG.info(
          "promoter is at work on {} with state in {}",
          place.config(),
          services.settings().state());
      RuleWatch rules = new RuleWatch(place.rules(configuration), services.rules());
      schedule.retain(names(configuration));
      apply(configuration, services, schedule, logs);
      monitoring.begin();
      manager.ready();
      manager.watch(() -> monitoring.checkup().alive().healthy());
      Optional<Order> order = next(services, monitoring);
      while (order.filter(Order.STOP::equals).isEmpty()) {
        order.ifPresent(ordered -> manager.reloading());
        reload(services, schedule, logs, rules, order.flatMap(Order::by));
        order.ifPresent(ordered -> manager.ready());
        order = next(services, monitoring);
      }
      LOG.info("asked to stop; rounds at work end after the step in hand");
    }
    if (!services.runner().stop(Services.GRACE)) {
      LOG.warn("a round did not end in time; the journal says where it stands");
    }
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

  private void reload(
      Services services,
      ReleaseSchedule schedule,
      Logs logs,
      RuleWatch rules,
      Optional<Caller> by) {
    try {
      by.map(caller -> Deeds.reload(caller, outside.clock().instant()))
          .ifPresent(services.store().audit()::record);
      rules.look(by.isPresent()).ifPresent(problems -> rulesRead(problems, services));
      apply(place.read(false, outside), services, schedule, logs);
    } catch (RuntimeException e) {
      LOG.error("reading the configuration again failed; what was in force stays so", e);
    }
  }

  private void rulesRead(List<Problem> problems, Services services) {
    String text = Program.lines(problems).orElse("");
    if (text.isEmpty()) {
      LOG.info("the rules were read again and are in force");
      services.store().statusBoard().remove(RULES_ROW);
    } else {
      LOG.error("the rules are refused, the previous ones stay in force:\n{}", text);
      note(
          services,
          RULES_ROW,
          services.settings().rules().map(Path::toString).orElse("rules"),
          text);
    }
  }

  private void apply(
      Configuration configuration, Services services, ReleaseSchedule schedule, Logs logs) {
    files = configuration.releases();
    String text = Program.lines(configuration.daemonProblems()).orElse("");
    if (!text.isEmpty()) {
      note(services, DAEMON_ROW, place.config().toString(), text);
      return; // defaults of all releases come from there: none of them may change by accident
    }
    services.store().statusBoard().remove(DAEMON_ROW);
    LiveReleases.Change change = releases.take(configuration, outside.clock().instant());
    change.read().forEach(loaded -> accepted(loaded, services));
    change.gone().forEach(name -> gone(name, services, schedule));
    change.changed().forEach(release -> plan(release, services, schedule, logs));
  }

  private void plan(Release release, Services services, ReleaseSchedule schedule, Logs logs) {
    release
        .settings()
        .find("log_file")
        .ifPresent(file -> logs.releaseFile(release.name(), Path.of(file)));
    try {
      schedule.set(release.name(), Schedules.parse(release.settings().get("schedule")));
    } catch (IllegalArgumentException | ScheduleException e) {
      String sentence = "the schedule cannot be used: " + e.getMessage();
      LOG.error("{}: {}", release.file(), sentence);
      note(services, release.name(), release.file(), sentence);
    }
  }

  private void accepted(LoadedRelease loaded, Services services) {
    boolean refused = loaded instanceof LoadedRelease.Refused;
    String problems = refused ? Program.lines(loaded.problems()).orElse("refused") : "";
    note(services, loaded.name(), loaded.file(), problems);
    if (refused) {
      String kept =
          releases.find(loaded.name()).isPresent()
              ? "its last good version stays in force"
              : "it has no good version yet";
      LOG.error("{} is refused; {}:\n{}", loaded.file(), kept, problems);
    } else {
      LOG.info("{} is in force", loaded.file());
      loaded.problems().forEach(warning -> LOG.warn("{}", warning));
    }
  }

  private void gone(ReleaseName name, Services services, ReleaseSchedule schedule) {
    LOG.info("the file of {} is gone; it gets no more rounds", name);
    schedule.remove(name);
    services.store().statusBoard().remove(name);
  }

  private void note(Services services, ReleaseName row, String file, String problems) {
    services.store().statusBoard().configuration(row, file, problems, outside.clock().instant());
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

  private static void refuseUnlessSound(Configuration configuration) {
    Program.lines(configuration.daemonProblems())
        .ifPresent(
            text -> {
              throw OperationException.failure(text);
            });
  }
}
