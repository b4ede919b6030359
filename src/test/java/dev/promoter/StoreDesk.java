package dev.promoter;

import dev.promoter.cli.Samples;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.Ended;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.Slip;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.freezes.Outlook;
import dev.promoter.store.Store;
import dev.promoter.web.Desk;
import dev.promoter.web.News;
import dev.promoter.web.Orders;
import dev.promoter.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk over a store: what people say goes into it unchecked, an order is only told of. */
record StoreDesk(Store store, InstantSource clock, Optional<Slip> slip, List<String> carriedOut)
    implements Desk {
  StoreDesk(Store store, InstantSource clock) {
    this(store, clock, Optional.empty(), new CopyOnWriteArrayList<>());
  }

  @Override
  public Desk answering(Slip answered) {
    return new StoreDesk(store, clock, Optional.of(answered), carriedOut);
  }

  private Interventions interventions() {
    return slip.map(store.interventions()::answering).orElseGet(store::interventions);
  }

  @Override
  public List<StatusBoard.Row> status() {
    return store.statusBoard().rows();
  }

  @Override
  public Optional<StatusBoard.Row> status(ReleaseName release) {
    return store.statusBoard().row(release);
  }

  @Override
  public OptionalLong newest(ReleaseName release) {
    return store.history().newest(release);
  }

  @Override
  public Optional<StoredRound> round(long number) {
    return store.history().round(number).map(report -> new StoredRound(number, report));
  }

  @Override
  public Chronicle history(HistoryQuery query) {
    return new Chronicle(store.history().entries(query), store.audit().deeds(query));
  }

  @Override
  public List<History.Entry> promotions(HistoryQuery query) {
    return store.history().promotions(query);
  }

  @Override
  public List<Ended> ended(Intervention.Kind kind, long below, int limit) {
    return store.interventions().ended(kind, now(), below, limit);
  }

  @Override
  public Chronicle since(long round, long deed, int limit) {
    return new Chronicle(store.history().after(round, limit), store.audit().after(deed, limit));
  }

  @Override
  public List<Waiver> waivers() {
    return store.interventions().waivers();
  }

  @Override
  public List<Choice> choices() {
    return store.interventions().choices();
  }

  @Override
  public List<Waiver> waiversEndingSoon() {
    return waivers().stream().filter(this::endsSoon).toList();
  }

  @Override
  public boolean endsSoon(Waiver waiver) {
    return waiver.endsSoon(now(), Duration.ofDays(1));
  }

  @Override
  public List<Nodes.Node> nodes() {
    return store.nodes().all();
  }

  @Override
  public List<Outlook> freezes() {
    return Samples.freezes();
  }

  @Override
  public List<Hold> holds() {
    return store.interventions().holds();
  }

  @Override
  public List<Approval> approvals() {
    return store.interventions().approvals();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public boolean round(ReleaseName release) {
    return false;
  }

  @Override
  public Set<ReleaseName> announce(News news) {
    return Set.of();
  }

  @Override
  public ReleaseReport judge(
      ReleaseName release, Optional<LinkName> target, Optional<String> candidate) {
    throw new Refusal(Refusal.Kind.UNAVAILABLE, "Nothing is judged here.");
  }

  @Override
  public void reload(Caller caller) {
    // there are no files
  }

  @Override
  public Waiver waive(Waiver draft, Caller caller) {
    if (draft.reason().equals("no reason")) {
      throw new Refusal(Refusal.Kind.UNUSABLE, "There is no requirement '<b>" + caller.name());
    }
    return interventions().add(draft, caller);
  }

  @Override
  public Hold hold(Hold draft, Caller caller) {
    return interventions().add(draft, caller);
  }

  @Override
  public Choice choose(Choice draft, Caller caller) {
    return interventions().add(draft, caller);
  }

  @Override
  public Approval approve(Orders.Approve order, Caller caller) {
    Approval draft =
        new Approval(
            0,
            order.release(),
            new LinkName("release"),
            order.candidate().orElseThrow(),
            order.subject(),
            caller.name(),
            order.note(),
            clock.instant());
    return interventions().add(draft, caller);
  }

  @Override
  public void takeBack(Intervention.Kind kind, long id, String reason, Caller caller) {
    if (!interventions().withdraw(kind, id, caller, reason, clock.instant())) {
      throw new Refusal(Refusal.Kind.UNUSABLE, "there is no such thing");
    }
  }

  @Override
  public ReleaseReport forcePromote(Orders.Force order, Caller caller) {
    return report(order.release(), order.target(), order.candidate().id(), order.dryRun());
  }

  @Override
  public ReleaseReport rollback(Orders.Rollback order, Caller caller) {
    return report(order.release(), order.target(), "what stood there", order.dryRun());
  }

  private ReleaseReport report(
      ReleaseName release, LinkName target, String candidate, boolean dryRun) {
    if (!dryRun) {
      carriedOut.add(release + " " + target);
    }
    TargetReport.Effect effect =
        new TargetReport.Effect(
            "promote " + candidate + " to " + target, new Outcome.Skipped("dry run"));
    TargetReport report =
        new TargetReport(
            target,
            target,
            "",
            dryRun ? TargetOutcome.WOULD_PROMOTE : TargetOutcome.PROMOTED,
            candidate,
            "",
            "would be done",
            List.of(),
            List.of(effect),
            false);
    return new ReleaseReport(
        release, "", "", List.of(report), dryRun, clock.instant(), clock.instant());
  }
}
