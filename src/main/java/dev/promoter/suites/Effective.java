package dev.promoter.suites;

import dev.promoter.domain.Waiver;
import dev.promoter.suites.Sorting.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each description came to: the result of the latest-scheduled run that has it, in which every
 * repetition counts.
 */
final class Effective {
  /** Worst first. */
  private static final List<JobStatus> WORST =
      List.of(JobStatus.FAIL, JobStatus.DEAD, JobStatus.UNKNOWN);

  private final Map<String, Topic> topics = new TreeMap<>();

  /** One description. */
  private static final class Topic {
    private String run = "";
    private List<TestJob> jobs = List.of();
    private boolean passedBefore;
    private boolean failedBefore;

    void supersede(String newer, List<TestJob> newerJobs) {
      passedBefore |= any(jobs, JobStatus.PASS);
      failedBefore |= jobs.stream().anyMatch(job -> job.status().failed());
      run = newer;
      jobs = newerJobs;
    }

    boolean unfinished() {
      return jobs.stream().anyMatch(job -> !job.status().finished());
    }

    boolean failed() {
      return jobs.stream().anyMatch(job -> job.status().failed());
    }

    boolean passed() {
      return jobs.stream().allMatch(job -> job.status() == JobStatus.PASS);
    }

    TestJob worst() {
      return jobs.stream()
          .filter(job -> job.status().failed())
          .min(Comparator.comparingInt(job -> WORST.indexOf(job.status())))
          .orElseThrow();
    }

    private static boolean any(List<TestJob> jobs, JobStatus status) {
      return jobs.stream().anyMatch(job -> job.status() == status);
    }
  }

  /** Takes the shares oldest first. */
  static Effective of(List<Share> shares) {
    Effective effective = new Effective();
    for (Share share : shares) {
      Map<String, List<TestJob>> jobs = new LinkedHashMap<>();
      share
          .jobs()
          .forEach(
              job ->
                  jobs.computeIfAbsent(share.result().topic(job), topic -> new ArrayList<>())
                      .add(job));
      jobs.forEach(
          (topic, repetitions) ->
              effective
                  .topics
                  .computeIfAbsent(topic, name -> new Topic())
                  .supersede(share.result().run().name(), repetitions));
    }
    return effective;
  }

  int descriptions() {
    return topics.size();
  }

  boolean unfinished() {
    return topics.values().stream().anyMatch(Topic::unfinished);
  }

  Counts counts() {
    return Counts.of(
        topics.values().stream()
            .map(topic -> topic.jobs)
            .flatMap(Collection::stream)
            .map(TestJob::status)
            .toList());
  }

  /** How many passed only after they had not. */
  int cleared() {
    return (int) topics.values().stream().filter(t -> t.passed() && t.failedBefore).count();
  }

  /** In alphabetical order. */
  List<Failure> failures(SuiteKey key, List<Waiver> waivers) {
    List<Failure> failures = new ArrayList<>();
    topics.forEach(
        (description, topic) -> {
          if (topic.failed()) {
            failures.add(failure(description, topic, waiver(key, topic, description, waivers)));
          }
        });
    return failures;
  }

  private static Failure failure(String description, Topic topic, Optional<Waiver> waiver) {
    TestJob worst = topic.worst();
    boolean flaky = topic.passedBefore || Topic.any(topic.jobs, JobStatus.PASS);
    return new Failure(description, worst.status(), topic.run, worst, flaky, waiver);
  }

  private static Optional<Waiver> waiver(
      SuiteKey key, Topic topic, String description, List<Waiver> waivers) {
    String log = topic.worst().log();
    return waivers.stream()
        .filter(waiver -> new SuiteKey(waiver.requirement(), "").suite().equals(key.suite()))
        .filter(waiver -> waiver.occursIn(description))
        .filter(waiver -> waiver.isOf(key.suite(), log.isEmpty() ? topic.run : log))
        .findFirst();
  }
}
