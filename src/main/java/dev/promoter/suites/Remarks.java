package dev.promoter.suites;

import dev.promoter.domain.Waiver;
import dev.promoter.suites.Sorting.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The words beside a verdict: what a person would otherwise have to find out. */
final class Remarks {
  private final Question question;
  private final Sorting sorting;
  private final SuiteKey key;

  Remarks(Question question, Sorting sorting, SuiteKey key) {
    this.question = question;
    this.sorting = sorting;
    this.key = key;
  }

  String of(Effective effective, List<Failure> failures, List<LostRun> lost) {
    List<String> remarks = new ArrayList<>();
    lost.forEach(
        run ->
            remarks.add(
                "run %s with %s was deleted and no other covers as much"
                    .formatted(run.name(), count(run.descriptions(), "description"))));
    if (effective.descriptions() == 0) {
      nothingCounts(remarks);
    }
    sorting.shares(key).forEach(share -> aboutRun(share, remarks));
    aboutFailures(failures, remarks);
    if (effective.cleared() > 0) {
      remarks.add(count(effective.cleared(), "failure") + " cleared by a later run");
    }
    return String.join("; ", remarks);
  }

  private void nothingCounts(List<String> remarks) {
    sorting.ignored().stream()
        .filter(run -> run.suite().equals(key.suite()))
        .limit(3)
        .forEach(run -> remarks.add("run " + run.name() + " does not count: " + run.reason()));
  }

  private void aboutRun(Share share, List<String> remarks) {
    TestRun run = share.result().run();
    if (share.foreign() > 0) {
      remarks.add(
          "%s of run %s %s not count: other SHA1"
              .formatted(
                  count(share.foreign(), "job"), run.name(), share.foreign() == 1 ? "does" : "do"));
    }
    Counts counts = Counts.of(share.jobs().stream().map(TestJob::status).toList());
    boolean started = counts.unfinished() > counts.queued();
    Duration limit = started ? question.stale().started() : question.stale().queued();
    if (counts.unfinished() > 0
        && run.updated().isAfter(Instant.EPOCH)
        && run.updated().plus(limit).isBefore(question.now())) {
      remarks.add("stale: run %s has not changed since %s".formatted(run.name(), run.updated()));
    }
  }

  private static void aboutFailures(List<Failure> failures, List<String> remarks) {
    long open = failures.stream().filter(failure -> failure.waiver().isEmpty()).count();
    long dead = failures.stream().filter(failure -> failure.status() == JobStatus.DEAD).count();
    if (open > 0 && dead == failures.size()) {
      remarks.add("only dead jobs: infrastructure?");
    }
    long flaky = failures.stream().filter(Failure::flaky).count();
    if (flaky > 0) {
      remarks.add("flaky? " + count(flaky, "failure") + " passed before or in a repetition");
    }
    failures.stream()
        .flatMap(failure -> failure.waiver().stream())
        .distinct()
        .forEach(waiver -> remarks.add(waived(waiver)));
  }

  private static String waived(Waiver waiver) {
    String link = waiver.link().isEmpty() ? "" : " (" + waiver.link() + ")";
    return "waived by %s %s (%s): %s%s"
        .formatted(waiver.by(), waiver.end(), waiver.failures(), waiver.reason(), link);
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
