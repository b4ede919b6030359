package dev.promoter.suites;

import dev.promoter.suites.Sorting.Share;
import dev.promoter.suites.SuiteRow.CountedRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the table of a release from its runs (contract ceph.md section 7). */
public final class SuiteJudge {
  private SuiteJudge() {}

  /** One row per required suite, and one per other suite that was run for the commit. */
  public static SuiteTable judge(Question question) {
    Sorting sorting = Sorting.of(question);
    Set<SuiteKey> keys = new LinkedHashSet<>(question.required());
    keys.addAll(sorting.keys());
    List<SuiteRow> rows = new ArrayList<>();
    keys.forEach(key -> rows.add(row(question, sorting, key)));
    return new SuiteTable(rows, sorting.ignored());
  }

  private static SuiteRow row(Question question, Sorting sorting, SuiteKey key) {
    List<Share> shares = sorting.shares(key);
    Effective effective = Effective.of(shares);
    List<Failure> failures = effective.failures(key, question.waivers());
    List<LostRun> lost =
        question.lost().stream()
            .filter(run -> run.key().equals(key) && run.descriptions() > effective.descriptions())
            .toList();
    SuiteVerdict verdict = verdict(effective, failures, !lost.isEmpty());
    String remark = new Remarks(question, sorting, key).of(effective, failures, lost);
    return new SuiteRow(
        key,
        question.required().contains(key),
        verdict,
        effective.counts(),
        failures,
        remark,
        shares.stream().map(SuiteJudge::counted).toList());
  }

  private static SuiteVerdict verdict(
      Effective effective, List<Failure> failures, boolean incomplete) {
    if (effective.unfinished()) {
      return SuiteVerdict.RUNNING;
    }
    if (effective.descriptions() == 0 || incomplete) {
      return SuiteVerdict.MISSING;
    }
    if (failures.isEmpty()) {
      return SuiteVerdict.PASSED;
    }
    return failures.stream().allMatch(failure -> failure.waiver().isPresent())
        ? SuiteVerdict.WAIVED
        : SuiteVerdict.FAILED;
  }

  private static CountedRun counted(Share share) {
    return new CountedRun(
        share.result().run(), Counts.of(share.jobs().stream().map(TestJob::status).toList()));
  }
}
