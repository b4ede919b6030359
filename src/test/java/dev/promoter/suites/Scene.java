package dev.promoter.suites;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs, jobs and waivers of one release, for tests. */
final class Scene {
  static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  static final String OTHER_SHA1 = "c44bc49e7a57a87d84dfff2a077a2058aa2172e2";
  static final Instant START = Instant.parse("2025-08-04T15:30:11Z");

  private final List<RunResult> runs = new ArrayList<>();
  private final List<LostRun> lost = new ArrayList<>();
  private final List<IgnoredRun> setAside = new ArrayList<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private List<SuiteKey> required = List.of();
  private Instant now = START.plusSeconds(3600);

  Scene requiring(String... suites) {
    required = Arrays.stream(suites).map(Scene::key).toList();
    return this;
  }

  Scene requiring(SuiteKey... keys) {
    required = List.of(keys);
    return this;
  }

  /** A run of a suite whose jobs are written as {@code description=status}. */
  Scene run(String suite, int hour, String... jobs) {
    return runOf(SHA1, "default", suite, hour, jobs);
  }

  Scene runOf(String sha1, String flavor, String suite, int hour, String... jobs) {
    String name = name(suite, hour);
    List<TestJob> all = new ArrayList<>();
    for (String job : jobs) {
      int equals = job.lastIndexOf('=');
      JobStatus status = JobStatus.of(job.substring(equals + 1));
      String id = String.valueOf(100 * hour + all.size());
      all.add(new TestJob(id, job.substring(0, equals), status, sha1, flavor, "why " + id, ""));
    }
    Instant at = START.plusSeconds(3600L * hour);
    Counts counts = Counts.of(all.stream().map(TestJob::status).toList());
    return run(
        new RunResult(
            new TestRun(
                name, suite, "reef-release", sha1, flavor, "smithi", 110, at, at, at, counts),
            all));
  }

  Scene run(RunResult result) {
    runs.add(result);
    return this;
  }

  Scene lost(String suite, int descriptions) {
    lost.add(new LostRun(name(suite, 99), key(suite), descriptions));
    return this;
  }

  Scene setAside(String name, String suite, String reason) {
    setAside.add(new IgnoredRun(name, suite, reason));
    return this;
  }

  Scene waived(String suite, String pattern) {
    waivers.add(
        new Waiver(
            waivers.size() + 1,
            new ReleaseName("reef"),
            new LinkName("v18.2.8"),
            suite,
            "",
            pattern,
            "ann",
            "known",
            "https://tracker.example.org/issues/1",
            START,
            Instant.MAX));
    return this;
  }

  Scene at(Instant time) {
    now = time;
    return this;
  }

  SuiteTable table() {
    return SuiteJudge.judge(
        new Question(
            SHA1,
            required,
            Set.of("default"),
            runs,
            setAside,
            lost,
            waivers,
            now,
            Question.Stale.STANDARD));
  }

  SuiteRow row(String suite) {
    return table().rows().stream()
        .filter(row -> row.suite().equals(suite))
        .findFirst()
        .orElseThrow();
  }

  static String name(String suite, int hour) {
    return "qabot-%02d-%s-reef-release-distro-default-smithi".formatted(hour, suite);
  }

  /** At most so many reruns of suites that are scheduled on such machines. */
  static RerunLimits limits(int atMost, String machine) {
    Map<SuiteKey, SuiteOrder> orders = new HashMap<>();
    for (String suite : List.of("rados", "rgw", "fs", "krbd")) {
      orders.put(key(suite), order(suite, machine, Map.of()));
    }
    return new RerunLimits(atMost, orders);
  }

  static SuiteOrder order(String suite, String machine, Map<String, String> own) {
    Map<String, String> options =
        new HashMap<>(Map.of("ceph_branch", "reef", "machine_type", machine));
    own.forEach((option, text) -> options.put("suite " + suite + " " + option, text));
    return SuiteOrder.of(new Settings(options), suite, SHA1);
  }

  static SuiteKey key(String suite) {
    return SuiteKey.named(suite, "default");
  }
}
