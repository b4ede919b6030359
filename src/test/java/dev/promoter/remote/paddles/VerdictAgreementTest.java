package dev.promoter.remote.paddles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Approval;
import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Hold;
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
import dev.promoter.domain.Waiver;
import dev.promoter.rules.LiveRules;
import dev.promoter.rules.RuleBook;
import dev.promoter.suites.Counts;
import dev.promoter.suites.JobStatus;
import dev.promoter.suites.Question;
import dev.promoter.suites.RunResult;
import dev.promoter.suites.SuiteJudge;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.SuiteTable;
import dev.promoter.suites.TestJob;
import dev.promoter.suites.TestRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the table says of a release, what the rules decide, and a third opinion in plain Java. */
class VerdictAgreementTest {
  /** Neighbouring seeds begin with nearly the same numbers. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final LinkName LINK = new LinkName("v20.1.0");
  private static final ReleaseName NAME = new ReleaseName("ceph/tentacle");
  private static final List<String> SUITES = List.of("rados", "upgrade/squid-x");
  private static final List<String> TESTS = List.of("thrash/{a b}", "verify/{c}", "mon");
  private static final List<String> PATTERNS =
      List.of("", "thrash", "VERIFY*c", "rados", "smithi", "upgrade/", "nothing");
  private static final Map<String, String> WORDS =
      Map.of(
          "PASSED", "promote",
          "FAILED", "reject",
          "IN_PROGRESS", "wait",
          "INCOMPLETE", "wait",
          "WAITING_FOR_APPROVAL", "wait");

  private static LiveRules rules;

  @BeforeAll
  static void compile() {
    rules = new LiveRules(Path.of("rules"), Set.of("ceph"), RuleBook.TRIAL_LIMIT);
    assertThat(rules.reload()).isEmpty();
  }

  @Test
  void table_rules_and_oracle_agree_on_thousands_of_releases() {
    Map<String, Integer> seen = new HashMap<>();
    for (long seed = 0; seed < 4000; seed++) {
      Case it = new Case(new Random(seed * SPREAD));
      String overall = it.table().overall(it.approvalOpen).name();
      assertThat(overall).as("seed %d: %s", seed, it).isEqualTo(it.oracle());
      assertThat(it.decision().word()).as("seed %d: %s", seed, it).isEqualTo(WORDS.get(overall));
      seen.merge(overall, 1, Integer::sum);
    }
    assertThat(new TreeSet<>(seen.keySet())).isEqualTo(new TreeSet<>(WORDS.keySet()));
  }

  private static final class Case {
    private final Map<String, List<List<TestJob>>> runs = new HashMap<>();
    private final List<Waiver> waivers = new ArrayList<>();
    private final boolean approvalOpen;

    Case(Random random) {
      boolean calm = random.nextInt(4) > 0;
      for (String suite : SUITES) {
        List<List<TestJob>> own = new ArrayList<>();
        for (int run = random.nextInt(calm ? 3 : 2) + (calm ? 1 : 0); run > 0; run--) {
          own.add(jobs(random, suite, calm));
        }
        runs.put(suite, own);
        for (int i = random.nextInt(3); i > 0; i--) {
          waivers.add(waiver(suite, PATTERNS.get(random.nextInt(PATTERNS.size()))));
        }
      }
      this.approvalOpen = random.nextInt(4) == 0;
    }

    private static List<TestJob> jobs(Random random, String suite, boolean calm) {
      JobStatus[] statuses = JobStatus.values();
      List<TestJob> jobs = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        JobStatus status = statuses[random.nextInt(statuses.length)];
        boolean passes = random.nextInt(3) > 0 || (calm && !status.finished());
        String test = suite.replace('/', ':') + "/" + TESTS.get(random.nextInt(TESTS.size()));
        jobs.add(TestJob.of(String.valueOf(i), test, passes ? JobStatus.PASS : status, SHA1));
      }
      return jobs;
    }

    private Waiver waiver(String suite, String pattern) {
      return new Waiver(
          waivers.size() + 1L,
          NAME,
          LINK,
          suite,
          "",
          pattern,
          "ann",
          "known",
          "",
          NOW,
          Hold.NO_END);
    }

    private List<RunResult> results() {
      List<RunResult> results = new ArrayList<>();
      runs.forEach(
          (suite, own) -> {
            for (int i = 0; i < own.size(); i++) {
              Instant at = NOW.minus(Duration.ofHours(9L - i));
              TestRun run =
                  new TestRun(
                      "run-" + i + "-" + suite.replace('/', ':') + "-distro-default-smithi",
                      suite.replace('/', ':'),
                      "tentacle",
                      SHA1,
                      "default",
                      "smithi",
                      100,
                      at,
                      at,
                      at,
                      Counts.of(own.get(i).stream().map(TestJob::status).toList()));
              results.add(new RunResult(run, own.get(i)));
            }
          });
      return results;
    }

    SuiteTable table() {
      return SuiteJudge.judge(
          new Question(
              SHA1,
              SUITES.stream().map(suite -> SuiteKey.named(suite, "default")).toList(),
              Set.of(),
              results(),
              List.of(),
              List.of(),
              waivers,
              NOW,
              Question.Stale.STANDARD));
    }

    Decision decision() {
      RevisionCandidate candidate = new RevisionCandidate(SHA1);
      Release release = release();
      SuiteReading reading = new SuiteReading(release, candidate, table(), Set.of());
      List<Milestone> milestones = new ArrayList<>(reading.milestones());
      milestones.addAll(ApprovalGate.milestones(release, LINK, candidate, approvals()));
      return rules
          .judge(
              new Facts(
                  NAME,
                  "ceph",
                  release.targets().get(0),
                  candidate,
                  new Standing(Relation.NEWER, ""),
                  reading.evidence(),
                  milestones,
                  waivers,
                  List.of(),
                  new Moment(NOW, ZoneOffset.UTC),
                  reading.annex(approvalOpen, List.of())))
          .decision();
    }

    private List<Approval> approvals() {
      return approvalOpen
          ? List.of()
          : List.of(new Approval(1, NAME, LINK, SHA1, "", "ann", "fine", NOW));
    }

    private static Release release() {
      Target target =
          new Target(
              LINK, new LinkName("tentacle"), "", SUITES.stream().map(Requirement::new).toList());
      Map<String, String> options =
          Map.of(
              "pulpito_base", "https://pulpito.example.org",
              "rerun", "propose",
              "rerun_limit", "2",
              "machine_type", "smithi",
              "priority", "150",
              "schedule_suites", "yes",
              "ceph_branch", "tentacle",
              "approvals", "release");
      return new Release(
          NAME, "f", "ceph", List.of(target), false, 1, Duration.ofHours(1), new Settings(options));
    }

    /** Of each test the jobs of the last run that has it, looked up anew for every test. */
    String oracle() {
      List<String> verdicts = SUITES.stream().map(this::verdict).toList();
      for (String blocking : List.of("IN_PROGRESS", "INCOMPLETE", "FAILED")) {
        if (verdicts.contains(blocking)) {
          return blocking;
        }
      }
      return approvalOpen ? "WAITING_FOR_APPROVAL" : "PASSED";
    }

