package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.domain.Target;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.TargetReport.Effect;
import dev.promoter.engine.TargetReport.Judged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is done for candidates besides promoting them: steps that the rules find due, and what is
 * told outside. Comes after the targets of a round, so that what is left of earlier rounds gives
 * way to what is newer. Used by one round.
 */
final class Errands {
  private static final String OVERTAKEN = "given up, because there is something newer";
  private static final String DROPPED = "given up, because nothing asks for it any more";

  private final Release release;
  private final Ports ports;
  private final List<ActionRunner> runners;
  private final PlanCarrier carrier;
  private final OpenPlans openPlans;
  private final Map<Key, Wish> wishes = new LinkedHashMap<>();
  private final Set<Asked> asked = new HashSet<>();
  private final List<TargetReport> reports = new ArrayList<>();

  Errands(
      Release release,
      Ports ports,
      List<ActionRunner> runners,
      PlanCarrier carrier,
      OpenPlans openPlans) {
    this.release = release;
    this.ports = ports;
    this.runners = runners;
    this.carrier = carrier;
    this.openPlans = openPlans;
  }

  /** What an errand is about. */
  private record Key(String kind, String title) {
    static Key of(Action action) {
      return new Key(action.kind(), action.title());
    }
  }

  /** A kind that was asked and could say what it has to do for a target. */
  private record Asked(String kind, LinkName target) {}

  private record Wish(Target target, Judged judged, Action action) {}

  /** Asks every kind what it has to do after these judgements. */
  void collect(Target target, List<Judged> judged) {
    for (Judged each : judged) {
      for (ActionRunner runner : runners) {
        try {
          runner
              .errands(release, each)
              .forEach(action -> wishes.put(Key.of(action), new Wish(target, each, action)));
          asked.add(new Asked(runner.kind(), target.link()));
        } catch (RemoteException e) {
          reports.add(TargetReports.failed(target, e.sentence()));
        }
      }
    }
  }

  /** Goes on with those of earlier rounds and carries out what is new; in a dry run shows it. */
  List<TargetReport> carryOut(StopSignal stop) {
    if (release.dryRun()) {
      wishes.values().forEach(wish -> reports.add(shown(wish)));
      return reports;
    }
    openPlans.errands().forEach(this::goOn);
    for (Wish wish : wishes.values()) {
      if (!stop.requested() && !done(wish.action())) {
        reports.add(
            carrier.carryOut(
                wish.target(),
                wish.judged().facts().candidate(),
                wish.action(),
                wish.judged().judgement().decision().reason()));
      }
    }
    return reports;
  }

  private void goOn(OpenPlan open) {
    Action action = open.plan().actions().get(0);
    Optional<Wish> wish = Optional.ofNullable(wishes.get(Key.of(action)));
    boolean same = wish.filter(newest -> newest.action().equals(action)).isPresent();
    boolean overtaken = wish.isPresent() ? !same : dropped(open, action);
    if (overtaken && !open.steps().get(0).inDoubt() && !open.ended()) {
      ports.journal().close(open.id(), PlanState.SUPERSEDED, ports.clock().instant());
      reports.add(carrier.givenUp(open, wish.isPresent() ? OVERTAKEN : DROPPED));
      return;
    }
    if (same) {
      wishes.remove(Key.of(action));
    }
    TargetReport report = openPlans.resumed(open).report();
    reports.add(wish.isPresent() ? report : TargetReports.errand(report));
  }

  /** Whether its kind was asked in this round, and did not ask for it again. */
  private boolean dropped(OpenPlan open, Action action) {
    return asked.contains(new Asked(action.kind(), open.plan().target()))
        && runners.stream()
            .anyMatch(runner -> runner.kind().equals(action.kind()) && runner.onlyWhileDue());
  }

  private boolean done(Action action) {
    return ports
        .journal()
        .lastDone(release.name(), action.kind(), action.title())
        .filter(action::equals)
        .isPresent();
  }

  private TargetReport shown(Wish wish) {
    Effect effect = new Effect(wish.action().title(), new Outcome.Skipped("dry run"));
    return TargetReports.shown(wish.target(), effect);
  }
}
