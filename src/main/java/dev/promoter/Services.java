package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.config.ConfigLoader;
import dev.promoter.config.Configuration;
import dev.promoter.config.DaemonSettings;
import dev.promoter.config.FileSecrets;
import dev.promoter.config.Surroundings;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.engine.Courier;
import dev.promoter.engine.Cycle;
import dev.promoter.engine.CycleLimits;
import dev.promoter.engine.JudgeInTurn;
import dev.promoter.engine.Ports;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.RoundRunner;
import dev.promoter.engine.Rounds;
import dev.promoter.engine.Workflow;
import dev.promoter.freezes.PlannedFreezes;
import dev.promoter.remote.containers.ContainerRegistries;
import dev.promoter.remote.containers.CopyContainers;
import dev.promoter.remote.containers.TagContainers;
import dev.promoter.remote.dlrn.Dlrn;
import dev.promoter.remote.dlrn.DlrnCandidates;
import dev.promoter.remote.dlrn.DlrnEvidence;
import dev.promoter.remote.dlrn.Probe;
import dev.promoter.remote.dlrn.PromoteLink;
import dev.promoter.remote.dlrn.ReportVote;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.images.ImageKind;
import dev.promoter.remote.images.ImageServers;
import dev.promoter.remote.images.LinkImages;
import dev.promoter.remote.images.VerifyImages;
import dev.promoter.remote.webhook.Room;
import dev.promoter.remote.webhook.WebhookCourier;
import dev.promoter.rules.LiveRules;
import dev.promoter.store.Store;
import dev.promoter.store.StoreException;
import dev.promoter.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one composition root: the only place where implementations are named. Opened by the command
 * that needs it; everything in it lives as long as that command.
 */
final class Services implements AutoCloseable {
  static final String DLRN = "dlrn";

  /** The kinds of release work there are. */
  static final Set<String> WORKFLOWS = Set.of(DLRN, CephServices.WORKFLOW);

  /**
   * Threads that read for all rounds together. A hundred rounds at a time would start 1600, most of
   * them only to wait for a connection; sixteen rounds that hang leave the others none of these.
   */
  private static final int READERS = 256;

  /** How long a round waits for its turn to judge: a judgement takes milliseconds at most. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How long running rounds may take to finish their step in hand when the process stops. */
  static final Duration GRACE = Duration.ofSeconds(75);

  private final Outside outside;
  private final Observers observers;
  private final DaemonSettings settings;
  private final FileSecrets secrets;
  private final RuleReading rules;
  private final ExecutorService pool = readers();
  private final Store store;
  private final HttpPool http;
  private final Dlrn dlrn;
  private final ContainerRegistries containers;
  private final ImageServers images;
  private final CephServices ceph;
  private final Letters letters;
  private final RoundRunner runner;
  private final Rounds rounds;
  private final Cycle cycle;

  /**
   * Opens everything.
   *
   * @param rules may still be read meanwhile
   * @throws OperationException when the store cannot be opened
   */
  Services(Configuration configuration, RuleReading rules, Outside outside) {
    this(configuration, rules, outside, Observers.NONE);
  }

  /**
   * The same with somebody who looks on.
   *
   * @throws OperationException when the store cannot be opened
   */
  Services(Configuration configuration, RuleReading rules, Outside outside, Observers observers) {
    this.outside = outside;
    this.observers = observers;
    this.settings = configuration.daemon();
    this.rules = rules;
    this.secrets = new FileSecrets(outside.environment(), settings.secretFiles());
    this.store = open(settings, secrets);
    this.http =
        new HttpPool(httpSettings(settings.http()), observers.requests(), store.nodes()::objection);
    this.dlrn = new Dlrn(http, secrets, pool);
    this.containers = new ContainerRegistries(http, secrets, pool);
    this.images = new ImageServers(secrets);
    this.ceph = new CephServices(http, secrets, store, settings, outside);
    this.letters = new Letters(store, settings.mail(), rooms(secrets), secrets, outside.clock());
    this.runner = new RoundRunner(store.statusBoard(), outside.clock());
    this.cycle = new Cycle(workflows(), ports());
    this.rounds =
        new Rounds(cycle, store.locks(), store.history(), store.statusBoard(), outside.clock());
  }

  private List<Workflow> workflows() {
    return List.of(
        new Workflow(
            DLRN,
            new DlrnCandidates(dlrn, outside.clock()),
            List.of(new DlrnEvidence(dlrn)),
            List.of(
                new CopyContainers(containers, dlrn::sourceCommit),
                new TagContainers(containers),
                new VerifyImages(images, ImageKind.IMAGES),
                new LinkImages(images, ImageKind.IMAGES),
                new VerifyImages(images, ImageKind.DOCKERFILES),
                new LinkImages(images, ImageKind.DOCKERFILES),
                new PromoteLink(dlrn),
                new ReportVote(dlrn))),
        ceph.workflow());
  }