    private String verdict(String suite) {
      String worst = "INCOMPLETE";
      for (String name : TESTS) {
        String test = suite.replace('/', ':') + "/" + name;
        List<TestJob> last = List.of();
        for (List<TestJob> run : runs.getOrDefault(suite, List.of())) {
          List<TestJob> own = run.stream().filter(j -> j.description().equals(test)).toList();
          last = own.isEmpty() ? last : own;
        }
        if (last.stream().anyMatch(job -> !job.status().finished())) {
          return "IN_PROGRESS";
        }
        boolean failed = last.stream().anyMatch(job -> job.status() != JobStatus.PASS);
        if (failed && waivers.stream().noneMatch(waiver -> covers(waiver, suite, test))) {
          worst = "FAILED";
        } else if (!last.isEmpty() && worst.equals("INCOMPLETE")) {
          worst = "PASSED";
        }
      }
      return worst;
    }

    private static boolean covers(Waiver waiver, String suite, String test) {
      String pattern = waiver.pattern().toLowerCase(Locale.ROOT);
      return waiver.requirement().equals(suite)
          && test.matches(
              "(?s).*"
                  + Arrays.stream(pattern.split("\\*", -1))
                      .map(java.util.regex.Pattern::quote)
                      .collect(Collectors.joining(".*"))
                  + ".*");
    }

    @Override
    public String toString() {
      return runs + " " + waivers + " " + approvalOpen;
    }
  }
}
