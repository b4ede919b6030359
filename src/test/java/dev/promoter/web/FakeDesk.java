package dev.promoter.web;

import dev.promoter.cli.Samples;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.Ended;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.Slip;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.fakes.InMemoryReceipts;
import dev.promoter.freezes.Outlook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A desk with one release that had one eventful round, and a second one that had none yet. */
final class FakeDesk implements Desk {
  static final ReleaseName RELEASE = Samples.RELEASE;
  static final String CANDIDATE = "a".repeat(40) + "_" + "b".repeat(8);
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  final List<StatusBoard.Row> rows = new CopyOnWriteArrayList<>();
  final List<History.Entry> entries = new CopyOnWriteArrayList<>();
  final List<Deed> deeds = new CopyOnWriteArrayList<>();
  final List<Waiver> waivers = new ArrayList<>();
  final List<Hold> holds = new ArrayList<>();
  final List<Choice> choices = new ArrayList<>();
  final List<Approval> approvals = new ArrayList<>();
  final List<String> orders = new CopyOnWriteArrayList<>();
  final InMemoryReceipts receipts = new InMemoryReceipts();
  private final AtomicReference<Slip> slip = new AtomicReference<>();
  final List<Ended> ended = new ArrayList<>();
  boolean busy;
  boolean broken;
  ReleaseReport report = Samples.eventful();

  FakeDesk() {
    rows.add(
        new StatusBoard.Row(
            RELEASE,
            "config/releases/CentOS-9/master.ini",
            Optional.of(NOW.minusSeconds(60)),
            Optional.of(NOW.minusSeconds(50)),
            false,
            "current-tripleo: not_promoted",
            ""));
    rows.add(
        new StatusBoard.Row(
            new ReleaseName("quiet"),
            "config/releases/quiet.ini",
            Optional.empty(),
            Optional.empty(),
            false,
            "",
            ""));
    entries.add(
        new History.Entry(
            17,
            RELEASE,
            NOW,
            "current-tripleo",
            TargetOutcome.PROMOTED,
            CANDIDATE,
            "",
            "All requirements are met."));
    waivers.add(
        new Waiver(
            3,
            RELEASE,
            new LinkName("current-tripleo"),
            "job-scenario",
            "",
            "mirror",
            "ann",
            "the mirror is down",
            "",
            NOW.minusSeconds(3600),
            NOW.plusSeconds(3600)));
    holds.add(new Hold(4, RELEASE, "", "ann", "release day", NOW, Hold.NO_END));
    approvals.add(
        new Approval(
            5,
            new ReleaseName("ceph/tentacle"),
            new LinkName("v20.1.0"),
            "abcdef01".repeat(5),
            "rados",
            "radek",
            "failures are known",
            NOW));
  }

  /** For the next order only, as there is one at a time. */
  @Override
  public Desk answering(Slip answered) {
    slip.set(answered);
    return this;
  }

  /** A fault of the program, which may have happened before or after the order was begun. */
  private void breakOff() {
    if (broken) {
      throw new IllegalStateException("broken");
    }
  }

  private <T extends Intervention> T kept(T said) {
    Optional.ofNullable(slip.getAndSet(null)).ifPresent(one -> receipts.keep(one, said));
    return said;
  }

  @Override
  public boolean endsSoon(Waiver waiver) {
    return true;
  }

  @Override
  public List<StatusBoard.Row> status() {
    return List.copyOf(rows);
  }

  @Override
  public OptionalLong newest(ReleaseName release) {
    return release.equals(RELEASE) ? OptionalLong.of(17) : OptionalLong.empty();
  }

  @Override
  public Optional<StoredRound> round(long number) {
    return number == 17 ? Optional.of(new StoredRound(17, report)) : Optional.empty();
  }

  @Override
  public Chronicle history(HistoryQuery query) {
    return new Chronicle(
        entries.stream()
            .filter(entry -> query.release().map(entry.release()::equals).orElse(true))
            .filter(entry -> entry.round() <= query.from().round())
            .skip(query.from().shown())
            .limit(query.limit())
            .toList(),
        deeds.stream()
            .filter(deed -> query.kind().map(deed.kind().word()::equals).orElse(false))
            .toList());
  }

  @Override
  public List<History.Entry> promotions(HistoryQuery query) {
    return history(query).rounds();
  }

