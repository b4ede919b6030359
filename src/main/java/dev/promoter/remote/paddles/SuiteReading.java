package dev.promoter.remote.paddles;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Verdict;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.suites.Failure;
import dev.promoter.suites.RerunLimits;
import dev.promoter.suites.RerunProposal;
import dev.promoter.suites.Reruns;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.SuiteOrder;
import dev.promoter.suites.SuiteRow;
import dev.promoter.suites.SuiteTable;
import dev.promoter.suites.SuiteVerdict;
import dev.promoter.suites.TestRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of a release in the words of the spine. */
final class SuiteReading {
  private static final String SCHEDULABLE = "schedulable";
  private static final String RERUNNABLE = "rerunnable";

  private final Settings settings;
  private final SuiteTable table;
  private final Set<SuiteKey> held;
  private final List<RerunProposal> reruns;
  private final WebAddress pulpito;

  SuiteReading(Release release, Candidate candidate, SuiteTable table, Set<SuiteKey> held) {
    this.settings = release.settings();
    this.table = table;
    this.held = held;
    this.pulpito = WebAddress.of(settings.get("pulpito_base"));
    this.reruns =
        settings.get("rerun").equals("no")
            ? List.of()
            : Reruns.propose(table, limits(candidate.id()));
  }

  private RerunLimits limits(String sha1) {
    Map<SuiteKey, SuiteOrder> orders = new HashMap<>();
    for (SuiteRow row : table.rows()) {
      try {
        orders.put(row.key(), SuiteOrder.of(settings, row.suite(), sha1));
      } catch (IllegalArgumentException unusable) {
        // Nothing can be scheduled with such a word; scheduling itself says so.
      }
    }
    return new RerunLimits(Integer.parseInt(settings.get("rerun_limit")), orders);
  }

  /** Of a required suite that never ran there is none. */
  List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    for (SuiteRow row : table.rows()) {
      if (row.required()) {
        evidence.addAll(evidence(row));
      }
    }
    return evidence;
  }

  private List<Evidence> evidence(SuiteRow row) {
    return switch (row.verdict()) {
      case MISSING -> List.of();
      case RUNNING -> List.of(one(row, Verdict.PENDING));
      case PASSED -> List.of(one(row, Verdict.PASSED));
      case WAIVED, FAILED -> row.failures().stream().map(failure -> failed(row, failure)).toList();
    };
  }

  private static String tests(int number) {
    return number == 1 ? "1 test" : number + " tests";
  }

  private Evidence one(SuiteRow row, Verdict verdict) {
    TestRun newest = newest(row);
    String sentence =
        verdict == Verdict.PENDING
            ? "%d of %s %s not ended"
                .formatted(
                    row.counts().unfinished(),
                    tests(row.counts().total()),
                    row.counts().unfinished() == 1 ? "has" : "have")
            : tests(row.counts().pass()) + " passed";
    return Evidence.of(row.suite(), verdict, page(newest.name()), newest.updated(), sentence);
  }

  private Evidence failed(SuiteRow row, Failure failure) {
    Instant at =
        row.runs().stream()
            .map(SuiteRow.CountedRun::run)
            .filter(run -> run.name().equals(failure.run()))
            .map(TestRun::updated)
            .findFirst()
            .orElse(Instant.EPOCH);
    String log = failure.job().log().isEmpty() ? page(failure.run()) : failure.job().log();
    return Evidence.of(row.suite(), Verdict.FAILED, log, at, failure.description());
  }

  private static TestRun newest(SuiteRow row) {
    return row.runs().get(row.runs().size() - 1).run();
  }

  private String page(String run) {
    return pulpito.at("/" + WebAddress.segment(run)).toString();
  }

  /** What may be done about suites: whether it is done, others decide. */
  List<Milestone> milestones() {
    List<Milestone> milestones = new ArrayList<>();
    if (settings.isTrue("schedule_suites") && !settings.isTrue("skip_integration_tests")) {
      table.rows().stream()
          .filter(this::wanting)
          .map(row -> say(SCHEDULABLE, row.key(), "", "never ran for this commit"))
          .forEach(milestones::add);
    }
    reruns.stream()
        .map(rerun -> say(RERUNNABLE, rerun.key(), page(rerun.run()), rerun.run()))
        .forEach(milestones::add);
    return milestones;
  }

  private boolean wanting(SuiteRow row) {
    return row.required()
        && row.verdict() == SuiteVerdict.MISSING
        && row.runs().isEmpty()
        && !held.contains(row.key());
  }

  private static Milestone say(String name, SuiteKey key, String url, String detail) {
    return new Milestone(name, key.suite(), Verdict.PASSED, url, Instant.EPOCH, detail);
  }

  /**
   * The table for people.
   *
   * @param notes what could not be read but decides nothing
   */
  String annex(boolean approvalsOpen, List<String> notes) {
    return TableText.of(table, table.overall(approvalsOpen), reruns, notes);
  }
}
