package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Problem;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import dev.promoter.freezes.Outlook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes down what it is asked and answers as it was told to. */
final class RecordingOperations implements Operations {
  final List<String> calls = new ArrayList<>();
  List<ReleaseReport> reports = List.of();
  List<Problem> problems = List.of();
  List<Nodes.Node> nodes = List.of();
  List<StatusBoard.Row> rows = List.of();
  List<History.Entry> entries = List.of();
  List<Choice> choices = List.of();
  List<Deed> deeds = List.of();
  final List<Caller> callers = new ArrayList<>();
  List<Waiver> waivers = List.of();
  List<Hold> holds = List.of();
  List<Approval> approvals = List.of();
  List<String> differences = List.of();
  Optional<String> notReady = Optional.empty();
  Optional<RuntimeException> fault = Optional.empty();

  private void called(String call, Caller caller) {
    callers.add(caller);
    called(call);
  }

  private void called(String call) {
    calls.add(call);
    fault.ifPresent(
        exception -> {
          throw exception;
        });
  }

  @Override
  public Optional<String> waitForShaman(ShamanOrder order, Consumer<String> progress) {
    called("shaman " + order);
    progress.accept("seen");
    return notReady;
  }

  @Override
  public void run() {
    called("run");
  }

  @Override
  public List<ReleaseReport> once(List<ReleaseName> releases, boolean dryRun) {
    called("once " + releases + " dryRun=" + dryRun);
    return reports;
  }

  @Override
  public ReleaseReport release(List<Map.Entry<String, String>> parameters, boolean dryRun) {
    called("release " + parameters + " dryRun=" + dryRun);
    return reports.get(0);
  }

  @Override
  public ReleaseReport explain(
      ReleaseName release, Optional<LinkName> target, Optional<String> candidate) {
    called("explain " + release + " " + target + " " + candidate);
    return reports.get(0);
  }

  @Override
  public Replay replay(long round) {
    called("replay " + round);
    return new Replay(reports.get(0), differences);
  }

  @Override
  public List<Problem> check(boolean online) {
    called("check online=" + online);
    return problems;
  }

  @Override
  public List<ReleaseName> releaseNames() {
    return List.of(Samples.RELEASE);
  }

  @Override
  public List<Nodes.Node> nodes() {
    return nodes;
  }

  @Override
  public List<StatusBoard.Row> status() {
    called("status");
    return rows;
  }

  @Override
  public Chronicle history(HistoryQuery query) {
    assertThat(query.from()).as("only pages go on").isEqualTo(HistoryQuery.Position.START);
    called("history " + query.toString().replace(", from=" + query.from(), ""));
    return new Chronicle(entries, deeds);
  }

  @Override
  public ReleaseReport rollback(RollbackRequest request, Caller caller) {
    called(request.toString(), caller);
    return reports.get(0);
  }

  @Override
  public ReleaseReport forcePromote(ForcedPromotion order, Caller caller) {
    called(order.toString(), caller);
    return reports.get(0);
  }

  @Override
  public String releaseNotes(NotesOrder order) {
    called(order.toString());
    return "# 20.1.0 (draft)\n";
  }

  @Override
  public String vote(Vote vote, Caller caller) {
    called(vote.toString(), caller);
    return "The vote is recorded.";
  }

  @Override
  public Waiver waive(Waiver draft, Caller caller) {
    called(draft.toString(), caller);
    return draft.stored(7, at -> at);
  }

  @Override
  public void unwaive(TakeBack order, Caller caller) {
    called("unwaive " + order.id(), caller);
  }

  @Override
  public Choice choose(Choice draft, Caller caller) {
    called(draft.toString(), caller);
    return draft.stored(5, at -> at);
  }

  @Override
  public void unchoose(Intervention.Kind kind, TakeBack order, Caller caller) {
    called("un" + kind.word() + " " + order.id(), caller);
  }

  @Override
  public List<Choice> choices() {
    called("pins");
    return choices;
  }

  @Override
  public List<Waiver> waiversEndingSoon() {
    return waivers.stream()
        .filter(waiver -> waiver.endsSoon(Samples.NOW, Duration.ofDays(1)))
        .toList();
  }

  @Override
  public Hold hold(Hold draft, Caller caller) {
    called(draft.toString(), caller);
    return draft.stored(8, at -> at);
  }

  @Override
  public String addToken(String name, String role) {
    calls.add("add token " + name + " " + role);
    return "promoter_secret";
  }

  @Override
  public void removeToken(String name) {
    calls.add("remove token " + name);
  }

  @Override
  public List<String> tokens() {
    return List.of("ann (operator)");
  }

  @Override
  public void unhold(TakeBack order, Caller caller) {
    called("unhold " + order.id(), caller);
  }

  @Override
  public Approval approve(ApprovalRequest request, Caller caller) {
    called(request.toString(), caller);
    return new Approval(
        3,
        request.release(),
        new LinkName("v20.1.0"),
        request.candidate().orElse("f".repeat(40)),
        request.subject(),
        request.by(),
        request.note(),
        Samples.NOW);
  }

  @Override
  public void unapprove(TakeBack order, Caller caller) {
    called("unapprove " + order.id(), caller);
  }

  @Override
  public List<Approval> approvals() {
    called("approvals");
    return approvals;
  }

  @Override
  public List<Waiver> waivers() {
    called("waivers");
    return waivers;
  }

  @Override
  public List<Hold> holds() {
    called("holds");
    return holds;
  }

  @Override
  public List<Outlook> freezes() {
    called("freezes");
    return Samples.freezes();
  }

  @Override
  public void backup(Path file) {
    called("backup " + file);
  }

  @Override
  public void restore(Path file) {
    called("restore " + file);
  }

  @Override
  public void sandbox(boolean standInsOnly) {
    called("sandbox standInsOnly=" + standInsOnly);
  }

  @Override
  public Instant now() {
    return Samples.NOW;
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
