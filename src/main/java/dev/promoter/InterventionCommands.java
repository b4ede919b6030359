package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations.ApprovalRequest;
import dev.promoter.config.Configuration;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Interventions;
import dev.promoter.store.Store;
import dev.promoter.suites.SuiteLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people say and take back: waivers, holds and approvals. The rules of the next round see it
 * as facts.
 *
 * @param opening opens what is needed
 */
record InterventionCommands(Opening opening) {
  Waiver waive(Waiver draft) {
    Configuration configuration = opening.configuration(true);
    Release release = new Lookup(configuration).accepted(draft.release());
    List<Requirement> known =
        Lookup.targets(release, draft.target()).stream()
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
    return opening.services(configuration).store().interventions().add(draft);
  }

  /** Suites of a list on a server are known to its rounds only. */
  private static boolean waivable(Requirement requirement, String named) {
    return requirement.name().equals(named)
        || (requirement.name().equals("suite_list_source") && SuiteLine.isName(named));
  }

  void unwaive(long id) {
    if (!stored().withdrawWaiver(id, opening.now())) {
      throw OperationException.usage("there is no waiver " + id + "; promoter waivers lists them");
    }
  }

  Hold hold(Hold draft) {
    Configuration configuration = opening.configuration(true);
    Release release = new Lookup(configuration).accepted(draft.release());
    if (!draft.target().isEmpty()) {
      Lookup.targets(release, new LinkName(draft.target()));
    }
    return opening.services(configuration).store().interventions().add(draft);
  }

  void unhold(long id) {
    if (!stored().liftHold(id, opening.now())) {
      throw OperationException.usage("there is no hold " + id + "; promoter holds lists them");
    }
  }

  Approval approve(ApprovalRequest request) {
    Configuration configuration = opening.configuration(true);
    Optional<Release> release = new Lookup(configuration).find(request.release());
    Store store = opening.services(configuration).store();
    return store
        .interventions()
        .add(new Approvals(release, store.history()).draft(request, opening.now()));
  }

  void unapprove(long id) {
    if (!stored().withdrawApproval(id, opening.now())) {
      throw OperationException.usage(
          "there is no approval " + id + "; promoter approvals lists them");
    }
  }

  List<Approval> approvals() {
    return stored().approvals();
  }

  List<Waiver> waivers() {
    return stored().waivers();
  }

  List<Hold> holds() {
    return stored().holds();
  }

  private Interventions stored() {
    return opening.services(opening.configuration(true)).store().interventions();
  }
}
