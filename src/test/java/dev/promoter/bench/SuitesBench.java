package dev.promoter.bench;

import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.remote.paddles.Following;
import dev.promoter.remote.paddles.PaddlesClient;
import dev.promoter.remote.paddles.RunFollower;
import dev.promoter.remote.paddles.Sighting;
import dev.promoter.suites.Question;
import dev.promoter.suites.SuiteJudge;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.SuiteTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What the table of a release costs: cold, when one job ended, and when nothing changed. */
public final class SuitesBench {
  private static final int TIMES = 51;
  private static final Following FOLLOWING =
      new Following(PaddlesStandIn.SHA1, PaddlesStandIn.BRANCH, Map.of());
  private static final List<SuiteKey> REQUIRED =
      IntStream.range(0, PaddlesStandIn.SUITES)
          .mapToObj(i -> SuiteKey.named(PaddlesStandIn.suite(i), "default"))
          .toList();

  private SuitesBench() {}

  /** Takes nothing. */
  public static void main(String[] arguments) throws Exception {
    Process server =
        Children.java(List.of("-Xmx1g", "-XX:+UseSerialGC"), PaddlesStandIn.class)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
            new BufferedReader(
                new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        Http http = new Http(HttpSettings.standard())) {
      WebAddress address = WebAddress.of(said.readLine());
      measure(new PaddlesClient(address, http), () -> oneMorePasses(server, said));
    } finally {
      server.destroy();
    }
    System.exit(0);
  }

  private static void oneMorePasses(Process server, BufferedReader said) throws IOException {
    server.getOutputStream().write('\n');
    server.getOutputStream().flush();
    said.readLine();
  }

  private static void measure(PaddlesClient client, Series.Work change) throws Exception {
    long start = System.nanoTime();
    long busy = processorTime();
    Sighting cold = new RunFollower(client).poll(FOLLOWING);
    SuiteTable table = judge(cold);
    System.out.printf(
        Locale.ROOT,
        "first table of a fresh Java: %.0f ms, %.0f ms of them processor time (at most 500 ms of own"
            + " time), %d requests (at most 25), %d rows%n",
        (System.nanoTime() - start) / 1e6,
        (processorTime() - busy) / 1e6,
        cold.requests(),
        table.rows().size());
    Series.of(20, () -> judge(new RunFollower(client).poll(FOLLOWING)));
    busy = processorTime();
    System.out.printf(
        "the same when warm: %s%n",
        Series.of(TIMES, () -> judge(new RunFollower(client).poll(FOLLOWING))));
    System.out.printf(
        Locale.ROOT, "  processor time of each: %.1f ms%n", (processorTime() - busy) / 1e6 / TIMES);
    Series judging = Series.of(TIMES, () -> judge(cold));
    System.out.printf("  of which judging: %s%n", judging);
    RunFollower follower = new RunFollower(client);
    follower.poll(FOLLOWING);
    polls("a poll after one job ended", follower, change);
    polls("a poll when nothing changed (at most 2 requests)", follower, () -> {});
  }

  private static void polls(String what, RunFollower follower, Series.Work before)
      throws Exception {
    int[] most = {0};
    Series series =
        Series.of(
            TIMES,
            () -> {
              before.run();
              Sighting seen = follower.poll(FOLLOWING);
              judge(seen);
              most[0] = Math.max(most[0], seen.requests());
            });
    System.out.printf("%s: %s, at most %d requests%n", what, series, most[0]);
  }

  private static SuiteTable judge(Sighting seen) {
    return SuiteJudge.judge(
        new Question(
            PaddlesStandIn.SHA1,
            REQUIRED,
            Set.of(),
            seen.runs(),
            seen.setAside(),
            seen.lost(),
            List.of(),
            Instant.now(),
            Question.Stale.STANDARD));
  }

  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
