package dev.promoter.web;

import dev.promoter.cli.Samples;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.TargetOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A desk with one release that had one eventful round, and a second one that had none yet. */
final class FakeDesk implements Desk {
  static final ReleaseName RELEASE = Samples.RELEASE;
  static final String CANDIDATE = "a".repeat(40) + "_" + "b".repeat(8);
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  final List<StatusBoard.Row> rows = new ArrayList<>();
  final List<History.Entry> entries = new ArrayList<>();
  final List<Waiver> waivers = new ArrayList<>();
  final List<Hold> holds = new ArrayList<>();
  final List<Approval> approvals = new ArrayList<>();
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

  @Override
  public List<StatusBoard.Row> status() {
    return List.copyOf(rows);
  }

  @Override
  public Optional<StoredRound> latest(ReleaseName release) {
    return release.equals(RELEASE) ? round(17) : Optional.empty();
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
            .limit(query.limit())
            .toList(),
        List.of());
  }

  @Override
  public List<Waiver> waivers() {
    return List.copyOf(waivers);
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
  public Instant now() {
    return NOW;
  }
}
