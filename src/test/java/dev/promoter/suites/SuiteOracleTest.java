package dev.promoter.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The verdict against another, slower way to come to it: one description at a time. */
class SuiteOracleTest {
  private static final SuiteKey RADOS = Scene.key("rados");

  record Job(String description, JobStatus status, boolean ours) {}

  record Run(int hour, boolean rados, String flavor, List<Job> jobs) {}

  @Provide
  Arbitrary<List<Run>> runs() {
    Arbitrary<Job> job =
        Combinators.combine(
                Arbitraries.of("rados/a", "rados/b", "rados/c", "rados/d"),
                Arbitraries.frequencyOf(
                    net.jqwik.api.Tuple.of(6, Arbitraries.just(JobStatus.PASS)),
                    net.jqwik.api.Tuple.of(3, Arbitraries.of(JobStatus.class))),
                Arbitraries.frequency(
                    net.jqwik.api.Tuple.of(9, true), net.jqwik.api.Tuple.of(1, false)))
            .as(Job::new);
    Arbitrary<Run> run =
        Combinators.combine(
                Arbitraries.integers().between(0, 30),
                Arbitraries.frequency(
                    net.jqwik.api.Tuple.of(5, true), net.jqwik.api.Tuple.of(1, false)),
                Arbitraries.frequency(
                    net.jqwik.api.Tuple.of(8, "default"), net.jqwik.api.Tuple.of(1, "debug")),
                job.list().ofMaxSize(6))
            .as(Run::new);
    return run.list().uniqueElements(Run::hour).ofMaxSize(5);
  }

  @Provide
  Arbitrary<Set<String>> waived() {
    return Arbitraries.of("rados/a", "rados/b", "rados/c", "rados/d").set().ofMaxSize(4);
  }

  @Property(tries = 2000)
  void the_row_is_what_the_oracle_says(
      @ForAll("runs") List<Run> runs, @ForAll("waived") Set<String> waived, @ForAll long seed) {
    List<Run> shuffled = new ArrayList<>(runs);
    Collections.shuffle(shuffled, new Random(seed));
    Scene scene = new Scene().requiring(RADOS);
    shuffled.forEach(run -> scene.run(result(run)));
    waived.forEach(description -> scene.waived("rados", description));

    SuiteRow row = scene.row("rados");

    List<JobStatus> effective = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String description : List.of("rados/a", "rados/b", "rados/c", "rados/d")) {
      List<JobStatus> latest = latest(runs, description);
      effective.addAll(latest);
      if (latest.stream().anyMatch(s -> s.finished() && s != JobStatus.PASS)) {
        open.add(description);
      }
    }
    assertThat(row.verdict()).isEqualTo(verdict(effective, waived.containsAll(open)));
    assertThat(row.openFailures()).isEqualTo(open);
    assertThat(row.waived()).isEqualTo(open.stream().filter(waived::contains).toList());
    assertThat(row.counts().total()).isEqualTo(effective.size());
    assertThat(row.counts().pass()).isEqualTo(Collections.frequency(effective, JobStatus.PASS));
    assertThat(row.counts().dead()).isEqualTo(Collections.frequency(effective, JobStatus.DEAD));
  }

  @Property(tries = 500)
  void a_failure_is_never_turned_into_a_pass_by_the_order_of_reading(
      @ForAll("runs") List<Run> runs, @ForAll long seed) {
    List<Run> shuffled = new ArrayList<>(runs);
    Collections.shuffle(shuffled, new Random(seed));
    Scene one = new Scene().requiring(RADOS);
    Scene other = new Scene().requiring(RADOS);
    runs.forEach(run -> one.run(result(run)));
    shuffled.forEach(run -> other.run(result(run)));

    assertThat(other.row("rados")).isEqualTo(one.row("rados"));
  }

  @Property(tries = 500)
  void no_rerun_is_ever_proposed_that_would_select_nothing(@ForAll("runs") List<Run> runs) {
    Scene scene = new Scene().requiring(RADOS);
    runs.forEach(run -> scene.run(result(run)));

    Reruns.propose(scene.table(), Scene.limits(9, "smithi"))
        .forEach(
            proposal -> {
              Run run =
                  runs.stream()
                      .filter(r -> result(r).run().name().equals(proposal.run()))
                      .findFirst()
                      .orElseThrow();
              assertThat(RerunProposal.selectsAny(result(run).jobs())).isTrue();
            });
  }

  private static SuiteVerdict verdict(List<JobStatus> effective, boolean allWaived) {
    if (effective.stream()
        .anyMatch(s -> s == JobStatus.QUEUED || s == JobStatus.WAITING || s == JobStatus.RUNNING)) {
      return SuiteVerdict.RUNNING;
    }
    if (effective.isEmpty()) {
      return SuiteVerdict.MISSING;
    }
    if (effective.stream().allMatch(s -> s == JobStatus.PASS)) {
      return SuiteVerdict.PASSED;
    }
    return allWaived ? SuiteVerdict.WAIVED : SuiteVerdict.FAILED;
  }

  /** Looks for the newest run first, as a person would. */
  private static List<JobStatus> latest(List<Run> runs, String description) {
    for (int hour = 30; hour >= 0; hour--) {
      for (Run run : runs) {
        if (run.hour() == hour && run.rados() && run.flavor().equals("default")) {
          List<JobStatus> found =
              run.jobs().stream()
                  .filter(job -> job.ours() && job.description().equals(description))
                  .map(Job::status)
                  .toList();
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
    }
    return List.of();
  }

  private static RunResult result(Run run) {
    String suite = run.rados() ? "rados" : "rgw";
    List<TestJob> jobs = new ArrayList<>();
    for (Job job : run.jobs()) {
      jobs.add(
          new TestJob(
              String.valueOf(jobs.size()),
              job.description(),
              job.status(),
              job.ours() ? Scene.SHA1 : Scene.OTHER_SHA1,
              run.flavor(),
              "",
              ""));
    }
    java.time.Instant at = Scene.START.plusSeconds(3600L * run.hour());
    return new RunResult(
        new TestRun(
            Scene.name(suite, run.hour()),
            suite,
            "reef-release",
            Scene.SHA1,
            run.flavor(),
            "smithi",
            110,
            at,
            at,
            at,
            Counts.NONE),
        jobs);
  }
}
