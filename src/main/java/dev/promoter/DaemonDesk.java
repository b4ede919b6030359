package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations;
import dev.promoter.config.DaemonSettings;
import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.Ended;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Slip;
import dev.promoter.engine.StatusBoard;
import dev.promoter.freezes.Outlook;
import dev.promoter.freezes.PlannedFreezes;
import dev.promoter.store.Store;
import dev.promoter.web.Desk;
import dev.promoter.web.News;
import dev.promoter.web.Orders;
import dev.promoter.web.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the web server asks of the running daemon: the same code that the commands use. */
final class DaemonDesk implements Desk {
  /** Each asks outside systems as much as a round does. */
  private static final int JUDGEMENTS_AT_ONCE = 2;

  private final Opening opening;
  private final Store store;
  private final Wakes wakes;
  private final Supplier<List<LoadedRelease>> files;
  private final Supplier<List<Release>> inForce;
  private final DaemonSettings settings;
  private final Consumer<Caller> reload;
  private final Semaphore judgements;
  private final Optional<Slip> slip;

  /**
   * A desk.
   *
   * @param opening of the daemon, with its services
   * @param files the files of releases as they were last read
   * @param inForce the releases that get rounds
   * @param settings those of the daemon
   * @param reload has everything read again
   */
  DaemonDesk(
      Opening opening,
      Store store,
      Wakes wakes,
      Supplier<List<LoadedRelease>> files,
      Supplier<List<Release>> inForce,
      DaemonSettings settings,
      Consumer<Caller> reload) {
    this(
        opening,
        store,
        wakes,
        files,
        inForce,
        settings,
        reload,
        new Semaphore(JUDGEMENTS_AT_ONCE),
        Optional.empty());
  }

  private DaemonDesk(
      Opening opening,
      Store store,
      Wakes wakes,
      Supplier<List<LoadedRelease>> files,
      Supplier<List<Release>> inForce,
      DaemonSettings settings,
      Consumer<Caller> reload,
      Semaphore judgements,
      Optional<Slip> slip) {
    this.judgements = judgements;
    this.slip = slip;
    this.opening = opening;
    this.store = store;
    this.wakes = wakes;
    this.files = files;
    this.inForce = inForce;
    this.settings = settings;
    this.reload = reload;
  }

  @Override
  public List<StatusBoard.Row> status() {
    return StatusRows.merge(store.statusBoard().rows(), files.get());
  }

  @Override
  public Optional<StatusBoard.Row> status(ReleaseName release) {
    return StatusRows.merge(store.statusBoard().row(release), release, files.get());
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
  public List<Waiver> waiversEndingSoon() {
    return waivers().stream().filter(this::endsSoon).toList();
  }

  @Override
  public boolean endsSoon(Waiver waiver) {
    return waiver.endsSoon(now(), settings.people().waiverWarning());
  }

  @Override
  public List<Hold> holds() {
    return store.interventions().holds();
  }

  @Override
  public List<Nodes.Node> nodes() {
    return store.nodes().all();
  }

  @Override
  public List<Outlook> freezes() {
    return Outlook.of(inForce.get(), new PlannedFreezes(settings.timeZone()), now());
  }

  @Override
  public List<Choice> choices() {
    return store.interventions().choices();
  }

  @Override
  public List<Approval> approvals() {
    return store.interventions().approvals();
  }

  @Override
  public boolean round(ReleaseName release) {
    return ordered(
        () -> {
          new Lookup(opening.configuration(false)).accepted(release);
          return wakes.asked(release);
        });
  }

  @Override
  public Set<ReleaseName> announce(News news) {
    Set<ReleaseName> concerned = Concerned.by(news, inForce.get());
    concerned.forEach(wakes::asked);
    return concerned;
  }

  @Override
  public ReleaseReport judge(
      ReleaseName release, Optional<LinkName> target, Optional<String> candidate) {
    if (!judgements.tryAcquire()) {
      throw new Refusal(
          Refusal.Kind.TOO_MANY,
          "%d judgements are at work already; try again in a minute."
              .formatted(JUDGEMENTS_AT_ONCE));
    }
    try {
      return ordered(() -> new Judging(opening).explain(release, target, candidate));
    } finally {
      judgements.release();
    }
  }

  @Override
  public Desk answering(Slip answered) {
    return new DaemonDesk(
        opening, store, wakes, files, inForce, settings, reload, judgements, Optional.of(answered));
  }

  @Override
  public Waiver waive(Waiver draft, Caller caller) {
    return ordered(() -> said().waive(draft, caller));
  }

  @Override
  public Hold hold(Hold draft, Caller caller) {
    return ordered(() -> said().hold(draft, caller));
  }

  @Override
  public Choice choose(Choice draft, Caller caller) {
    return ordered(() -> said().choose(draft, caller));
  }

  @Override
  public Approval approve(Orders.Approve order, Caller caller) {
    Operations.ApprovalRequest request =
        new Operations.ApprovalRequest(
            order.release(),
            order.target(),
            order.subject(),
            order.candidate(),
            caller.name(),
            order.note());
    return ordered(() -> said().approve(request, caller));
  }

  @Override
  public void takeBack(Intervention.Kind kind, long id, String reason, Caller caller) {
    ordered(
        () -> {
          said().takeBack(kind, new Operations.TakeBack(id, reason), caller);
          return true;
        });
  }

  @Override
  public ReleaseReport forcePromote(Orders.Force order, Caller caller) {
    Operations.ForcedPromotion request =
        new Operations.ForcedPromotion(
            order.release(),
            order.source(),
            order.target(),
            order.candidate(),
            order.allowedClients(),
            order.reason(),
            order.dryRun());
    return inPlaceOfRound(
        order.release(), () -> new OrderCommands(opening).forcePromote(request, caller));
  }

  @Override
  public ReleaseReport rollback(Orders.Rollback order, Caller caller) {
    Operations.RollbackRequest request =
        new Operations.RollbackRequest(
            order.release(),
            order.target(),
            order.component(),
            order.reason(),
            order.until(),
            order.dryRun());
    return inPlaceOfRound(
        order.release(), () -> new OrderCommands(opening).rollback(request, caller));
  }

  @Override
  public void reload(Caller caller) {
    reload.accept(caller);
  }

  @Override
  public Instant now() {
    return opening.now();
  }

  private InterventionCommands said() {
    return new InterventionCommands(opening, slip);
  }

  /** Whoever asked for a round meanwhile gets it afterwards. */
  private ReleaseReport inPlaceOfRound(ReleaseName release, Supplier<ReleaseReport> order) {
    try {
      return ordered(order);
    } finally {
      wakes.ended(release);
    }
  }

  private static <T> T ordered(Supplier<T> order) {
    try {
      return order.get();
    } catch (OperationException e) {
      Refusal.Kind kind =
          e.kind() == OperationException.Kind.USAGE ? Refusal.Kind.UNUSABLE : Refusal.Kind.CONFLICT;
      throw new Refusal(kind, String.valueOf(e.getMessage()));
    } catch (RemoteException e) {
      throw new Refusal(Refusal.Kind.OUTSIDE, String.valueOf(e.getMessage()));
    }
  }
}