  @Override
  public List<Ended> ended(Intervention.Kind kind, long below, int limit) {
    return ended.stream()
        .filter(one -> one.said().kind() == kind && one.said().id() < below)
        .limit(limit)
        .toList();
  }

  @Override
  public Chronicle since(long round, long deed, int limit) {
    return new Chronicle(
        entries.stream()
            .filter(entry -> entry.round() > round)
            .sorted(Comparator.comparingLong(History.Entry::round))
            .toList(),
        deeds.stream().filter(one -> one.id() > deed).toList());
  }

  @Override
  public List<Waiver> waivers() {
    return List.copyOf(waivers);
  }

  @Override
  public List<Choice> choices() {
    return List.copyOf(choices);
  }

  @Override
  public List<Waiver> waiversEndingSoon() {
    return List.copyOf(waivers);
  }

  @Override
  public List<Nodes.Node> nodes() {
    Instant since = now().minusSeconds(3600);
    return List.of(
        new Nodes.Node("east", "1.2.0", since, now(), true),
        new Nodes.Node("west", "1.1.0", since, now().minusSeconds(60), false));
  }

  @Override
  public List<Outlook> freezes() {
    return Samples.freezes();
  }

  @Override
  public Choice choose(Choice draft, Caller caller) {
    orders.add("%s %s by %s".formatted(draft.kind().word(), draft.candidate(), caller.name()));
    Choice stored = draft.stored(60 + choices.size(), at -> at);
    choices.add(stored);
    return kept(stored);
  }

  @Override
  public List<Hold> holds() {
    return List.copyOf(holds);
  }

  @Override
  public List<Approval> approvals() {
    return List.copyOf(approvals);
  }

  @Override
  public boolean round(ReleaseName release) {
    orders.add("round of " + release);
    return orders.size() == 1;
  }

  @Override
  public Set<ReleaseName> announce(News news) {
    orders.add(news.toString());
    return news.releases();
  }

  @Override
  public ReleaseReport judge(
      ReleaseName release, Optional<LinkName> target, Optional<String> candidate) {
    orders.add("judge " + release);
    return report;
  }

  @Override
  public Waiver waive(Waiver draft, Caller caller) {
    breakOff();
    orders.add("waive " + draft.requirement() + " by " + caller);
    Waiver stored = draft.stored(30 + waivers.size(), at -> at);
    waivers.add(stored);
    return kept(stored);
  }

  @Override
  public Hold hold(Hold draft, Caller caller) {
    if (draft.target().equals("unknown")) {
      throw new Refusal(Refusal.Kind.UNUSABLE, "There is no target 'unknown'.");
    }
    orders.add("hold " + draft.target() + " by " + caller);
    Hold stored = draft.stored(40 + holds.size(), at -> at);
    holds.add(stored);
    return kept(stored);
  }

  @Override
  public Approval approve(Orders.Approve order, Caller caller) {
    orders.add("approve " + order.subject() + " by " + caller);
    return kept(approvals.get(0));
  }

  @Override
  public void takeBack(Intervention.Kind kind, long id, String reason, Caller caller) {
    orders.add("take back %s %d (%s) by %s".formatted(kind, id, reason, caller.name()));
    Stream.<List<? extends Intervention>>of(waivers, holds, approvals, choices)
        .flatMap(List::stream)
        .filter(one -> one.kind() == kind && one.id() == id)
        .toList()
        .forEach(this::kept);
    choices.removeIf(choice -> kind == choice.kind() && choice.id() == id);
    waivers.removeIf(waiver -> kind == Intervention.Kind.WAIVER && waiver.id() == id);
  }

  @Override
  public ReleaseReport forcePromote(Orders.Force order, Caller caller) {
    orders.add("force " + order.candidate().id() + " to " + order.target());
    return report;
  }

  @Override
  public ReleaseReport rollback(Orders.Rollback order, Caller caller) {
    orders.add("roll back " + order.target());
    breakOff();
    return busy
        ? ReleaseReport.refused(order.release(), "f", "the round is still at work", NOW)
        : report;
  }

  @Override
  public void reload(Caller caller) {
    orders.add("reload by " + caller.name());
  }

  @Override
  public Instant now() {
    return NOW;
  }
}
