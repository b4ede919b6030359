package dev.promoter.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One release of Ceph on stand-ins of all its servers: a build that is ordered begins and ends, its
 * packages come, suites that are ordered run. One job of rados dies the first time; one of rgw
 * fails each time, until a person waives it. Everything follows what the promoter does, some
 * seconds later.
 */
public final class CephStory implements AutoCloseable {
  /** The release, as commands name it. */
  public static final String RELEASE = "ceph/tentacle";

  /** The target of the release. */
  public static final String TARGET = "v20.1.0";

  /** What the promoter needs to know to be let in, by the names of secrets. */
  public static final Map<String, String> SECRETS =
      Map.of(
          "JENKINS_USER", JenkinsServer.USER,
          "JENKINS_API_TOKEN", JenkinsServer.TOKEN,
          "REDMINE_API_KEY", "sandbox-key-of-redmine");

  private static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  private static final String BRANCH = "tentacle";
  private static final String JOB = "sample-ceph-pipeline";
  private static final String DIES = "thrash/{dies-once}";
  private static final String FAILS = "multisite/{fails-always}";
  private static final long BUILD_SECONDS = 3;
  private static final Map<String, List<String>> TESTS =
      Map.of(
          "smoke", List.of("basic/{one}", "basic/{two}"),
          "rados", List.of("verify/{mon}", DIES, "thrash/{osd}", "monthrash/{ceph}"),
          "rgw", List.of("verify/{tls}", FAILS, "crypt/{barbican}"));

  private final InstantSource clock;
  private final PaddlesServer paddles;
  private final ShamanServer shaman;
  private final JenkinsServer jenkins = JenkinsServer.start(0);
  private final RedmineServer redmine;
  private final long issue;
  private final Path program;
  private final Path orders;
  private final Map<Long, Instant> building = new HashMap<>();
  private final Map<String, Deque<Job>> running = new TreeMap<>();
  private final List<ScheduledFuture<?>> next = new ArrayList<>();
  private int taken;
  private int jobs;

  /** How a job ends. */
  private enum End {
    PASSES,
    FAILS,
    DIES
  }

  private record Job(String id, End end) {}

  private CephStory(Path directory, InstantSource clock) throws IOException {
    this.clock = clock;
    this.paddles = PaddlesServer.start(0, clock);
    this.shaman = ShamanServer.start(0, clock);
    this.redmine = RedmineServer.start(0, "Ceph", clock);
    this.orders = Files.createDirectories(directory).resolve("orders");
    this.program = directory.resolve("teuthology-suite");
    jenkins.addJob(JOB, List.of("CEPH_REPO", "CEPH_BRANCH", "CEPH_SHA1", "BASE_VERSION", "FLAVOR"));
    redmine.add(
        new RedmineUser(
            1,
            "promoter",
            "Release",
            "Promoter",
            SECRETS.getOrDefault("REDMINE_API_KEY", ""),
            true,
            true,
            clock.instant()));
    this.issue = redmine.addIssue("promoter", "tentacle " + TARGET, "Release of " + TARGET);
    Files.writeString(program, script(orders));
    if (!program.toFile().setExecutable(true, true)) {
      throw new IOException(program + " cannot be made a program");
    }
  }

  /**
   * Starts the servers.
   *
   * @param directory where the stand-in of the program that schedules is put
   */
  public static CephStory tell(Path directory, InstantSource clock) throws IOException {
    return new CephStory(directory, clock);
  }

  /** Notes each order, which the story takes up, and says what the program says. */
  private static String script(Path orders) {
    return """
        #!/bin/sh
        # No two runs have the same name, however quickly they follow one another.
        touch '%2$s'
        run_of="sandbox$(wc -l < '%2$s' | tr -d ' ')-$(date -u +%%Y-%%m-%%d_%%H:%%M:%%S)"
        suite=
        while [ $# -gt 0 ]; do
          case "$1" in
            --suite | -s) suite=$2; run="$run_of-$(echo "$2" | tr / :)-%1$s-distro-default-smithi" ;;
            --rerun | -r) run="$run_of-${2#sandbox*-*_*:*:*-}"; suite=$2 ;;
          esac
          shift
        done
        echo "$run $suite" >> '%2$s'
        echo "Job scheduled with name $run and ID 1"
        echo "Scheduled 1 jobs in total."
        """
        .formatted(BRANCH, orders);
  }

