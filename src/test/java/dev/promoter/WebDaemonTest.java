package dev.promoter;

import static dev.promoter.ServedDaemon.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Vote;
import dev.promoter.web.Role;
import dev.promoter.web.TokenFile;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real daemon, asked over HTTP. Its schedule has no round by itself after the first one. */
class WebDaemonTest {
  private static final String RELEASE = "master";
  private static final String SECRET = "between us";

  @TempDir private Path directory;
  private Stage stage;
  private DlrnBuilder builder;
  private Build waiting;
  private ServedDaemon daemon;
  private String token;

  @BeforeEach
  void start() {
    stage = new Stage(directory, InstantSource.system());
    stage.environment("CI_SECRET", SECRET);
    builder = stage.builder(RELEASE);
    stage.release(RELEASE, builder, ServedDaemon.ONCE, Stage.CRITERIA);
    waiting = stage.candidate(builder, "waiting", 5, Stage.JOB);
    token = new TokenFile(stage.state().resolve("tokens")).add("ann", Role.ADMIN);
    daemon = ServedDaemon.start(stage, "ci", "dlrn", "CI_SECRET");
    daemon.awaitFirstRound(RELEASE);
  }

  @AfterEach
  void stop() {
    daemon.close();
    stage.close();
  }

  @Test
  void a_release_is_waived_triggered_held_and_its_history_read_over_http() {
    assertThat(status(get("/releases"))).isEqualTo(200);
    String round = "/releases/master/rounds";
    assertThat(status(send("POST", round, "", ""))).isEqualTo(401);
    assertThat(status(send("POST", round, "", token))).isEqualTo(202);
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
    assertThat(daemon.report("ci", body, "another secret").statusCode()).isEqualTo(401);
    HttpResponse<String> answer = daemon.report("ci", body, SECRET);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(json(answer).path("releases").path(0).asText()).isEqualTo(RELEASE);
    daemon.awaitRound(RELEASE, "\"outcome\":\"promoted\"");
    assertThat(stage.log()).doesNotContain(SECRET);
  }

  private HttpResponse<String> get(String path) {
    return daemon.get(path);
  }

  private HttpResponse<String> send(String method, String path, String body, String with) {
    return daemon.send(method, path, body, with);
  }

  private static int status(HttpResponse<String> answer) {
    return answer.statusCode();
  }
}
