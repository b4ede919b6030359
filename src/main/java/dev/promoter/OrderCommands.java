package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations.ForcedPromotion;
import dev.promoter.cli.Operations.RollbackRequest;
import dev.promoter.cli.Operations.Vote;
import dev.promoter.config.Configuration;
import dev.promoter.domain.Action;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Release;
import dev.promoter.domain.Target;
import dev.promoter.engine.Order;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.RollbackOrder;
import dev.promoter.engine.Rounds;
import dev.promoter.engine.StopSignal;
import dev.promoter.engine.TargetReport;
import dev.promoter.logs.RoundLog;
import dev.promoter.remote.dlrn.ReportVote;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What a person orders by hand: it goes through plan and journal as a round's work does, but asks
 * no rule.
 *
 * @param opening opens what is needed
 */
record OrderCommands(Opening opening) {
  ReleaseReport forcePromote(ForcedPromotion order, Caller caller) {
    Configuration configuration = opening.configuration(order.dryRun());
    Release release = new Lookup(configuration).promoting(order.release());
    if (order.target().reserved()) {
      throw OperationException.usage(
          order.target() + " is made by DLRN itself; nothing can be promoted to it");
    }
    Lookup.targets(release, order.target());
    Order forced =
        new Order(
            order.source(),
            order.target(),
            order.candidate(),
            order.allowedClients(),
            order.reason());
    Rounds rounds = opening.services(configuration).rounds();
    if (!order.dryRun() && !release.dryRun()) {
      record(configuration, Deeds.forcePromote(order, caller, opening.now()));
    }
    return carriedOut(
        configuration,
        order.dryRun() ? release.asDryRun() : release,
        (mine, stop) -> rounds.force(mine, forced, stop));
  }

  ReleaseReport rollback(RollbackRequest request, Caller caller) {
    Configuration configuration = opening.configuration(request.dryRun());
    Release release = new Lookup(configuration).accepted(request.release());
    RollbackOrder order =
        new RollbackOrder(
            request.target(),
            component(Lookup.targets(release, request.target()), request.component()),
            caller,
            request.reason(),
            request.until());
    Rounds rounds = opening.services(configuration).rounds();
    if (!request.dryRun() && !release.dryRun()) {
      record(configuration, Deeds.rollback(request, caller, opening.now()));
    }
    return carriedOut(
        configuration,
        request.dryRun() ? release.asDryRun() : release,
        (mine, stop) -> rounds.rollback(mine, order, stop));
  }

  /** Before anything of it is done: what nobody could be asked about must not happen. */
  private void record(Configuration configuration, Deed deed) {
    opening.services(configuration).store().audit().record(deed);
  }

  private ReleaseReport carriedOut(
      Configuration configuration,
      Release release,
      BiFunction<Release, StopSignal, ReleaseReport> work) {
    Services services = opening.services(configuration);
    opening.ownLogFile(release);
    ReleaseReport report = services.runner().start(release, work).join();
    RoundLog.write(report, candidate -> services.votePage(release, candidate));
    return report;
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

  String vote(Vote vote, Caller caller) {
    Configuration configuration = opening.configuration(false);
    Release release = new Lookup(configuration).promoting(vote.release());
    if (release.dryRun()) {
      throw OperationException.failure(
          release.file() + " says dry_run: yes, so no vote is reported for it");
    }
    Action action =
        ReportVote.vote(
            vote.candidate(), vote.job(), vote.success(), vote.url(), vote.notes(), opening.now());
    record(configuration, Deeds.vote(vote, caller, opening.now()));
    ReleaseReport report =
        opening
            .services(configuration)
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
}
