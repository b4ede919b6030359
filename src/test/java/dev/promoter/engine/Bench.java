package dev.promoter.engine;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.fakes.DirectPool;
import dev.promoter.fakes.InMemoryHistory;
import dev.promoter.fakes.InMemoryInterventions;
import dev.promoter.fakes.InMemoryJournal;
import dev.promoter.fakes.RecordingRunner;
import dev.promoter.fakes.ScriptedEvidence;
import dev.promoter.fakes.ScriptedJudge;
import dev.promoter.fakes.ScriptedLinks;
import dev.promoter.fakes.SettableClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * One release over fakes. By default it promotes {@code ready} to {@code current} when the job
 * {@code deploy} passed, with two actions: move the link, keep the previous content.
 */
final class Bench {
  static final ReleaseName NAME = new ReleaseName("CentOS-9/master");
  static final Candidate OLD = candidate('0');
  static final Candidate A = candidate('a');
  static final Candidate B = candidate('b');
  static final Candidate C = candidate('c');
  static final Target CURRENT = target("current", "ready");

  final SettableClock clock = new SettableClock("2026-03-02T10:00:00Z");
  final ScriptedLinks links = new ScriptedLinks();
  final ScriptedEvidence evidence = new ScriptedEvidence();
  final ScriptedJudge judge = new ScriptedJudge();
  final InMemoryInterventions interventions = new InMemoryInterventions();
  Freezes freezes = Freezes.NONE;
  final List<String> log = new ArrayList<>();
  private final InMemoryJournal memory = new InMemoryJournal();
  final WatchedJournal journal = new WatchedJournal(memory, log);
  final InMemoryHistory history = new InMemoryHistory(memory);
  final RecordingRunner promote = RecordingRunner.promoting(links, log);
  final RecordingRunner keep = RecordingRunner.keepingPrevious(links, log);
  final StopSignal stop = new StopSignal();
  List<ActionRunner> runners = List.of(promote, keep);
  List<EvidenceSource> sources = List.of(evidence);
  List<Target> targets = List.of(CURRENT);
  Duration inDoubtWait = Duration.ZERO;
  String allowedClients = RecordingRunner.CLIENT;

  static Candidate candidate(char digit) {
    return new AggregateCandidate(String.valueOf(digit).repeat(32));
  }

  static Target target(String link, String source) {
    return new Target(
        new LinkName(link), new LinkName(source), "", List.of(new Requirement("deploy")));
  }

  /** The job {@code deploy} passed for them. */
  void pass(Candidate... candidates) {
    for (Candidate each : candidates) {
      evidence.tell(each, "deploy", Verdict.PASSED);
    }
  }

  /** {@code OLD} is current and {@code A}, which passed, could follow it. */
  Bench withOnePromotion() {
    links.move("ready", OLD, A);
    links.move("current", OLD);
    pass(A);
    return this;
  }

  void hold(String target) {
    interventions.add(
        new Hold(0, NAME, target, "kim", "mirror broken", clock.instant(), Hold.NO_END));
  }

  Release release() {
    return new Release(
        NAME,
        "CentOS-9/master.ini",
        "test",
        targets,
        false,
        10,
        Duration.ofMinutes(10),
        new Settings(Map.of("allowed_clients", allowedClients)));
  }

  Ports ports() {
    CycleLimits limits = new CycleLimits(4, inDoubtWait, ZoneOffset.UTC);
    return new Ports(judge, journal, interventions, freezes, clock, new DirectPool(), limits);
  }

  Cycle cycle() {
    return new Cycle(List.of(new Workflow("test", links, sources, runners)), ports());
  }

  /** One round by a process that has just started. */
  ReleaseReport round() {
    return recorded(cycle().run(release(), stop));
  }

  private ReleaseReport recorded(ReleaseReport report) {
    history.record(report);
    return report;
  }

  /** All rounds that changed anything, oldest first. */
  List<ReleaseReport> told() {
    return LongStream.iterate(1, id -> id + 1)
        .mapToObj(history::round)
        .takeWhile(Optional::isPresent)
        .map(Optional::orElseThrow)
        .toList();
  }

  /** One round of a release with one target. */
  TargetReport onlyTarget() {
    return only(round());
  }

  TargetReport force(Candidate candidate, String... allowed) {
    Order order =
        new Order(
            new LinkName("ready"),
            new LinkName("current"),
            candidate,
            Set.of(allowed),
            "customer waits");
    return only(recorded(cycle().force(release(), order, stop)));
  }

  TargetReport rollback() {
    return rollback(false);
  }

  TargetReport rollback(boolean dryRun) {
    RollbackOrder order =
        new RollbackOrder(CURRENT.link(), "", InMemoryInterventions.KIM, "it broke", Hold.NO_END);
    Release subject = dryRun ? release().asDryRun() : release();
    return only(recorded(cycle().rollback(subject, order, stop)));
  }

  ReleaseReport explain(Optional<String> candidate) {
    return cycle().explain(release(), Optional.empty(), candidate);
  }

  List<Journal.OpenPlan> openPlans() {
    return journal.unfinished(NAME);
  }

  static TargetReport only(ReleaseReport report) {
    if (report.targets().size() != 1) {
      throw new AssertionError("not exactly one target in " + report);
    }
    return report.targets().get(0);
  }

  static RemoteException unreachable() {
    return RemoteException.of(
        "DLRN", "read the votes", "GET http://dlrn/api", "the connection was reset", 0, true);
  }
}
