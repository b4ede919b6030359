package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations.ApprovalRequest;
import dev.promoter.cli.Operations.TakeBack;
import dev.promoter.config.Configuration;
import dev.promoter.config.PeopleSettings;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Nearest;
import dev.promoter.domain.Release;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Said;
import dev.promoter.engine.Slip;
import dev.promoter.store.Store;
import dev.promoter.suites.SuiteLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people say and take back: waivers, holds and approvals. The rules of the next round see it
 * as facts.
 *
 * @param opening opens what is needed
 * @param slip what is stored in one step with what is said, if there is anything
 */
record InterventionCommands(Opening opening, Optional<Slip> slip) {
  Waiver waive(Waiver draft, Caller caller) {
    Configuration configuration = opening.configuration(true);
    Release release = new Lookup(configuration).accepted(draft.release());
    Lookup.requireCandidate(release, draft.candidate());
    List<Requirement> known =
        Lookup.targets(release, draft.target()).stream()
            .flatMap(target -> target.requirements().stream())
            .toList();
    if (known.stream().noneMatch(each -> waivable(each, draft.requirement()))) {
      throw OperationException.usage(
          "%s asks for no requirement '%s'; it asks for: %s%s"
              .formatted(
                  draft.target(),
                  draft.requirement(),
                  known.stream().map(Requirement::name).collect(Collectors.joining(", ")),
                  Nearest.hint(
                      draft.requirement(), known.stream().map(Requirement::name).toList())));
    }
    return stored(configuration).add(limited(draft, configuration.daemon().people()), caller);
  }

  /** One without an end lasts as long as one may. */
  private static Waiver limited(Waiver draft, PeopleSettings people) {
    Instant last =
        people.waiverMaximum().map(longest -> draft.since().plus(longest)).orElse(Hold.NO_END);
    if (draft.until().equals(Hold.NO_END)) {
      return draft.ending(last);
    }
    if (draft.until().isAfter(last)) {
      throw OperationException.usage(
          "it may last until %s at most (waiver_maximum in promoter.ini)"
              .formatted(last.truncatedTo(ChronoUnit.SECONDS)));
    }
    return draft;
  }

  Choice choose(Choice draft, Caller caller) {
    Configuration configuration = opening.configuration(true);
    Release release = new Lookup(configuration).accepted(draft.release());
    Lookup.targets(release, draft.target());
    Lookup.requireCandidate(release, draft.candidate());
    return stored(configuration).add(draft, caller);
  }

  /** Suites of a list on a server are known to its rounds only. */
  private static boolean waivable(Requirement requirement, String named) {
    return requirement.name().equals(named)
        || (requirement.name().equals("suite_list_source") && SuiteLine.isName(named));
  }

  Hold hold(Hold draft, Caller caller) {
    Configuration configuration = opening.configuration(true);
    Release release = new Lookup(configuration).accepted(draft.release());
    if (!draft.target().isEmpty()) {
      Lookup.targets(release, new LinkName(draft.target()));
    }
    return stored(configuration).add(draft, caller);
  }

  Approval approve(ApprovalRequest request, Caller caller) {
    Configuration configuration = opening.configuration(true);
    Optional<Release> release = new Lookup(configuration).find(request.release());
    Store store = opening.services(configuration).store();
    return stored(configuration)
        .add(new Approvals(release, store.history()).draft(request, opening.now()), caller);
  }

  /** Takes back what somebody has said. */
  void takeBack(Kind kind, TakeBack order, Caller caller) {
    if (!stored().withdraw(kind, order.id(), caller, order.reason(), opening.now())) {
      throw OperationException.usage(
          "there is no %s %d; promoter %s lists them"
              .formatted(kind.word(), order.id(), (kind == Kind.VETO ? Kind.PIN : kind).words()));
    }
  }

  /** The waivers in force whose end is so near that people are reminded of it. */
  List<Waiver> endingSoon() {
    PeopleSettings people = opening.configuration(true).daemon().people();
    return stored().waivers().stream()
        .filter(waiver -> waiver.endsSoon(opening.now(), people.waiverWarning()))
        .toList();
  }

  /** All that was not taken back. */
  Said said() {
    return stored().said();
  }

  private Interventions stored() {
    return stored(opening.configuration(true));
  }

  private Interventions stored(Configuration configuration) {
    Interventions all = opening.services(configuration).store().interventions();
    return slip.map(all::answering).orElse(all);
  }
}
