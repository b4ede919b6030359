package dev.promoter.suites;

import java.util.List;

/**
 * One row of the table.
 *
 * @param key the suite
 * @param required whether it decides; a row that does not is shown all the same
 * @param verdict what the runs say
 * @param counts the jobs that count: of each description those of the latest run that has it
 * @param failures the descriptions that did not pass, waived ones too, in alphabetical order
 * @param remark what a person should know besides; may be empty
 * @param runs the counting runs, oldest first
 */
public record SuiteRow(
    SuiteKey key,
    boolean required,
    SuiteVerdict verdict,
    Counts counts,
    List<Failure> failures,
    String remark,
    List<CountedRun> runs) {
  public SuiteRow {
    failures = List.copyOf(failures);
    runs = List.copyOf(runs);
  }

  /**
   * A run that counts.
   *
   * @param run the run
   * @param counts how those of its jobs stand that belong to the row, whether or not a later run
   *     has their descriptions too
   */
  public record CountedRun(TestRun run, Counts counts) {}

  /** The suite as operators write it. */
  public String suite() {
    return key.suite();
  }

  /** The descriptions that did not pass, waived ones too. */
  public List<String> openFailures() {
    return failures.stream().map(Failure::description).toList();
  }

  /** The descriptions that did not pass and that a waiver covers. */
  public List<String> waived() {
    return failures.stream()
        .filter(failure -> failure.waiver().isPresent())
        .map(Failure::description)
        .toList();
  }

  /** The names of the counting runs, oldest first. */
  public List<String> runNames() {
    return runs.stream().map(counted -> counted.run().name()).toList();
  }
}
