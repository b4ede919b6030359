package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.config.Configuration;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Vote;
import dev.promoter.web.Role;
import dev.promoter.web.TokenFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real daemon, asked over HTTP. Its schedule has no round by itself after the first one. */
class WebDaemonTest {
  private static final String RELEASE = "master";
  private static final String SECRET = "between us";
  private static final Pattern ADDRESS = Pattern.compile("web server listens on (http://[^ \n]+)");
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path directory;
  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Stage stage;
  private DlrnBuilder builder;
  private Build waiting;
  private Daemon daemon;
  private Thread thread;
  private String token;
  private String address;

  @BeforeEach
  void start() {
    stage = new Stage(directory, InstantSource.system());
    stage.environment("CI_SECRET", SECRET);
    stage.daemonFile("[web]\nlisten: 127.0.0.1:0\n\n[hook ci]\nkind: dlrn\nsecret: CI_SECRET\n");
    builder = stage.builder(RELEASE);
    stage.release(RELEASE, builder, "schedule: 0 0 0 1 1 ?", Stage.CRITERIA);
    waiting = stage.candidate(builder, "waiting", 5, Stage.JOB);
    token = new TokenFile(stage.state().resolve("tokens")).add("ann", Role.ADMIN);
    daemon = new Daemon(stage.place(), stage.options(), stage.outside(System.out));
    Configuration configuration = stage.place().read(false, stage.outside(System.out));
    thread = new Thread(() -> daemon.run(configuration), "daemon under test");
    thread.setUncaughtExceptionHandler((where, what) -> fault.set(what));
    thread.start();
    Await.until("it is in force", () -> fault.get() != null || stage.log().contains("is in force"));
    assertThat(fault.get()).isNull();
    Matcher said = ADDRESS.matcher(stage.log());
    assertThat(said.find()).isTrue();
    address = said.group(1) + "/api/v1";
  }

  @AfterEach
  void stop() {
    daemon.stop();
    Await.until("the daemon ended", () -> !thread.isAlive());
    stage.close();
    assertThat(fault.get()).isNull();
  }

  @Test
  void a_release_is_waived_triggered_held_and_its_history_read_over_http() {
    assertThat(status(get("/releases"))).isEqualTo(200);
    String round = "/releases/master/rounds";
    assertThat(status(send("POST", round, "", ""))).isEqualTo(401);
    assertThat(status(send("POST", round, "", token))).isEqualTo(202);
    Await.until(
        "its round is stored", () -> json(get("/releases/master")).path("round").isNumber());
    JsonNode explained = json(get("/releases/master/explain"));
    assertThat(explained.toString()).contains(waiting.fullHash());

    String hold = "{\"release\": \"master\", \"reason\": \"release day\"}";
    HttpResponse<String> held = send("POST", "/holds", hold, token);
    assertThat(held.statusCode()).as(held.body()).isEqualTo(201);
    assertThat(json(held).path("by").asText()).isEqualTo("ann");
    JsonNode deed = json(get("/history?kind=hold")).path("deeds").path(0);
    assertThat(deed.path("by").asText()).isEqualTo("ann");
    assertThat(deed.path("role").asText()).isEqualTo("admin");
    assertThat(deed.path("channel").asText()).isEqualTo("api");
    assertThat(deed.path("from").asText()).isEqualTo("127.0.0.1");

    String unknown = hold.replace("\"master\"", "\"nothing\"");
    assertThat(send("POST", "/holds", unknown, token).body())
        .contains("there is no release 'nothing'");
    assertThat(status(send("DELETE", "/holds/" + json(held).path("id"), "", token))).isEqualTo(204);
    assertThat(json(get("/holds")).path("holds")).isEmpty();
    assertThat(stage.log()).doesNotContain(token);
  }

  @Test
  void a_reported_result_leads_to_the_promotion_without_waiting_for_the_schedule() {
    builder.vote(waiting, Vote.success("job-scenario", Instant.now()));
    String body = "{\"job_id\": \"job-scenario\"}";
    assertThat(report(body, "another secret").statusCode()).isEqualTo(401);
    HttpResponse<String> answer = report(body, SECRET);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(json(answer).path("releases").path(0).asText()).isEqualTo(RELEASE);
    try {
      Await.until(
          "the build is promoted",
          () ->
              json(get("/releases/master/targets"))
                  .toString()
                  .contains("\"outcome\":\"promoted\""));
    } catch (AssertionError late) {
      throw new AssertionError(get("/releases/master/targets").body() + stage.log(), late);
    }
    assertThat(stage.log()).doesNotContain(SECRET);
  }

  private HttpResponse<String> report(String body, String secret) {
    String time = Long.toString(Instant.now().getEpochSecond());
    return exchange(
        HttpRequest.newBuilder(URI.create(address + "/hooks/ci"))
            .header("X-Promoter-Timestamp", time)
            .header("X-Promoter-Signature", "sha256=" + hmac(time + "." + body, secret))
            .POST(BodyPublishers.ofString(body)));
  }

  private static String hmac(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    return send("GET", path, "", "");
  }

  private HttpResponse<String> send(String method, String path, String body, String with) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!with.isEmpty()) {
      request.header("Authorization", "Bearer " + with);
    }
    return exchange(request);
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int status(HttpResponse<String> answer) {
    return answer.statusCode();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
