package dev.promoter.engine;

import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.PlanCarrier.Resumed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A promotion that a person ordered: without criteria, but with every protection of a round. */
final class ForcedPromotion {
  private final Release release;
  private final Ports ports;
  private final LinkView links;
  private final PlanCarrier carrier;

  ForcedPromotion(Release release, Ports ports, LinkView links, PlanCarrier carrier) {
    this.release = release;
    this.ports = ports;
    this.links = links;
    this.carrier = carrier;
  }

  /**
   * Promotes, unless the candidate already stands there, the target is held, or a plan of an
   * earlier round for the same target still stays open.
   *
   * @param resumed what became of the plans of earlier rounds
   * @return reports of those, followed by the one of the order
   */
  List<TargetReport> after(List<Resumed> resumed, Order order) {
    List<TargetReport> reports = new ArrayList<>(resumed.stream().map(Resumed::report).toList());
    Optional<Resumed> obstacle =
        resumed.stream()
            .filter(Resumed::open)
            .filter(each -> each.report().target().equals(order.target()))
            .findFirst();
    reports.add(obstacle.map(open -> waiting(order, open)).orElseGet(() -> guarded(order)));
    return reports;
  }

  private static TargetReport waiting(Order order, Resumed open) {
    return TargetReports.notOrdered(
        order,
        "",
        TargetOutcome.REFUSED,
        open.report().previous(),
        ("plan %d of an earlier round, which promotes %s to %s, has to end first: %s; the next round"
                + " goes on with it")
            .formatted(
                open.plan().id(),
                open.plan().plan().candidate().id(),
                order.target(),
                open.report().reason()));
  }

  private TargetReport guarded(Order order) {
    try {
      return forced(order);
    } catch (RemoteException e) {
      return TargetReports.notOrdered(order, "", TargetOutcome.FAILED, "", e.sentence());
    }
  }

  private TargetReport forced(Order order) {
    Optional<Candidate> current = links.current(order.target(), order.candidate());
    String previous = current.map(Candidate::id).orElse("");
    String component = component(order.candidate(), current);
    if (previous.equals(order.candidate().id())) {
      return TargetReports.notOrdered(
          order,
          component,
          TargetOutcome.NOT_PROMOTED,
          previous,
          order.target() + " already points at " + previous + ": nothing to do");
    }
    Optional<Hold> hold = hold(order.target());
    if (hold.isPresent()) {
      return TargetReports.notOrdered(
          order,
          component,
          TargetOutcome.REFUSED,
          previous,
          hold.get().sentence() + " (promoter unhold " + hold.get().id() + " lifts it)");
    }
    Set<String> clients =
        order.allowedClients().isEmpty() ? carrier.allowedClients() : order.allowedClients();
    return carrier.promote(
        new Promotion(
            release,
            order.target(),
            order.source(),
            component,
            order.candidate(),
            current,
            clients,
            "forced: " + order.reason() + overridden(order)),
        TargetReports.notOrdered(order, component, TargetOutcome.NOT_PROMOTED, previous, ""));
  }

  /** What else is said against it: whoever forces it is told, and so is the history. */
  private String overridden(Order order) {
    Said said = ports.interventions().said();
    List<String> against = new ArrayList<>();
    List<Freeze> freezes =
        ports.freezes().inForce(release, order.target(), ports.clock().instant());
    if (!freezes.isEmpty()) {
      against.add(Freeze.sentence(freezes));
    }
    List<Choice> choices =
        said.choices().stream()
            .filter(one -> one.concerns(release.name(), order.target(), order.candidate()))
            .toList();
    Choice.against(choices, order.candidate()).forEach(choice -> against.add(choice.sentence()));
    ApprovalGate.milestones(release, order.target(), order.candidate(), said.approvals()).stream()
        .filter(approval -> approval.verdict() != Verdict.PASSED)
        .forEach(approval -> against.add(approval.detail()));
    return against.isEmpty() ? "" : " (although " + String.join("; ", against) + ")";
  }

  /** A person names a build by its hashes; which component it is of shows in what it replaces. */
  private static String component(Candidate candidate, Optional<Candidate> current) {
    return candidate.component().isEmpty()
        ? current.map(Candidate::component).orElse("")
        : candidate.component();
  }

  private Optional<Hold> hold(LinkName link) {
    return ports
        .interventions()
        .said()
        .stopping(release.name(), link, ports.clock().instant())
        .findFirst();
  }
}
