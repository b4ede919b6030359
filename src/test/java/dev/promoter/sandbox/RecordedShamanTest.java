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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
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
 * Asks the Shaman stand-in what the recorded server was asked, in the same order. What was posted
 * between the recordings is filled in from what they show.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedShamanTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ADDRESS = "https://shaman.example.org";
  private static final String CLOCK = "20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}";

  private final AtomicLong ticks = new AtomicLong();
  private final ShamanServer server =
      ShamanServer.start(
          0, () -> Instant.parse("2026-11-20T20:24:04Z").plusMillis(ticks.incrementAndGet()));
  private final HttpClient client = HttpClient.newHttpClient();

  /** By number: the recorded rows that had been posted just before it was asked. */
  private final Map<Integer, Runnable> before =
      Map.of(
          7, () -> repositories("07_by_sha1_building"),
          15, () -> repositories("15_by_sha1_jammy_ready"),
          16, () -> repositories("16_by_sha1_flavor_failed"),
          19, () -> repositories("19_latest_centos9_moved_to_newer_sha1"),
          34, () -> repositories("34_search_ubuntu_noble_version_null"),
          38, this::builds);

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> every_recorded_exchange_is_answered_equally() throws Exception {
    Path directory =
        Path.of(Objects.requireNonNull(getClass().getResource("/fixtures/shaman")).toURI());
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.sorted().toList();
    }
    assertThat(files).hasSize(47);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
  }

  private void replay(Path file) throws Exception {
    Runnable filling = before.get(Integer.parseInt(file.getFileName().toString().substring(0, 2)));
    if (filling != null) {
      filling.run();
    }
    JsonNode exchange = MAPPER.readTree(file.toFile());
    JsonNode request = exchange.path("request");
    HttpResponse<String> answer =
        send(
            request.path("method").asText(),
            request.path("path").asText(),
            request.path("body"),
            request.path("headers").has("Authorization"));

    JsonNode response = exchange.path("response");
    assertThat(answer.statusCode()).isEqualTo(response.path("status").asInt());
    for (String name : List.of("Content-Type", "Location")) {
      String header = answer.headers().firstValue(name).orElse("");
      assertThat(header.replace(server.address(), ADDRESS))
          .as(name)
          .isEqualTo(response.path("headers").path(name).asText(""));
    }
    JsonNode body = response.path("body");
    if (body.isTextual()) {
      assertThat(answer.body().replace(server.address(), ADDRESS).stripTrailing())
          .isEqualTo(body.asText().stripTrailing());
    } else {
      assertThat(comparable(answer.body())).isEqualTo(comparable(body.toString()));
    }
  }

  private static JsonNode comparable(String json) throws IOException {
    return MAPPER.readTree(json.replaceAll(CLOCK, "CLOCK"));
  }

  private HttpResponse<String> send(String method, String path, JsonNode body, boolean known) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .method(
                method, HttpRequest.BodyPublishers.ofString(body.isNull() ? "" : body.toString()));
    if (known) {
      byte[] pair = "builder:sandbox".getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode rows(String name) {
    try {
      return MAPPER
          .readTree(
              Objects.requireNonNull(
                  RecordedShamanTest.class.getResourceAsStream(
                      "/fixtures/shaman/" + name + ".json")))
          .path("response")
          .path("body");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void repositories(String name) {
    rows(name).forEach(row -> post("/api/repos/ceph/", row));
  }

  /** Oldest first; the first of them was started before. */
  private void builds() {
    JsonNode rows = rows("38_builds_completed_failed_rebuilt_started");
    for (int i = rows.size() - 1; i >= 0; i--) {
      post("/api/builds/ceph/", rows.path(i));
    }
  }

  private void post(String path, JsonNode row) {
    ObjectNode body = row.deepCopy();
    if (!row.path("distro_codename").isNull()) {
      body.set("distro_version", row.path("distro_codename"));
    }
    assertThat(send("POST", path, body, true).statusCode()).isEqualTo(200);
  }
}
