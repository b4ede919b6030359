package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.engine.Lineup.Contender;
import dev.promoter.engine.PlanCarrier.Resumed;
import dev.promoter.engine.TargetReport.Judged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one round of one release. Used once, by one thread. */
final class RoundWork {
  private static final Logger LOG = LoggerFactory.getLogger(RoundWork.class);

  private final Release release;
  private final Ports ports;
  private final LinkView links;
  private final TargetJudge judge;
  private final PlanCarrier carrier;
  private final Rollback rollback;
  private final OpenPlans openPlans;
  private final Errands errands;
  private final StopSignal stop;

  RoundWork(Release release, Workflow workflow, Ports ports, StopSignal stop) {
    this.release = release;
    this.ports = ports;
    this.stop = stop;
    FanOut fanOut = new FanOut(ports.pool(), ports.limits().readsPerRelease());
    this.links = workflow.candidates().open(release);
    this.judge =
        new TargetJudge(
            release,
            ports,
            new EvidenceReader(release, workflow.evidence(), fanOut, ports.clock()));
    this.carrier =
        new PlanCarrier(
            release, workflow.runners(), new Executor(workflow.runners(), ports), links, stop);
    this.rollback = new Rollback(release, ports, workflow.runners(), carrier);
    this.openPlans = new OpenPlans(release, ports.journal(), carrier);
    this.errands = new Errands(release, ports, workflow.runners(), carrier, openPlans);
  }

  /** Goes on with what earlier rounds left open, then judges and promotes target by target. */
  List<TargetReport> promoteAll() {
    List<Resumed> resumed = openPlans.takeUp();
    Map<String, TargetReport> earlier = new LinkedHashMap<>();
    Set<String> blocked = new HashSet<>();
    for (Resumed each : resumed) {
      String title = titleOf(each.report());
      earlier.merge(title, each.report(), TargetReports::merged);
      if (each.blocks()) {
        blocked.add(title);
      }
    }
    List<TargetReport> reports = new ArrayList<>();
    for (Target target : release.targets()) {
      Optional<TargetReport> first = Optional.ofNullable(earlier.remove(target.title()));
      if (blocked.contains(target.title()) || stop.requested()) {
        first.ifPresent(reports::add);
      } else {
        TargetReport report = guarded(target, () -> promote(target));
        reports.add(first.map(it -> TargetReports.merged(it, report)).orElse(report));
      }
    }
    reports.addAll(earlier.values());
    errands.carryOut(stop).forEach(errand -> addErrand(errand, reports));
    return reports;
  }

  /** The numbers in the journal of the plans this round has worked on. */
  List<Long> plans() {
    return carrier.plans();
  }

  /** Judges every candidate of the chosen targets and writes nothing. */
  List<TargetReport> explain(Optional<LinkName> link, Optional<String> candidate) {
    return release.targets().stream()
        .filter(target -> link.map(target.link()::equals).orElse(true))
        .map(target -> guarded(target, () -> explained(target, candidate)))
        .toList();
  }

  /** Promotes what a person ordered; what earlier rounds left open comes first. */
  List<TargetReport> force(Order order) {
    List<Resumed> resumed = openPlans.takeUp();
    return new ForcedPromotion(release, ports, links, carrier).after(resumed, order);
  }

  /** Puts back what the last promotion to a target replaced. */
  TargetReport rollback(RollbackOrder order) {
    return rollback.carryOut(order);
  }

  /** Carries out one action that is no promotion. */
  TargetReport carryOut(Candidate candidate, Action action, String reason) {
    return carrier.carryOut(release.targets().get(0), candidate, action, reason);
  }

  private TargetReport promote(Target target) {
    Lineup lineup = lineup(target);
    List<Judged> judged = judge.untilPromoted(target, lineup.contenders());
    errands.collect(target, judged);
    TargetReport report = TargetReports.idle(target, lineup, judged, judge.anyUnread(judged));
    return passed(judged)
        .map(judgement -> carrier.promote(promotion(target, lineup, judgement), report))
        .orElse(report);
  }

  private Promotion promotion(Target target, Lineup lineup, Judgement judgement) {
    return new Promotion(
        release,
        target.link(),
        target.source(),
        target.component(),
        judgement.candidate(),
        lineup.current(),
        carrier.allowedClients(),
        judgement.decision().reason());
  }

  private Lineup lineup(Target target) {
    Lineup read = links.read(target);
    return new Lineup(
        read.current(),
        read.contenders().stream().map(one -> regarded(target, one)).toList(),
        read.note());
  }

  /**
   * What a rollback put back was at the target before, but is no step back from what the rollback
   * left there: only the hold that came with it, or a veto, keeps it away.
   */
  private Contender regarded(Target target, Contender contender) {
    Standing standing = contender.standing();
    boolean rolledBack =
        standing.relation() == Relation.OLDER
            && ports
                .journal()
                .putBackTo(
                    release.name(), target.link(), target.component(), contender.candidate().id())
                .filter(standing.current()::equals)
                .isPresent();
    return rolledBack
        ? new Contender(contender.candidate(), new Standing(Relation.NEWER, standing.current()))
        : contender;
  }

  private TargetReport explained(Target target, Optional<String> candidate) {
    Lineup lineup = lineup(target);
    if (candidate.isEmpty()) {
      return looked(target, lineup, judge.all(target, lineup.contenders()));
    }
    Optional<Contender> found =
        links.find(target, candidate.get()).map(one -> regarded(target, one));
    List<Judged> judged = judge.all(target, found.stream().toList());
    String note =
        found.isPresent()
            ? ""
            : "no candidate " + candidate.get() + " was ever promoted to " + target.source();
    Lineup only = new Lineup(lineup.current(), found.stream().toList(), note);
    return looked(target, only, judged);
  }

  private TargetReport looked(Target target, Lineup lineup, List<Judged> judged) {
    TargetReport report = TargetReports.idle(target, lineup, judged, judge.anyUnread(judged));
    return passed(judged)
        .map(judgement -> TargetReports.wouldPromote(report, judgement))
        .orElse(report);
  }

  private static Optional<Judgement> passed(List<Judged> judged) {
    return judged.stream()
        .map(Judged::judgement)
        .filter(judgement -> judgement.decision() instanceof Decision.Promote)
        .findFirst();
  }

  private static void addErrand(TargetReport errand, List<TargetReport> reports) {
    String title = titleOf(errand);
    for (int i = 0; i < reports.size(); i++) {
      if (titleOf(reports.get(i)).equals(title)) {
        reports.set(i, TargetReports.withErrand(reports.get(i), errand));
        return;
      }
    }
    reports.add(errand);
  }

  private TargetReport guarded(Target target, Supplier<TargetReport> work) {
    try {
      return work.get();
    } catch (RemoteException e) {
      return TargetReports.failed(target, e.sentence());
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error(
          "a fault of the program stopped target {} of {}", target.title(), release.name(), e);
      return TargetReports.failed(target, "a fault of the program: " + e + " (see the log)");
    }
  }

  private static String titleOf(TargetReport report) {
    return report.component().isEmpty()
        ? report.target().value()
        : report.target().value() + " [" + report.component() + "]";
  }
}
