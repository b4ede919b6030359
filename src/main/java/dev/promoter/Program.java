package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations;
import dev.promoter.config.Configuration;
import dev.promoter.config.FileSecrets;
import dev.promoter.config.LoadedRelease;
import dev.promoter.config.ParameterRelease;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import dev.promoter.freezes.Outlook;
import dev.promoter.freezes.PlannedFreezes;
import dev.promoter.logs.RoundLog;
import dev.promoter.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the commands need, on the real program. Parts are opened when a command first needs them.
 */
class Program implements Operations {
  private final CommonOptions options;
  private final Outside outside;
  private final Place place;
  private final Opening opening;

  Program(CommonOptions options, Installation installation, Outside outside) {
    this(options, Place.of(options, installation), outside);
  }

  private Program(CommonOptions options, Place place, Outside outside) {
    this(options, place, outside, new Opening(options, place, outside));
  }

  /** One that works with what somebody has opened. */
  Program(CommonOptions options, Place place, Outside outside, Opening opening) {
    this.options = options;
    this.outside = outside;
    this.place = place;
    this.opening = opening;
  }

  @Override
  public void run() {
    Configuration configuration = opening.configuration(false);
    new Daemon(place, options, outside).run(configuration);
  }

  @Override
  public void sandbox(boolean standInsOnly) {
    new SandboxRun(place.installation(), options, outside).run(standInsOnly);
  }

  @Override
  public List<ReleaseReport> once(List<ReleaseName> names, boolean dryRun) {
    Configuration configuration = opening.configuration(dryRun);
    return once(configuration, new Lookup(configuration).chosen(names), dryRun);
  }

  @Override
  public ReleaseReport release(List<Map.Entry<String, String>> parameters, boolean dryRun) {
    List<String> unknown = ParameterRelease.unknown(parameters);
    if (!unknown.isEmpty()) {
      throw OperationException.usage(String.join("\n", unknown));
    }
    Configuration configuration = place.read(dryRun, outside, parameters);
    return once(configuration, configuration.releases(), dryRun).get(0);
  }

  private List<ReleaseReport> once(
      Configuration configuration, List<LoadedRelease> chosen, boolean dryRun) {
    Optional<String> obstacle = daemonObstacle(configuration);
    if (obstacle.isPresent()) {
      return chosen.stream().map(release -> refused(release, obstacle.get())).toList();
    }
    Services opened = opening.services(configuration);
    Optional<String> refusal = lines(opened.firstRuleProblems());
    if (refusal.isPresent()) {
      return chosen.stream().map(release -> refused(release, refusal.get())).toList();
    }
    return rounds(opened, chosen, dryRun);
  }

  private List<ReleaseReport> rounds(Services opened, List<LoadedRelease> chosen, boolean dryRun) {
    Gate gate = opened.gate();
    List<CompletableFuture<ReleaseReport>> reports = new ArrayList<>();
    for (LoadedRelease loaded : chosen) {
      if (loaded instanceof LoadedRelease.Accepted accepted) {
        Release release = dryRun ? accepted.release().asDryRun() : accepted.release();
        opening.ownLogFile(release);
        reports.add(opened.runner().start(release, gate::run));
      } else {
        String problems = lines(loaded.problems()).orElse("refused");
        reports.add(CompletableFuture.completedFuture(refused(loaded, problems)));
      }
    }
    List<ReleaseReport> finished = reports.stream().map(CompletableFuture::join).toList();
    finished.forEach(report -> log(opened, chosen, report));
    if (!dryRun) {
      opened.letters().deliverBeforeTheEnd();
    }
    return finished;
  }

  @Override
  public ReleaseReport explain(
      ReleaseName name, Optional<LinkName> target, Optional<String> candidate) {
    return new Judging(opening).explain(name, target, candidate);
  }

  @Override
  public Replay replay(long round) {
    Services opened = opening.services(opening.configuration(true));
    ReleaseReport stored =
        opened
            .store()
            .history()
            .round(round)
            .orElseThrow(
                () ->
                    OperationException.usage(
                        "there is no round " + round + "; promoter history lists them"));
    lines(opened.firstRuleProblems())
        .ifPresent(
            refusal -> {
              throw OperationException.failure(refusal);
            });
    return Replays.replay(stored, opened.rules());
  }

  @Override
  public List<Problem> check(boolean online) {
    Configuration configuration = opening.configuration(false);
    List<Problem> problems = new ArrayList<>(configuration.problems());
    problems.addAll(RuleReading.unread(configuration, place.rules(configuration)).reload());
    problems.addAll(EffectNotes.of(configuration));
    problems.addAll(webProblems(configuration));
    if (online) {
      problems.addAll(OnlineCheck.problems(configuration, place.config(), outside));
    }
    return problems;
  }

  private List<Problem> webProblems(Configuration configuration) {
    FileSecrets secrets =
        new FileSecrets(outside.environment(), configuration.daemon().secretFiles());
    String file = place.config().resolve("promoter.ini").toString();
    return WebFront.faults(configuration.daemon().web(), secrets).stream()
        .map(sentence -> new Problem(file, 0, "", "", sentence, false))
        .toList();
  }

  @Override
  public List<ReleaseName> releaseNames() {
    return opening.configuration(true).releases().stream().map(LoadedRelease::name).toList();
  }

