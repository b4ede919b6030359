package dev.promoter.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.RunningDaemon;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.Vote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How long it takes from the report of a result to the round that judged it. */
public final class HooksBench {
  private static final Load LOAD = new Load(20, 10, 25);
  private static final int WARM_UP = 100;
  private static final int TIMES = 400;
  private static final int LIMIT_MILLIS = 2000;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final List<DlrnBuilder> builders;
  private final Reporter reporter;
  private int reported;

  private HooksBench(List<DlrnBuilder> builders, Reporter reporter) {
    this.builders = builders;
    this.reporter = reporter;
  }

  /** Takes the directory where promoter is installed. */
  public static void main(String[] arguments) throws Exception {
    try (Scratch scratch = Scratch.create();
        DlrnServer server = DlrnServer.start(0, InstantSource.system())) {
      List<DlrnBuilder> builders = LOAD.fill(server);
      Path config = LOAD.configure(scratch.path(), server.address());
      Files.writeString(
          config.resolve("promoter.ini"),
          Reporter.daemonFile("generic") + "[defaults]\nschedule: 0 0 0 1 1 ?\n");
      Map<String, String> environment =
          Map.of("DLRNAPI_PASSWORD", DlrnBuilder.PASSWORD, Reporter.SECRET_NAME, Reporter.SECRET);
      Path state = scratch.path().resolve("state");
      try (RunningDaemon daemon =
          RunningDaemon.start(Path.of(arguments[0]), config, state, environment)) {
        daemon.awaitReleases(LOAD.releases());
        new HooksBench(builders, new Reporter(daemon.address())).measure();
      }
    }
    System.exit(0);
  }

  private void measure() throws Exception {
    Series.of(WARM_UP, this::report);
    Series times = Series.of(TIMES, this::report);
    System.out.printf(
        Locale.ROOT,
        "  report to decision: %s, p99 %.1f ms (at most %d)%n",
        times,
        times.percentile(99),
        LIMIT_MILLIS);
  }

  private void report() throws Exception {
    int release = reported % LOAD.releases();
    boolean failed = reported / LOAD.releases() % 2 == 0;
    reported++;
    Instant now = Instant.now();
    String job = Load.job(0);
    builders
        .get(release)
        .vote(LOAD.newest(release), failed ? Vote.failure(job, now) : Vote.success(job, now));
    reporter.report("{\"release\": \"r%d\", \"n\": %d}".formatted(release, reported));
    while (!judgedSince(now, "r" + release)) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  private boolean judgedSince(Instant time, String release) throws Exception {
    JsonNode row = MAPPER.readTree(reporter.get("/releases/" + release));
    return after(row.path("started_at"), time) && after(row.path("finished_at"), time);
  }

  private static boolean after(JsonNode at, Instant time) {
    return at.isTextual() && Instant.parse(at.asText()).isAfter(time);
  }
}
