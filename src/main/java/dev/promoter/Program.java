package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations;
import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.config.ParameterRelease;
import dev.promoter.domain.Action;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Target;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.History;
import dev.promoter.engine.Order;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.RollbackOrder;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.TargetReport;
import dev.promoter.logs.Logs;
import dev.promoter.logs.RoundLog;
import dev.promoter.remote.dlrn.ReportVote;
import dev.promoter.store.Store;
import dev.promoter.suites.SuiteLine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the commands need, on the real program. Parts are opened when a command first needs them.
 */
final class Program implements Operations {
  private final CommonOptions options;
  private final Outside outside;
  private final Path configDir;
  private @Nullable Services services;
  private @Nullable Logs logs;

  Program(CommonOptions options, Installation installation, Outside outside) {
    this.options = options;
    this.outside = outside;
    this.installation = installation;
    this.configDir = options.config().orElse(installation.config());
  }

  private final Installation installation;

  @Override
  public void run() {
    Configuration configuration = configuration(false);
    new Daemon(place(), options, outside).run(configuration);
  }

  @Override
  public void sandbox() {
    new SandboxRun(installation, options, outside).run();
  }

  @Override
  public List<ReleaseReport> once(List<ReleaseName> names, boolean dryRun) {
    Configuration configuration = configuration(dryRun);
    return once(configuration, chosen(configuration, names), dryRun);
  }

  @Override
  public ReleaseReport release(List<Map.Entry<String, String>> parameters, boolean dryRun) {
    List<String> unknown = ParameterRelease.unknown(parameters);
    if (!unknown.isEmpty()) {
      throw OperationException.usage(String.join("\n", unknown));
    }
    Configuration configuration = place().read(dryRun, outside, parameters);
    return once(configuration, configuration.releases(), dryRun).get(0);
  }