  /** The file of the release. */
  public String file() {
    return """
        [main]
        workflow: ceph
        ceph_sha1: %s
        release_version: 20.1.0
        jenkins_url: %s
        shaman_url: %s
        paddles_url: %s
        redmine_url: %s
        pulpito_base: https://pulpito.example.org
        platforms: centos-9-default, ubuntu-noble-default
        skip_build: no
        skip_tracker_update: no
        tracker_issue_id: %d
        teuthology_suite: %s
        rerun: auto
        rerun_limit: 1
        shaman_interval: 1s

        [promote_from]
        %s: %s

        [%s]
        smoke
        rados
        rgw
        """
        .formatted(
            SHA1,
            jenkins.address(),
            shaman.address(),
            paddles.address(),
            redmine.address(),
            issue,
            program,
            TARGET,
            BRANCH,
            TARGET);
  }

  /** The command that accepts the test which fails each time. */
  public static String waiver() {
    return "promoter waive --release %s %s rgw --any-candidate --pattern fails-always"
        .formatted(RELEASE, TARGET);
  }

  /** The issue of the tracker, as it stands. */
  public String issue() {
    return redmine.description(issue);
  }

  /** How often the program that schedules was called. */
  public int calls() {
    return lines().size();
  }

  /** Lets things happen from now on, each in its time. */
  public void start(ScheduledExecutorService scheduler) {
    next.add(scheduler.scheduleWithFixedDelay(this::goOn, 500, 500, TimeUnit.MILLISECONDS));
  }

  /** What happens next, after what the promoter has done since the last time. */
  public synchronized void goOn() {
    for (long item : jenkins.waiting()) {
      building.put(jenkins.begin(item), clock.instant());
    }
    building
        .entrySet()
        .removeIf(
            build -> {
              boolean over = !clock.instant().isBefore(build.getValue().plusSeconds(BUILD_SECONDS));
              if (over) {
                built(build.getKey());
              }
              return over;
            });
    running.values().removeIf(Deque::isEmpty);
    running.forEach(this::endOne);
    List<String> lines = lines();
    lines.subList(taken, lines.size()).forEach(this::schedule);
    taken = lines.size();
  }

  private void built(long number) {
    jenkins.end(JOB, number, "SUCCESS");
    for (String platform : List.of("centos 9", "ubuntu noble")) {
      String[] parts = platform.split(" ", 2);
      shaman.repository(
          new ShamanServer.Place(BRANCH, SHA1, parts[0], parts[1], "default"),
          "ready",
          List.of("x86_64"));
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(orders) ? Files.readAllLines(orders) : List.of();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** A suite, or what failed in a run. */
  private void schedule(String order) {
    String[] words = order.split(" ", 2);
    String run = words[0];
    String what = words[1];
    TESTS.forEach(
        (suite, tests) -> {
          if (what.equals(suite)) {
            tests.forEach(test -> add(run, suite, test, first(test)));
          } else if (what.contains("-" + suite + "-")) {
            tests.stream()
                .filter(test -> first(test) != End.PASSES)
                .forEach(test -> add(run, suite, test, again(test)));
          }
        });
  }

  private static End first(String test) {
    return test.equals(DIES) ? End.DIES : again(test);
  }

  private static End again(String test) {
    return test.equals(FAILS) ? End.FAILS : End.PASSES;
  }

  private void add(String run, String suite, String test, End end) {
    String id = String.valueOf(++jobs);
    paddles.addJob(new PaddlesServer.Job(run, id, suite, BRANCH, SHA1, suite + "/" + test));
    running.computeIfAbsent(run, name -> new ArrayDeque<>()).add(new Job(id, end));
  }

  /** One job of each run comes to its end. */
  private void endOne(String run, Deque<Job> left) {
    Job job = left.removeFirst();
    switch (job.end()) {
      case PASSES -> paddles.passed(run, job.id());
      case FAILS -> paddles.failed(run, job.id(), "multisite sync did not converge in 600 s");
      case DIES -> paddles.status(run, job.id(), "dead");
    }
  }

  @Override
  public void close() {
    next.forEach(each -> each.cancel(false));
    redmine.close();
    jenkins.close();
    shaman.close();
    paddles.close();
  }
}
