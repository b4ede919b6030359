package dev.promoter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Asks the Paddles stand-in what the recorded server was asked, in the same order. What was sent
 * between the recordings is filled in from what they show.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedPaddlesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ADDRESS = "http://paddles.example.org";
  private static final String CLOCK = "20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}";
  private static final String RADOS = run("04_15:30:11", "rados");
  private static final String RERUN = run("05_14:01:45", "rados");
  private static final String MAIN = "qabot-2025-08-03_02:00:03-rados-main-distro-default-smithi";

  private final AtomicLong ticks = new AtomicLong();
  private final PaddlesServer server =
      PaddlesServer.start(
          0, () -> Instant.parse("2026-11-20T20:21:44Z").plusMillis(ticks.incrementAndGet()));
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, Runnable> before =
      Map.ofEntries(
          Map.entry(10, this::restOfRados),
          Map.entry(
              12,
              () ->
                  List.of("8420102", "8420103")
                      .forEach(id -> put(RADOS, id, "{'status': 'running'}"))),
          Map.entry(19, () -> put(RADOS, "8420104", "{'success': true, 'duration': 3301}")),
          Map.entry(
              20,
              () -> {
                put(RADOS, "8420105", "{'status': 'running'}");
                put(RADOS, "8420105", "{'success': true, 'duration': 911}");
              }),
          Map.entry(34, this::rerun),
          Map.entry(35, () -> suite("smoke", "pass", "pass", "pass", "pass")),
          Map.entry(36, () -> suite("rgw", "pass", "pass", "queued")),
          Map.entry(37, () -> suite("fs", "dead", "dead")),
          Map.entry(38, () -> suite("upgrade:quincy-x", "pass", "dead")),
          Map.entry(39, () -> suite("krbd", "running", "pass", "fail")),
          Map.entry(40, this::mainAndRbd));

  private JsonNode template = MAPPER.createObjectNode();

  @AfterAll
  void stop() {
    server.close();
  }

  private static String run(String time, String suite) {
    return "qabot-2025-08-" + time + "-" + suite + "-reef-release-distro-default-smithi";
  }

  @TestFactory
  Stream<DynamicTest> every_recorded_exchange_is_answered_equally() throws Exception {
    Path directory =
        Path.of(Objects.requireNonNull(getClass().getResource("/fixtures/paddles")).toURI());
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(file -> file.getFileName().toString().matches("\\d\\d_.*")).sorted().toList();
    }
    assertThat(files).hasSize(65);
    template = recorded(directory, "07_job_create.json").path("request").path("body");
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
  }

  private static JsonNode recorded(Path directory, String name) throws IOException {
    return MAPPER.readTree(directory.resolve(name).toFile());
  }

  private void replay(Path file) throws Exception {
    int number = Integer.parseInt(file.getFileName().toString().substring(0, 2));
    Runnable filling = before.get(number);
    if (filling != null) {
      filling.run();
    }
    JsonNode exchange = MAPPER.readTree(file.toFile());
    HttpResponse<String> answer =
        send(
            exchange.path("request").path("method").asText(),
            exchange.path("request").path("path").asText(),
            exchange.path("request").path("body"));

    JsonNode response = exchange.path("response");
    assertThat(answer.statusCode()).isEqualTo(response.path("status").asInt());
    for (String name : List.of("Content-Type", "Access-Control-Allow-Origin")) {
      assertThat(answer.headers().firstValue(name).orElse(""))
          .as(name)
          .isEqualTo(response.path("headers").path(name).asText(""));
    }
    if (response.path("body").isTextual()) {
      assertThat(answer.body()).isEqualTo(response.path("body").asText());
    } else {
      assertThat(comparable(answer.body())).isEqualTo(comparable(response.path("body").toString()));
    }
  }

  /** Times of the recording's clock and the address are not what is compared. */
  private JsonNode comparable(String json) throws IOException {
    return MAPPER.readTree(json.replaceAll(CLOCK, "CLOCK").replace(server.address(), ADDRESS));
  }

  private HttpResponse<String> send(String method, String path, JsonNode body) {
    String text = body.isNull() ? "" : body.isTextual() ? body.asText() : body.toString();
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.address() + path))
              .method(method, HttpRequest.BodyPublishers.ofString(text))
              .header("Content-Type", "application/json")
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void put(String run, String job, String json) {
    try {
      JsonNode body = MAPPER.readTree(json.replace('\'', '"'));
      assertThat(send("PUT", "/runs/" + run + "/jobs/" + job + "/", body).statusCode())
          .isEqualTo(200);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void post(String run, String id, String suite, String description) {
    ObjectNode job = template.deepCopy();
    job.put("name", run).put("job_id", id).put("suite", suite).put("description", description);
    job.put("timestamp", run.substring(6, 25));
    job.put("archive_path", "/home/teuthworker/archive/" + run + "/" + id);
    if (run.equals(MAIN)) {
      job.put("branch", "main").put("sha1", "a".repeat(40));
    }
    assertThat(send("POST", "/runs/" + run + "/jobs/", job).statusCode()).isEqualTo(200);
  }

  private void restOfRados() {
    try {
      Path directory =
          Path.of(Objects.requireNonNull(getClass().getResource("/fixtures/paddles")).toURI());
      JsonNode jobs =
          recorded(directory, "10_run_all_queued.json").path("response").path("body").path("jobs");
      for (int i = 1; i < jobs.size(); i++) {
        JsonNode job = jobs.path(i);
        post(RADOS, job.path("job_id").asText(), "rados", job.path("description").asText());
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void rerun() {
    finish(RERUN, "8423001", "pass", 1200);
    String again =
        "rados/cephadm/workunits/{0-distro/centos_9.stream agent/on mon_election/classic"
            + " task/test_orch_cli}";
    post(RERUN, "8423002", "rados", again);
    finish(RERUN, "8423002", "pass", 1201);
  }

  private void finish(String run, String job, String end, int duration) {
    if (end.equals("queued")) {
      return;
    }
    put(run, job, "{'status': 'running'}");
    switch (end) {
      case "pass" -> put(run, job, "{'success': true, 'duration': " + duration + "}");
      case "fail" -> put(run, job, "{'success': false, 'duration': " + duration + "}");
      case "running" -> {}
      default -> put(run, job, "{'status': '" + end + "'}");
    }
  }

  private void suite(String suite, String... ends) {
    jobs(run("04_15:30:11", suite), suite, FIRST.getOrDefault(suite, 0), List.of(ends));
  }

  private static final Map<String, Integer> FIRST =
      Map.of(
          "smoke", 8420300,
          "rgw", 8420400,
          "fs", 8420500,
          "upgrade:quincy-x", 8420600,
          "krbd", 8420700,
          "rbd", 8420800);

  private void jobs(String run, String suite, int first, List<String> ends) {
    if (!server.runs().contains(run)) {
      server.addRun(run);
    }
    for (int i = 0; i < ends.size(); i++) {
      String id = String.valueOf(first + i);
      post(run, id, suite, suite + "/basic/{clusters/fixed-3 tasks/t" + i + "}");
      finish(run, id, ends.get(i), 600 + i);
    }
  }

  private void mainAndRbd() {
    jobs(MAIN, "rados", 8419000, new ArrayList<>(List.of("pass")));
    suite("rbd", "pass", "unknown");
  }
}
