package dev.promoter.bench;

import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Relation;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.Judge;
import dev.promoter.rules.RuleBook;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How long it takes to compile the rules and to decide about 20 candidates of 30 jobs each. Run
 * with the directory of the rules and, if wanted, the number of rounds.
 */
public final class DecisionBench {
  private static final int CANDIDATES = 20;
  private static final int JOBS = 30;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private DecisionBench() {}

  /** Prints machine, date, compile times and percentiles. */
  public static void main(String[] arguments) {
    Path rules = Path.of(arguments.length > 0 ? arguments[0] : "rules");
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
    System.out.printf(
        "%s, Java %s, %d processors, %s%n",
        Instant.now(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
    Judge judge = compile(rules, "first");
    compile(rules, "second");
    measure(judge, "all passed", candidates(0), rounds);
    measure(judge, "one job in six not passed", candidates(6), rounds);
  }

  private static Judge compile(Path rules, String which) {
    long start = System.nanoTime();
    RuleBook book = RuleBook.compile(rules);
    System.out.printf(
        "%s compile and trial: %d ms%n", which, (System.nanoTime() - start) / 1_000_000);
    if (book instanceof RuleBook.Compiled compiled) {
      return compiled.judge();
    }
    throw new IllegalStateException(book.toString());
  }

  private static void measure(Judge judge, String what, List<Facts> candidates, int rounds) {
    long[] nanos = new long[rounds];
    long[] processor = new long[rounds];
    for (int round = 0; round < 2 * rounds; round++) {
      long busy = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      for (Facts facts : candidates) {
        if (judge.judge(facts).requirements().size() != JOBS) {
          throw new IllegalStateException("not judged: " + facts);
        }
      }
      nanos[round % rounds] = System.nanoTime() - start;
      processor[round % rounds] = THREADS.getCurrentThreadCpuTime() - busy;
    }
    System.out.printf("%d candidates x %d jobs, %s, %d rounds:%n", CANDIDATES, JOBS, what, rounds);
    print("wall time", nanos);
    print("processor time of the thread", processor);
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    int rounds = nanos.length;
    System.out.printf(
        "  %s: p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
        what, nanos[rounds / 2] / 1e6, nanos[rounds * 99 / 100] / 1e6, nanos[rounds - 1] / 1e6);
  }

  /** One job in so many did not pass; 0 for none. */
  private static List<Facts> candidates(int oneIn) {
    Random random = new Random(7);
    List<Facts> candidates = new ArrayList<>();
    for (int number = 0; number < CANDIDATES; number++) {
      candidates.add(facts(number, oneIn, random));
    }
    return candidates;
  }

  private static Facts facts(int number, int oneIn, Random random) {
    List<Requirement> requirements = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (int job = 0; job < JOBS; job++) {
      String name = "periodic-tripleo-ci-centos-9-scenario" + job + "-master";
      boolean alternative = job % 5 == 0;
      requirements.add(
          new Requirement(name, alternative ? List.of(name + "-internal") : List.of()));
      Verdict verdict = Verdict.PASSED;
      if (oneIn > 0 && random.nextInt(oneIn) == 0) {
        verdict = random.nextBoolean() ? Verdict.FAILED : Verdict.PENDING;
      }
      evidence.add(Evidence.of(name, verdict, "https://logs.example/" + job, NOW, ""));
      if (alternative) {
        evidence.add(
            Evidence.of(name + "-internal", Verdict.FAILED, "https://logs.example/i", NOW, ""));
      }
    }
    String hash = String.format("%040x", number);
    return new Facts(
        new ReleaseName("CentOS-9/master"),
        "dlrn",
        new Target(
            new LinkName("current-tripleo"), new LinkName("tripleo-ci-testing"), "", requirements),
        new CommitCandidate(new CommitHash(hash, hash, ""), ""),
        new Standing(Relation.NEWER, "none"),
        evidence,
        List.of(),
        List.of(),
        new Moment(NOW, ZoneOffset.UTC));
  }
}
