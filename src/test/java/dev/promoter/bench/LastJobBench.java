package dev.promoter.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.RunningDaemon;
import dev.promoter.sandbox.PaddlesServer;
import dev.promoter.sandbox.ShamanServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from the end of the last job of a release of Ceph until the API shows the new
 * overall verdict: when the end is posted to a daemon that never polls, and when nobody posts it to
 * one that polls.
 */
public final class LastJobBench {
  private static final String NEVER = "0 0 0 1 1 ?";
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration TOO_LONG = Duration.ofSeconds(30);
  private static final int TIMES = 21;
  private static final int LIMIT_MILLIS = 5000;
  private static final String RUN = PaddlesStandIn.run(0);

  /** One job in fifty of the other suites failed, so that nothing is released at the end. */
  private static final String ENDED = "FAILED";

  private static final JsonMapper MAPPER = new JsonMapper();

  private final PaddlesServer paddles;
  private final Reporter reporter;
  private int reports;
  private int polls;
  private double longestRound;

  private LastJobBench(PaddlesServer paddles, Reporter reporter) {
    this.paddles = paddles;
    this.reporter = reporter;
  }

  /** Takes the directory where promoter is installed. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    try (PaddlesServer paddles = PaddlesServer.start(0, InstantSource.system());
        ShamanServer shaman = ShamanServer.start(0, InstantSource.system())) {
      PaddlesStandIn.fill(paddles, shaman);
      for (int job = 0; job < PaddlesStandIn.JOBS; job++) {
        paddles.passed(RUN, String.valueOf(job));
      }
      String release =
          SuitesBench.release(
              paddles.address(), shaman.address(), "schedule_suites: no", "schedule: %s");
      with(home, paddles, release.formatted(NEVER), LastJobBench::posted);
      with(home, paddles, release.formatted(INTERVAL.toSeconds() + "s"), LastJobBench::polled);
    }
    System.exit(0);
  }

  private interface Measurement {
    void of(LastJobBench bench) throws Exception;
  }

  private static void with(Path home, PaddlesServer paddles, String release, Measurement work)
      throws Exception {
    try (Scratch scratch = Scratch.create()) {
      Path config = scratch.path().resolve("config");
      Files.createDirectories(config.resolve("releases"));
      Files.writeString(config.resolve("promoter.ini"), Reporter.daemonFile("paddles"));
      Files.writeString(config.resolve("releases/tentacle.ini"), release);
      Map<String, String> environment = Map.of(Reporter.SECRET_NAME, Reporter.SECRET);
      Path state = scratch.path().resolve("state");
      try (RunningDaemon daemon = RunningDaemon.start(home, config, state, environment)) {
        LastJobBench bench = new LastJobBench(paddles, new Reporter(daemon.address()));
        bench.await(ENDED);
        work.of(bench);
      }
    }
  }

  private void posted() throws Exception {
    Series times = Series.measured(TIMES, this::reactionToReport);
    System.out.printf(
        Locale.ROOT, "  the end is posted, no polls: %s (at most %d)%n", times, LIMIT_MILLIS);
  }

  private void polled() throws Exception {
    Series times = Series.measured(TIMES, this::reactionOfPoll);
    System.out.printf(
        Locale.ROOT,
        "  nobody posts it, schedule: %ds: %s (at most %d and a round; the longest took %.0f ms)%n",
        INTERVAL.toSeconds(),
        times,
        INTERVAL.toMillis(),
        longestRound);
  }

  private long reactionToReport() throws Exception {
    String job = another();
    report();
    await("IN_PROGRESS");
    long start = System.nanoTime();
    paddles.passed(RUN, job);
    report();
    await(ENDED);
    return System.nanoTime() - start;
  }

  /** One more job of the run, which then is the only one of all suites that has not ended. */
  private String another() {
    String job = String.valueOf(PaddlesStandIn.JOBS + paddles.requests().size());
    paddles.addJob(
        new PaddlesServer.Job(
            RUN,
            job,
            PaddlesStandIn.suite(0),
            PaddlesStandIn.BRANCH,
            PaddlesStandIn.SHA1,
            PaddlesStandIn.suite(0) + "/" + job));
    return job;
  }

  private void report() throws Exception {
    // The very same report in the same second would be refused.
    reporter.report("{\"name\": \"%s\", \"n\": %d}".formatted(RUN, ++reports));
  }

  /** The job ends each time a little later after a poll, until the next is almost due. */
  private long reactionOfPoll() throws Exception {
    String job = another();
    await("IN_PROGRESS");
    LockSupport.parkNanos(INTERVAL.toNanos() * polls++ / TIMES);
    long start = System.nanoTime();
    paddles.passed(RUN, job);
    await(ENDED);
    long reaction = System.nanoTime() - start;
    longestRound = Math.max(longestRound, newestRound());
    return reaction;
  }

  private void await(String overall) throws Exception {
    long start = System.nanoTime();
    String shown = reporter.get("/releases/tentacle/explain");
    while (!shown.contains("\"overall\":\"" + overall + "\"")) {
      if (System.nanoTime() - start > TOO_LONG.toNanos()) {
        throw new IllegalStateException("it never was " + overall + ": " + shown);
      }
      LockSupport.parkNanos(5_000_000);
      shown = reporter.get("/releases/tentacle/explain");
    }
  }

  /** How many milliseconds it took. */
  private double newestRound() throws Exception {
    JsonNode row = MAPPER.readTree(reporter.get("/releases/tentacle"));
    Instant start = Instant.parse(row.path("started_at").asText());
    return Duration.between(start, Instant.parse(row.path("finished_at").asText())).toNanos() / 1e6;
  }
}