  private Ports ports() {
    return new Ports(
        new JudgeInTurn(
            observers.judge().apply(rules.rules()),
            Runtime.getRuntime().availableProcessors(),
            PATIENCE),
        outside.journal().apply(store.journal()),
        store.interventions(),
        freezes(),
        outside.clock(),
        pool,
        new CycleLimits(
            settings.http().requestsPerRelease(), settings.inDoubtWait(), settings.timeZone()));
  }

  private List<Courier> rooms(FileSecrets secrets) {
    List<Room> rooms =
        settings.audiences().stream()
            .filter(section -> section.kind().equals(WebhookCourier.CHANNEL))
            .map(section -> new Room(section.name(), section.urlSecret(), section.caBundle()))
            .toList();
    return rooms.isEmpty() ? List.of() : List.of(new WebhookCourier(rooms, http, secrets));
  }

  /** Reads the configuration as this process sees it. */
  static Configuration configuration(
      Path configDir, Optional<Path> state, boolean dryRun, Map<String, String> environment) {
    String stateOption = state.map(Path::toString).orElse("");
    return ConfigLoader.load(
        configDir, new Surroundings(environment, stateOption, WORKFLOWS, dryRun));
  }

  /** Reads promoter.ini, and makes the one release that the parameters describe. */
  static Configuration configuration(
      Path configDir,
      Optional<Path> state,
      boolean dryRun,
      Map<String, String> environment,
      List<Map.Entry<String, String>> parameters) {
    String stateOption = state.map(Path::toString).orElse("");
    return ConfigLoader.load(
        configDir, new Surroundings(environment, stateOption, WORKFLOWS, dryRun), parameters);
  }

  DaemonSettings settings() {
    return settings;
  }

  PlannedFreezes freezes() {
    return new PlannedFreezes(settings.timeZone());
  }

  Store store() {
    return store;
  }

  Cycle cycle() {
    return cycle;
  }

  Rounds rounds() {
    return rounds;
  }

  /** A gate that has accepted nothing yet. */
  Gate gate() {
    return new Gate(rounds, this::probe, store.statusBoard(), outside.clock());
  }

  /** Nothing of a release of Ceph needs credentials before its first effect. */
  private Probe probe(Release release) {
    return release.workflow().equals(DLRN)
        ? dlrn.probe(release)
        : new Probe(Probe.State.NOT_CHECKABLE, "no credentials are checked beforehand");
  }

  FileSecrets secrets() {
    return secrets;
  }

  /** What only releases of Ceph need. */
  CephServices ceph() {
    return ceph;
  }

  /** Mail on its way. */
  Letters letters() {
    return letters;
  }

  RoundRunner runner() {
    return runner;
  }

  LiveRules rules() {
    return rules.rules();
  }

  /** Waits for the first reading of the rules; gives why they were refused, empty when in force. */
  List<Problem> firstRuleProblems() {
    return rules.problems();
  }

  Dlrn dlrn() {
    return dlrn;
  }

  /** The page where people see what was tested of a candidate; empty when there is none. */
  String votePage(Release release, Candidate candidate) {
    if (release.workflow().equals(CephServices.WORKFLOW)) {
      return CephServices.runsPage(release, candidate);
    }
    try {
      return dlrn.votePage(release, candidate).toString();
    } catch (RemoteException e) {
      return "";
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
    images.close();
    http.close();
    store.close();
  }

  private static Store open(DaemonSettings settings, FileSecrets secrets) {
    try {
      return Store.open(storeSettings(settings, secrets));
    } catch (StoreException e) {
      throw OperationException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** Where the store is, with its password as this process finds it. */
  static StoreSettings storeSettings(DaemonSettings settings, Outside outside) {
    return storeSettings(settings, new FileSecrets(outside.environment(), settings.secretFiles()));
  }

  private static StoreSettings storeSettings(DaemonSettings settings, FileSecrets secrets) {
    return new StoreSettings(
        settings.database(),
        settings.databaseUser(),
        secrets.find("DATABASE_PASSWORD"),
        settings.state());
  }

  private static HttpSettings httpSettings(dev.promoter.config.HttpSettings given) {
    HttpSettings standard = HttpSettings.standard();
    return new HttpSettings(
        given.connectTimeout(),
        given.answerTimeout(),
        given.requestsPerHost(),
        given.retryAfterLimit(),
        standard.retryPause(),
        (int) Math.min(Integer.MAX_VALUE, given.maxAnswerMib() * 1024L * 1024L),
        given.retries(),
        standard.caBundle(),
        standard.userAgent());
  }

  /** Where there is none to spare, each round still reads with its own thread. */
  private static ExecutorService readers() {
    return new ThreadPoolExecutor(
        0, READERS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), Services::daemonThread);
  }

  private static Thread daemonThread(Runnable work) {
    Thread thread = new Thread(work, "reader");
    thread.setDaemon(true);
    return thread;
  }
}
