package dev.promoter.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * All numbers of the page {@code performance.md} in one run. Every measurement has a Java process
 * of its own, started with the options of {@code bin/promoter}, and the DLRN stand-in has another;
 * both share the processors of this machine.
 */
public final class Bench {
  private static final String OLD_ROUND =
      "reference: the old promoter's round took 600 ms for 13 sequential requests, on 2 processors";

  private Bench() {}

  /**
   * Takes where promoter is installed, by default {@code target/promoter}, then the names of the
   * parts to run, by default all: {@code round cold decide start containers suites pages hooks
   * nodes}.
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments.length > 0 ? arguments[0] : "target/promoter").toAbsolutePath();
    List<String> all =
        List.of(
            "round", "cold", "decide", "start", "containers", "suites", "pages", "hooks", "nodes");
    List<String> parts =
        arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : all;
    System.out.println(machine());
    for (String part : parts) {
      long start = System.nanoTime();
      run(part, home);
      System.out.printf(
          Locale.ROOT,
          "(%s: %.0f s, load average now %.1f)%n",
          part,
          (System.nanoTime() - start) / 1e9,
          load());
    }
  }

  private static void run(String part, Path home) throws Exception {
    switch (part) {
      case "round" -> {
        System.out.printf("%n1 release x 10 candidates x 25 jobs, nothing to promote%n");
        System.out.println(OLD_ROUND);
        Children.run(Children.DAEMON, RoundBench.class, home.toString());
      }
      case "cold" -> cold(home);
      case "decide" -> {
        System.out.printf("%nDecisions (p99 at most 2 ms)%n");
        Children.run(Children.DAEMON, DecisionBench.class, home.resolve("rules").toString());
      }
      case "start" -> {
        System.out.printf("%nFrom the start of bin/promoter to the first decision%n");
        StartBench.run(home);
      }
      case "containers" -> {
        System.out.printf("%nContainers, beside skopeo%n");
        ContainersBench.run(home);
      }
      case "suites" -> {
        System.out.printf("%nA release of Ceph with 12 suites x 300 jobs%n");
        Children.run(Children.DAEMON, SuitesBench.class, home.toString());
      }
      case "hooks" -> {
        System.out.printf("%nFrom the report of a result to the decision (p99 at most 2000 ms)%n");
        Children.run(Children.DAEMON, HooksBench.class, home.toString());
        System.out.printf(
            "%nFrom the end of the last job of 12 suites x 300 jobs to the verdict%n");
        Children.run(Children.DAEMON, LastJobBench.class, home.toString());
      }
      case "pages" -> {
        System.out.printf("%nPages of 100 releases x 1 year%n");
        PagesBench.run();
      }
      case "nodes" -> {
        System.out.printf("%n300 releases, 20 ms added to every answer, nodes on one PostgreSQL%n");
        NodesBench.run(home);
      }
      default -> throw new IllegalArgumentException("no part is called " + part);
    }
  }

  private static void cold(Path home) throws Exception {
    System.out.printf(
        "%n100 releases x 100 candidates x 64 jobs, 20 ms added to every answer, cold%n");
    try (Scratch scratch = Scratch.create();
        Remote server = Remote.start(ColdBench.LOAD)) {
      server.latency(20);
      String config = ColdBench.LOAD.configure(scratch.path(), server.address()).toString();
      Path state = scratch.path();
      System.out.println("not counted, as the stand-in renders its answers while it runs:");
      cold(server, Children.ONCE, home, config, state.resolve("state"));
      System.out.println("as bin/promoter once starts Java:");
      for (int i = 0; i < 3; i++) {
        cold(server, Children.ONCE, home, config, state.resolve("once-" + i));
      }
      System.out.println("as bin/promoter run starts Java:");
      cold(server, Children.DAEMON, home, config, state.resolve("run"));
    }
  }

  private static void cold(
      Remote server, List<String> options, Path home, String config, Path state) throws Exception {
    server.forget();
    Children.run(options, ColdBench.class, home.toString(), config, state.toString());
    System.out.printf("  %d requests%n", server.count());
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, Java %s, %s %s %s, load average %.1f",
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
