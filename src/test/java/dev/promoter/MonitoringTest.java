package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.config.Configuration;
import dev.promoter.sandbox.DlrnBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running daemon shows of itself over HTTP. */
class MonitoringTest {
  private static final String RELEASE = "master";
  private static final String OTHER = "zed";
  private static final String OFTEN = "schedule: 1s";
  private static final Pattern LISTENS = Pattern.compile("web server listens on (http\\S+)");

  @TempDir private Path directory;
  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Stage stage;
  private DlrnBuilder builder;
  private Daemon daemon;
  private Thread thread;
  private URI address = URI.create("");

  @BeforeEach
  void start() {
    stage = new Stage(directory, InstantSource.system());
    stage.daemonFile("[web]\nlisten: 127.0.0.1:0\n");
    builder = stage.builder(RELEASE);
    stage.release(RELEASE, builder, OFTEN, Stage.CRITERIA);
    stage.release(OTHER, stage.builder(OTHER), OFTEN, Stage.CRITERIA);
    stage.candidate(builder, "good", 5, Stage.JOB, Stage.OTHER_JOB);
    daemon = new Daemon(stage.place(), stage.options(), stage.outside(System.out));
    Configuration configuration = stage.place().read(false, stage.outside(System.out));
    thread = new Thread(() -> daemon.run(configuration), "daemon under test");
    thread.setUncaughtExceptionHandler((where, what) -> fault.set(what));
    thread.start();
    Await.until("the server listens", () -> listens() || fault.get() != null);
    assertThat(fault.get()).isNull();
  }

  @AfterEach
  void stop() {
    daemon.stop();
    Await.until("the daemon ended", () -> !thread.isAlive());
    stage.close();
    assertThat(fault.get()).isNull();
  }

  @Test
  void health_metrics_and_what_turns_them() throws IOException {
    Await.until("it is ready", () -> get("/readyz", "*/*").statusCode() == 200);
    assertThat(get("/healthz", "*/*").body()).startsWith("healthy");
    assertThat(get("/readyz", "application/json").body()).startsWith("{\"healthy\":true,");
    Await.until("it promoted", () -> metrics().contains(promoted(RELEASE) + " 1.0"));
    assertThat(metrics())
        .contains(
            promoted(OTHER) + " 0.0",
            "promoter_last_promotion_timestamp_seconds{release=\"master\",",
            "promoter_cycle_age_seconds{release=\"zed\"}",
            "promoter_upstream_request_duration_seconds_count{status=\"200\",upstream=\"dlrn\"}",
            "promoter_rounds_total{release=\"master\",result=\"completed\"}",
            "promoter_store_up 1.0",
            "promoter_nodes_alive 1.0",
            "promoter_waivers_active 0.0")
        .containsPattern("promoter_decision_duration_seconds_count [1-9]");
    assertThat(get("/metrics", "*/*").headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");

    stage.release(OTHER, builder, "latest_hashes_count: many", Stage.CRITERIA);
    Await.until("it is red", () -> get("/readyz", "*/*").statusCode() == 503);
    assertThat(get("/readyz", "*/*").body())
        .contains("bad   configuration: refused", "zed", "what to do: promoter check");
    assertThat(get("/healthz", "*/*").statusCode()).isEqualTo(200);
    assertThat(metrics()).contains("promoter_release_refused{release=\"zed\"} 1.0");

    Files.delete(stage.file(OTHER));
    Await.until("it is green again", () -> get("/readyz", "*/*").statusCode() == 200);
    Await.until("its series are gone", () -> !metrics().contains("release=\"zed\""));
  }

  private String promoted(String release) {
    return "promoter_promotions_total{release=\"%s\",result=\"promoted\",target=\"%s\"}"
        .formatted(release, Stage.TARGET);
  }

  private boolean listens() {
    Matcher found = LISTENS.matcher(stage.log());
    boolean there = found.find();
    if (there) {
      address = URI.create(found.group(1));
    }
    return there;
  }

  private String metrics() {
    HttpResponse<String> answer = get("/metrics", "*/*");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> get(String path, String accept) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path)).header("Accept", accept).build();
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
