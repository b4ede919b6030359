package dev.promoter.remote.teuthology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Action;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Due;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RevisionCandidate;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.fakes.SettableClock;
import dev.promoter.remote.program.Programs;
import dev.promoter.suites.Counts;
import dev.promoter.suites.JobStatus;
import dev.promoter.suites.TestJob;
import dev.promoter.suites.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that writes down how it was called, and a results server that knows some runs. */
final class Lab implements Results {
  static final Candidate CANDIDATE =
      new RevisionCandidate("9191375ab5b1e911954d9f7c2b9cd180c08dc881");
  static final String RUN = "qabot-2025-08-04_15:30:11-rados-reef-distro-default-smithi";
  static final String LINES =
      "echo \"2025-08-04 INFO:Job scheduled with name "
          + RUN
          + " and ID 1\" >&2\necho \"Job scheduled with name "
          + RUN
          + " and ID 2\"\necho 'Scheduled 2 jobs in total.'\n";

  final SettableClock clock = new SettableClock(Instant.now().toString());
  final List<TestRun> runs = new ArrayList<>();
  final Map<String, List<TestJob>> jobs = new HashMap<>();
  final Map<String, String> settings = new HashMap<>();
  private final Path directory;
  private final Path program;

  Lab(Path directory) {
    this.directory = directory;
    this.program = directory.resolve("teuthology-suite");
    settings.putAll(
        Map.of(
            "ceph_branch", "reef",
            "ceph_repo", "https://github.com/ceph/ceph.git",
            "machine_type", "smithi",
            "priority", "150",
            "kernel", "distro",
            "flavor", "default",
            "teuthology_suite", program.toString(),
            "teuthology_timeout", "PT20S"));
    settings.putAll(Map.of("rerun", "auto", "rerun_limit", "2"));
    program(LINES);
  }

  void program(String script) {
    try {
      Files.writeString(
          program, "#!/bin/sh\nprintf '%s\\n' \"$*\" >> '" + called() + "'\n" + script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private Path called() {
    return directory.resolve("calls");
  }

  /** The arguments of each call. */
  List<String> calls() {
    try {
      return Files.exists(called()) ? Files.readAllLines(called()) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Desk desk() {
    return desk("here");
  }

  /** The desk of a process on a host. */
  Desk desk(String host) {
    Path transcripts = directory.resolve(host);
    return new Desk(new Programs(System.getenv()), this, transcripts, host, clock);
  }

  /** What the program has said on a host. */
  Path transcript(String host) {
    Path folder = directory.resolve(host).resolve("tentacle/20.1.0").resolve(CANDIDATE.id());
    try (var files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Release release() {
    return new Release(
        new ReleaseName("tentacle/20.1.0"),
        "20.1.0.ini",
        "ceph",
        List.of(target()),
        false,
        1,
        Duration.ofHours(1),
        new Settings(settings));
  }

  private static Target target() {
    return new Target(
        new LinkName("v20.1.0"),
        new LinkName("reef"),
        "",
        List.of(new Requirement("rados"), new Requirement("rgw")));
  }

  /** A judgement after which this is due. */
  Judged judged(List<Milestone> milestones, Due... due) {
    Facts facts =
        new Facts(
            new ReleaseName("tentacle/20.1.0"),
            "ceph",
            target(),
            CANDIDATE,
            new Standing(Relation.NEWER, ""),
            List.of(),
            milestones,
            List.of(),
            List.of(),
            new Moment(clock.instant(), ZoneOffset.UTC),
            "");
    Decision wait = new Decision.Wait("suites are missing");
    return new Judged(facts, new Judgement(CANDIDATE, wait, List.of(), List.of(due)));
  }

  Action scheduling(ScheduleSuite runner, String suite) {
    return runner.errands(release(), judged(List.of(), new Due("schedule", suite))).get(0);
  }

  Action rerunning(RerunSuite runner, String suite, String run) {
    Milestone milestone =
        new Milestone("rerunnable", suite, Verdict.PASSED, "", Instant.EPOCH, run);
    return runner.errands(release(), judged(List.of(milestone), new Due("rerun", suite))).get(0);
  }

  /** The results server has this run. */
  void shows(String name, String suite, JobStatus... statuses) {
    List<JobStatus> all = List.of(statuses);
    Instant at = clock.instant();
    runs.add(
        new TestRun(
            name,
            suite,
            "reef-release",
            CANDIDATE.id(),
            "default",
            "gibba",
            110,
            at,
            at,
            at,
            Counts.of(all)));
    jobs.put(
        name,
        all.stream().map(status -> TestJob.of("1", suite + "/a", status, CANDIDATE.id())).toList());
  }

  @Override
  public List<TestRun> runs(Release release, String sha1) {
    assertThat(sha1).isEqualTo(CANDIDATE.id());
    return List.copyOf(runs);
  }

  @Override
  public Optional<List<TestJob>> jobs(Release release, String run) {
    return Optional.ofNullable(jobs.get(run));
  }
}
