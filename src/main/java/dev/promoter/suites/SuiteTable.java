package dev.promoter.suites;

import java.util.List;

/**
 * All rows of one release.
 *
 * @param rows the required suites in the operator's order, then the others by name
 * @param ignored the runs that do not count, and why
 */
public record SuiteTable(List<SuiteRow> rows, List<IgnoredRun> ignored) {
  public SuiteTable {
    rows = List.copyOf(rows);
    ignored = List.copyOf(ignored);
  }

  /** What the required rows come to; fails closed when nothing is required. */
  public Overall overall(boolean approvalsOpen) {
    List<SuiteVerdict> required =
        rows.stream().filter(SuiteRow::required).map(SuiteRow::verdict).toList();
    if (required.contains(SuiteVerdict.RUNNING)) {
      return Overall.IN_PROGRESS;
    }
    if (required.isEmpty() || required.contains(SuiteVerdict.MISSING)) {
      return Overall.INCOMPLETE;
    }
    if (required.contains(SuiteVerdict.FAILED)) {
      return Overall.FAILED;
    }
    return approvalsOpen ? Overall.WAITING_FOR_APPROVAL : Overall.PASSED;
  }
}