  @Override
  public List<Nodes.Node> nodes() {
    return opening.services(opening.configuration(false)).store().nodes().all();
  }

  @Override
  public List<StatusBoard.Row> status() {
    Configuration configuration = opening.configuration(false);
    return StatusRows.merge(
        opening.services(configuration).store().statusBoard().rows(), configuration.releases());
  }

  @Override
  public Chronicle history(HistoryQuery query) {
    Store store = opening.services(opening.configuration(true)).store();
    return new Chronicle(store.history().entries(query), store.audit().deeds(query));
  }

  @Override
  public ReleaseReport forcePromote(ForcedPromotion order, Caller caller) {
    return new OrderCommands(opening).forcePromote(order, caller);
  }

  @Override
  public ReleaseReport rollback(RollbackRequest request, Caller caller) {
    return new OrderCommands(opening).rollback(request, caller);
  }

  @Override
  public String vote(Vote vote, Caller caller) {
    return new OrderCommands(opening).vote(vote, caller);
  }

  @Override
  public Waiver waive(Waiver draft, Caller caller) {
    return interventions().waive(draft, caller);
  }

  @Override
  public void unwaive(TakeBack order, Caller caller) {
    interventions().takeBack(Kind.WAIVER, order, caller);
  }

  @Override
  public List<Waiver> waivers() {
    return interventions().said().waivers();
  }

  @Override
  public Hold hold(Hold draft, Caller caller) {
    return interventions().hold(draft, caller);
  }

  @Override
  public void unhold(TakeBack order, Caller caller) {
    interventions().takeBack(Kind.HOLD, order, caller);
  }

  @Override
  public List<Hold> holds() {
    return interventions().said().holds();
  }

  @Override
  public List<Outlook> freezes() {
    Configuration configuration = opening.configuration(true);
    return Outlook.of(
        configuration.accepted(), new PlannedFreezes(configuration.daemon().timeZone()), now());
  }

  @Override
  public Choice choose(Choice draft, Caller caller) {
    return interventions().choose(draft, caller);
  }

  @Override
  public void unchoose(Kind kind, TakeBack order, Caller caller) {
    interventions().takeBack(kind, order, caller);
  }

  @Override
  public List<Choice> choices() {
    return interventions().said().choices();
  }

  @Override
  public List<Waiver> waiversEndingSoon() {
    return interventions().endingSoon();
  }

  @Override
  public Approval approve(ApprovalRequest request, Caller caller) {
    return interventions().approve(request, caller);
  }

  @Override
  public void unapprove(TakeBack order, Caller caller) {
    interventions().takeBack(Kind.APPROVAL, order, caller);
  }

  @Override
  public List<Approval> approvals() {
    return interventions().said().approvals();
  }

  private InterventionCommands interventions() {
    return new InterventionCommands(opening, Optional.empty());
  }

  @Override
  public String releaseNotes(NotesOrder order) {
    Configuration configuration = opening.configuration(true);
    Release release = new Lookup(configuration).accepted(order.release());
    if (!release.workflow().equals(CephServices.WORKFLOW)) {
      throw OperationException.usage(order.release() + " is no release of Ceph");
    }
    Release asked = ReleaseNotes.asked(release, order.since(), order.strict());
    if (asked.settings().find("notes_since").isEmpty()) {
      throw OperationException.usage("nothing says what the notes begin after; give --since");
    }
    return opening.services(configuration).ceph().releaseNotes(asked, order.sha1());
  }

  @Override
  public Optional<String> waitForShaman(ShamanOrder order, Consumer<String> progress) {
    return new ShamanWaiting(outside, () -> opening.configuration(true)).await(order, progress);
  }

  @Override
  public String addToken(String name, String role) {
    return new TokenCommands(opening).add(name, role);
  }

  @Override
  public void removeToken(String name) {
    new TokenCommands(opening).remove(name);
  }

  @Override
  public List<String> tokens() {
    return new TokenCommands(opening).list();
  }

  @Override
  public void backup(Path file) {
    new Copies(opening, outside).backup(file);
  }

  @Override
  public void restore(Path file) {
    new Copies(opening, outside).restore(file);
  }

  @Override
  public Instant now() {
    return outside.clock().instant();
  }

  @Override
  public void close() {
    opening.close();
  }

  private void log(Services opened, List<LoadedRelease> chosen, ReleaseReport report) {
    Optional<Release> release =
        chosen.stream()
            .filter(loaded -> loaded.name().equals(report.release()))
            .filter(LoadedRelease.Accepted.class::isInstance)
            .map(loaded -> ((LoadedRelease.Accepted) loaded).release())
            .findFirst();
    RoundLog.write(report, candidate -> release.map(r -> opened.votePage(r, candidate)).orElse(""));
  }

  private ReleaseReport refused(LoadedRelease release, String sentence) {
    return ReleaseReport.refused(release.name(), release.file(), sentence, now());
  }

  private static Optional<String> daemonObstacle(Configuration configuration) {
    return configuration.daemonSound() ? Optional.empty() : lines(configuration.daemonProblems());
  }

  /** The errors among the problems as one text; empty when there are none. */
  static Optional<String> lines(List<Problem> problems) {
    String text =
        problems.stream()
            .filter(problem -> !problem.warning())
            .map(Problem::toString)
            .collect(Collectors.joining("\n"));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
