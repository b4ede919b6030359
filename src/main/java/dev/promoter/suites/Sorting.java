package dev.promoter.suites;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sorts runs by whether they say something about the release, and about which suite. */
final class Sorting {
  private final Question question;
  private final Map<SuiteKey, List<Share>> shares = new LinkedHashMap<>();
  private final List<IgnoredRun> ignored = new ArrayList<>();

  /**
   * The part of one run that counts for one row.
   *
   * @param result the run
   * @param jobs those of its jobs that count; never empty
   * @param foreign how many of its jobs test another commit
   */
  record Share(RunResult result, List<TestJob> jobs, int foreign) {}

  private Sorting(Question question) {
    this.question = question;
  }

  static Sorting of(Question question) {
    Sorting sorting = new Sorting(question);
    Set<String> names = new HashSet<>();
    question.runs().stream()
        .sorted((one, other) -> TestRun.OLDEST_FIRST.compare(one.run(), other.run()))
        .filter(result -> names.add(result.run().name()))
        .forEach(sorting::sort);
    question.setAside().stream().filter(run -> names.add(run.name())).forEach(sorting.ignored::add);
    question.lost().stream()
        .filter(run -> names.add(run.name()))
        .map(run -> new IgnoredRun(run.name(), run.key().suite(), "it was deleted"))
        .forEach(sorting.ignored::add);
    return sorting;
  }

  /** What counts for a row, oldest run first. */
  List<Share> shares(SuiteKey key) {
    return shares.getOrDefault(key, List.of());
  }

  /** Every row for which something counts. */
  Set<SuiteKey> keys() {
    return new LinkedHashSet<>(new TreeSet<>(shares.keySet()));
  }

  List<IgnoredRun> ignored() {
    return ignored;
  }

  private void sort(RunResult result) {
    if (result.jobs().isEmpty()) {
      ignore(result, "it has no job yet, so that nothing says which commit it tests");
      return;
    }
    List<TestJob> ours =
        result.jobs().stream()
            .filter(job -> result.sha1(job).equalsIgnoreCase(question.sha1()))
            .toList();
    if (ours.isEmpty()) {
      String other = result.sha1(result.jobs().get(0));
      ignore(result, "it tests another SHA1" + (other.isEmpty() ? "" : ": " + other));
      return;
    }
    Map<String, List<TestJob>> byFlavor = new LinkedHashMap<>();
    ours.forEach(
        job -> byFlavor.computeIfAbsent(result.flavor(job), f -> new ArrayList<>()).add(job));
    int foreign = result.jobs().size() - ours.size();
    byFlavor.keySet().stream()
        .filter(question::about)
        .forEach(
            flavor ->
                shares
                    .computeIfAbsent(
                        new SuiteKey(suite(result, ours), flavor), key -> new ArrayList<>())
                    .add(new Share(result, byFlavor.getOrDefault(flavor, List.of()), foreign)));
    if (byFlavor.keySet().stream().noneMatch(question::about)) {
      ignore(result, "it tests another flavor: " + String.join(", ", byFlavor.keySet()));
    }
  }

  private void ignore(RunResult result, String reason) {
    ignored.add(new IgnoredRun(result.run().name(), suite(result, result.jobs()), reason));
  }

  /** The suite of a run; where the server does not say, the beginning of a description. */
  private static String suite(RunResult result, List<TestJob> jobs) {
    if (!result.run().suite().isBlank() || jobs.isEmpty()) {
      return result.run().suite();
    }
    String description = jobs.get(0).description();
    int slash = description.indexOf('/');
    return slash < 0 ? description : description.substring(0, slash);
  }
}