  private List<ReleaseReport> once(
      Configuration configuration, List<LoadedRelease> chosen, boolean dryRun) {
    Optional<String> obstacle = daemonObstacle(configuration);
    if (obstacle.isPresent()) {
      return chosen.stream().map(release -> refused(release, obstacle.get())).toList();
    }
    Services opened = services(configuration);
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
        ownLogFile(release);
        reports.add(opened.runner().start(release, gate::run));
      } else {
        String problems = lines(loaded.problems()).orElse("refused");
        reports.add(CompletableFuture.completedFuture(refused(loaded, problems)));
      }
    }
    List<ReleaseReport> finished = reports.stream().map(CompletableFuture::join).toList();
    finished.forEach(report -> log(opened, chosen, report));
    return finished;
  }

  @Override
  public ReleaseReport explain(
      ReleaseName name, Optional<LinkName> target, Optional<String> candidate) {
    Configuration configuration = configuration(true);
    LoadedRelease loaded = chosen(configuration, List.of(name)).get(0);
    if (!(loaded instanceof LoadedRelease.Accepted accepted)) {
      return refused(loaded, lines(loaded.problems()).orElse("refused"));
    }
    Release release = accepted.release();
    target.ifPresent(link -> requireTarget(release, link));
    Services opened = services(configuration);
    Optional<String> refusal = lines(opened.firstRuleProblems());
    return refusal
        .map(sentence -> refused(loaded, sentence))
        .orElseGet(() -> opened.cycle().explain(release, target, candidate));
  }

  @Override
  public Replay replay(long round) {
    Services opened = services(configuration(true));
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
    Configuration configuration = configuration(false);
    List<Problem> problems = new ArrayList<>(configuration.problems());
    problems.addAll(Services.rules(configuration, place().rules(configuration)).reload());
    problems.addAll(EffectNotes.of(configuration));
    if (online) {
      problems.addAll(OnlineCheck.problems(configuration, outside));
    }
    return problems;
  }

  @Override
  public List<ReleaseName> releaseNames() {
    return configuration(true).releases().stream().map(LoadedRelease::name).toList();
  }

  @Override
  public List<StatusBoard.Row> status() {
    Configuration configuration = configuration(false);
    return StatusRows.merge(
        services(configuration).store().statusBoard().rows(), configuration.releases());
  }

  @Override
  public List<History.Entry> history(Optional<ReleaseName> release, int limit) {
    return services(configuration(true)).store().history().entries(release, limit);
  }

  @Override
  public ReleaseReport forcePromote(ForcedPromotion order) {
    Configuration configuration = configuration(order.dryRun());
    Release release = promoting(accepted(configuration, order.release()));
    if (order.target().reserved()) {
      throw OperationException.usage(
          order.target() + " is made by DLRN itself; nothing can be promoted to it");
    }
    requireTarget(release, order.target());
    Release acting = order.dryRun() ? release.asDryRun() : release;
    Services opened = services(configuration);
    ownLogFile(acting);
    Order forced =
        new Order(
            order.source(),
            order.target(),
            order.candidate(),
            order.allowedClients(),
            order.reason());
    ReleaseReport report =
        opened
            .runner()
            .start(acting, (mine, stop) -> opened.rounds().force(mine, forced, stop))
            .join();
    RoundLog.write(report, candidate -> opened.votePage(acting, candidate));
    return report;
  }

  @Override
  public ReleaseReport rollback(RollbackRequest request) {
    Configuration configuration = configuration(request.dryRun());
    Release release = accepted(configuration, request.release());
    RollbackOrder order =
        new RollbackOrder(
            request.target(),
            component(requireTarget(release, request.target()), request.component()),
            request.by(),
            request.reason(),
            request.until());
    Release acting = request.dryRun() ? release.asDryRun() : release;
    Services opened = services(configuration);
    ownLogFile(acting);
    return opened
        .runner()
        .start(acting, (mine, stop) -> opened.rounds().rollback(mine, order, stop))
        .join();
  }

  /** The component that was named, or the only one there is. */
  private static String component(List<Target> targets, String named) {
    List<String> components = targets.stream().map(Target::component).distinct().toList();
    if (named.isEmpty() && components.size() == 1) {
      return components.get(0);
    }
    if (!components.contains(named)) {
      throw OperationException.usage(
          "%s is promoted component by component; --component takes one of: %s"
              .formatted(targets.get(0).link(), String.join(", ", components)));
    }
    return named;
  }

  @Override
  public String vote(Vote vote) {
    Configuration configuration = configuration(false);
    Release release = promoting(accepted(configuration, vote.release()));
    if (release.dryRun()) {
      throw OperationException.failure(
          release.file() + " says dry_run: yes, so no vote is reported for it");
    }
    Action action =
        ReportVote.vote(
            vote.candidate(), vote.job(), vote.success(), vote.url(), vote.notes(), now());
    ReleaseReport report =
        services(configuration)
            .rounds()
            .carryOut(release, vote.candidate(), action, action.title());
    if (!report.error().isEmpty()) {
      throw OperationException.failure(report.error());
    }
    TargetReport.Effect effect = report.targets().get(0).effects().get(0);
    if (!effect.outcome().achieved()) {
      throw OperationException.failure(effect.outcome().detail());
    }
    return effect.title() + ": " + effect.outcome().detail();
  }

  @Override
  public Waiver waive(Waiver draft) {
    Configuration configuration = configuration(true);
    Release release = accepted(configuration, draft.release());
    List<Requirement> known =
        requireTarget(release, draft.target()).stream()
            .flatMap(target -> target.requirements().stream())
            .toList();
    if (known.stream().noneMatch(each -> waivable(each, draft.requirement()))) {
      throw OperationException.usage(
          "%s asks for no requirement '%s'; it asks for: %s"
              .formatted(
                  draft.target(),
                  draft.requirement(),
                  known.stream().map(Requirement::name).collect(Collectors.joining(", "))));
    }
    return services(configuration).store().interventions().add(draft);
  }

  /** Suites of a list on a server are known to its rounds only. */
  private static boolean waivable(Requirement requirement, String named) {
    return requirement.name().equals(named)
        || (requirement.name().equals("suite_list_source") && SuiteLine.isName(named));
  }

  @Override
  public void unwaive(long id) {
    if (!services(configuration(true)).store().interventions().withdrawWaiver(id, now())) {
      throw OperationException.usage("there is no waiver " + id + "; promoter waivers lists them");
    }
  }

  @Override
  public Hold hold(Hold draft) {
    Configuration configuration = configuration(true);
    Release release = accepted(configuration, draft.release());
    if (!draft.target().isEmpty()) {
      requireTarget(release, new LinkName(draft.target()));
    }
    return services(configuration).store().interventions().add(draft);
  }

  @Override
  public void unhold(long id) {
    if (!services(configuration(true)).store().interventions().liftHold(id, now())) {
      throw OperationException.usage("there is no hold " + id + "; promoter holds lists them");
    }
  }

  @Override
  public Approval approve(ApprovalRequest request) {
    Configuration configuration = configuration(true);
    boolean known =
        configuration.releases().stream().anyMatch(it -> it.name().equals(request.release()));
    Optional<Release> release =
        known ? Optional.of(accepted(configuration, request.release())) : Optional.empty();
    Store store = services(configuration).store();
    return store.interventions().add(new Approvals(release, store.history()).draft(request, now()));
  }

  @Override
  public void unapprove(long id) {
    if (!services(configuration(true)).store().interventions().withdrawApproval(id, now())) {
      throw OperationException.usage(
          "there is no approval " + id + "; promoter approvals lists them");
    }
  }

  @Override
  public List<Approval> approvals() {
    return services(configuration(true)).store().interventions().approvals();
  }

  @Override
  public List<Waiver> waivers() {
    return services(configuration(true)).store().interventions().waivers();
  }

  @Override
  public List<Hold> holds() {
    return services(configuration(true)).store().interventions().holds();
  }

  @Override
  public Optional<String> waitForShaman(ShamanOrder order, Consumer<String> progress) {
    return new ShamanWaiting(outside, () -> configuration(true)).await(order, progress);
  }

  @Override
  public Instant now() {
    return outside.clock().instant();
  }

  @Override
  public void close() {
    if (services != null) {
      services.close();
    }
    if (logs != null) {
      logs.close();
    }
  }

  private Place place() {
    return new Place(configDir, options.state(), options.rules(), installation);
  }

  private Configuration configuration(boolean dryRun) {
    return place().read(dryRun, outside);
  }

  private Services services(Configuration configuration) {
    if (services == null) {
      startLogs(configuration);
      services = new Services(configuration, place().rules(configuration), outside);
    }
    return services;
  }

  private void startLogs(Configuration configuration) {
    if (options.logToFiles()) {
      logs = Logs.start(options.logLevel(), configuration.daemon().state(), options.logToConsole());
    } else {
      Logs.consoleOnly(options.logLevel(), options.logToConsole());
    }
  }

  private void ownLogFile(Release release) {
    if (logs != null) {
      Logs started = logs;
      release
          .settings()
          .find("log_file")
          .ifPresent(file -> started.releaseFile(release.name(), Path.of(file)));
    }
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

  private static List<LoadedRelease> chosen(Configuration configuration, List<ReleaseName> names) {
    if (names.isEmpty()) {
      return configuration.releases();
    }
    return names.stream().map(name -> known(configuration, name)).toList();
  }

  private static LoadedRelease known(Configuration configuration, ReleaseName name) {
    return configuration.releases().stream()
        .filter(loaded -> loaded.name().equals(name))
        .findFirst()
        .orElseThrow(() -> OperationException.usage(unknownRelease(configuration, name)));
  }

  private static String unknownRelease(Configuration configuration, ReleaseName name) {
    String all =
        configuration.releases().stream()
            .map(loaded -> loaded.name().value())
            .collect(Collectors.joining(", "));
    return "there is no release '" + name + "'; there are: " + (all.isEmpty() ? "none" : all);
  }

  private static Release accepted(Configuration configuration, ReleaseName name) {
    LoadedRelease loaded = known(configuration, name);
    if (loaded instanceof LoadedRelease.Accepted accepted) {
      return accepted.release();
    }
    throw OperationException.failure(
        "the file of the release is refused at present: "
            + lines(loaded.problems()).orElse(loaded.file()));
  }

  /** What is ordered by the hashes of a build concerns links of DLRN alone. */
  private static Release promoting(Release release) {
    if (!release.workflow().equals(Services.DLRN)) {
      throw OperationException.usage(
          release.name()
              + " is a release of Ceph, which is decided by its suites; what failed there a person"
              + " accepts with promoter waive");
    }
    return release;
  }

  private static List<Target> requireTarget(Release release, LinkName link) {
    List<Target> targets = release.targetsOf(link);
    if (targets.isEmpty()) {
      throw OperationException.usage(
          "%s has no target '%s'; it has: %s"
              .formatted(
                  release.name(),
                  link,
                  release.targets().stream()
                      .map(target -> target.link().value())
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    return targets;
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
