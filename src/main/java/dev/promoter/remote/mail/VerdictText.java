package dev.promoter.remote.mail;

import dev.promoter.domain.Decision;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.suites.Overview;
import java.util.ArrayList;
import java.util.List;

/** What is mailed about a release: verdict, suites, and each failing job with reason and log. */
final class VerdictText {
  private static final int MOST_FAILURES = 100;

  private final Release release;
  private final Judged judged;
  private final Overview overview;
  private final String state;

  VerdictText(Release release, Judged judged, Overview overview, String state) {
    this.release = release;
    this.judged = judged;
    this.overview = overview;
    this.state = state;
  }

  String subject() {
    Settings settings = release.settings();
    return "[promoter] %s (%s): %s"
        .formatted(settings.get("release_version"), settings.get("ceph_branch"), state);
  }

  String body() {
    Settings settings = release.settings();
    Decision decision = judged.judgement().decision();
    List<String> lines = new ArrayList<>();
    lines.add("Release:  " + release.name() + ", version " + settings.get("release_version"));
    lines.add("Branch:   " + settings.get("ceph_branch"));
    lines.add("SHA1:     " + judged.facts().candidate().id());
    lines.add("Verdict:  " + state);
    lines.add("Decision: " + decision.word() + ": " + decision.reason());
    settings
        .find("tracker_issue_id")
        .filter(issue -> !issue.isBlank())
        .ifPresent(
            issue -> lines.add("Tracker:  " + settings.get("redmine_url") + "/issues/" + issue));
    lines.add("");
    overview.suites().forEach(suite -> lines.add(row(suite)));
    addFailures(lines);
    addMilestones(lines);
    return String.join("\n", lines) + "\n";
  }

  private static String row(Overview.Suite suite) {
    String counts =
        "%s: %d passed, %d failed, %d dead, %d unknown, %d unfinished"
            .formatted(
                suite.total() == 1 ? "1 job" : suite.total() + " jobs",
                suite.pass(),
                suite.fail(),
                suite.dead(),
                suite.unknown(),
                suite.unfinished());
    return "%-24s %-8s %s%s%s"
        .formatted(
            suite.name() + (suite.required() ? "" : " (not required)"),
            suite.verdict(),
            counts,
            suite.remark().isEmpty() ? "" : "; ",
            suite.remark());
  }

  private void addFailures(List<String> lines) {
    List<String> failures = new ArrayList<>();
    for (Overview.Suite suite : overview.suites()) {
      suite.failures().forEach(failed -> failures.add(failure(suite, failed)));
    }
    if (!failures.isEmpty()) {
      lines.add("");
      lines.add("Failing jobs:");
      failures.stream().limit(MOST_FAILURES).forEach(lines::add);
      if (failures.size() > MOST_FAILURES) {
        lines.add("  and %d more".formatted(failures.size() - MOST_FAILURES));
      }
    }
  }

  private static String failure(Overview.Suite suite, Overview.Failed failed) {
    return "  %s: %s (%s%s)%s%s"
        .formatted(
            suite.name(),
            failed.description(),
            failed.status(),
            failed.waived() ? ", waived" : "",
            failed.reason().isEmpty() ? "" : "\n    reason: " + failed.reason(),
            failed.log().isEmpty() ? "" : "\n    log: " + failed.log());
  }

  private void addMilestones(List<String> lines) {
    List<Milestone> open =
        judged.facts().milestones().stream()
            .filter(milestone -> milestone.verdict() != Verdict.PASSED)
            .toList();
    if (!open.isEmpty()) {
      lines.add("");
      open.forEach(
          milestone ->
              lines.add(
                  "%s: %s%s"
                      .formatted(
                          milestone.title(),
                          milestone.detail(),
                          milestone.url().isEmpty() ? "" : " " + milestone.url())));
    }
  }
}
