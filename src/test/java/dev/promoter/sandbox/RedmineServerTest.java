package dev.promoter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Asks the stand-in what the recorded Redmine was asked, in the same order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedmineServerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant SEEDED = Instant.parse("2026-11-20T20:17:18Z");
  private static final Set<Integer> BY_LEAD = Set.of(10, 14);
  private static final Set<Integer> BY_NOBODY = Set.of(22, 23);
  private static final int FIRST_UNRECORDED = 39;

  private final AtomicReference<Instant> now = new AtomicReference<>(SEEDED);
  private final HttpClient client = HttpClient.newHttpClient();
  private final RedmineServer server = RedmineServer.start(0, "Ceph", now::get);

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> every_recorded_exchange_is_answered_equally() throws IOException {
    fill();
    List<Path> files;
    try (Stream<Path> all = Files.list(directory())) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).hasSize(39);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
  }

  private void fill() throws IOException {
    Instant since = SEEDED.minusSeconds(1);
    server
        .add(new RedmineUser(5, "relbot", "Release", "Bot", "bot-key", true, true, since))
        .add(new RedmineUser(6, "lead", "Rados", "Lead", "lead-key", true, false, since))
        .add(new RedmineUser(7, "nobody", "No", "Rights", "no-key", false, false, since))
        .add(new RedmineField(1, "Release", false, false, List.of()))
        .add(new RedmineField(2, "Affected Versions", true, false, List.of("v18.2.7", "v18.2.8")))
        .add(new RedmineField(3, "Pull request ID", false, true, List.of()));
    JsonNode issue = MAPPER.readTree(directory().resolve("07_issue_get.json").toFile());
    server.addIssue(
        "lead",
        "reef v18.2.8 QE validation",
        issue.path("response").path("body").path("issue").path("description").asText());
  }

  private static Path directory() {
    try {
      return Path.of(
          Objects.requireNonNull(RedmineServerTest.class.getResource("/fixtures/redmine")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void replay(Path file) throws Exception {
    int number = Integer.parseInt(file.getFileName().toString().substring(0, 2));
    JsonNode exchange = MAPPER.readTree(file.toFile());
    now.set(time(number));
    if (number == FIRST_UNRECORDED) {
      server.edit(1, "relbot", Map.of("status_id", "5"));
    }
    HttpResponse<String> answer = send(number, exchange.path("request"));

    JsonNode recorded = exchange.path("response");
    assertThat(answer.statusCode()).isEqualTo(recorded.path("status").asInt());
    for (String name : List.of("Content-Type", "WWW-Authenticate", "Location")) {
      assertThat(answer.headers().firstValue(name).orElse(""))
          .as(name)
          .isEqualTo(ours(recorded.path("headers").path(name).asText()));
    }
    if (recorded.path("body").isTextual()) {
      assertThat(answer.body()).isEqualTo(recorded.path("body").asText());
    } else {
      assertThat(recorded(MAPPER.readTree(answer.body().replace("bot-key", "<API_KEY>"))))
          .isEqualTo(recorded(recorded.path("body")));
    }
  }

  /** Nobody recorded when the issue was last touched before the first exchange. */
  private static JsonNode recorded(JsonNode body) {
    JsonNode issue = body.path("issue");
    if (issue.path("journals").isEmpty()
        && issue.path("updated_on").asText().endsWith("20:24:15Z")) {
      ((com.fasterxml.jackson.databind.node.ObjectNode) issue).put("updated_on", SEEDED.toString());
    }
    return body;
  }

  private String ours(String text) {
    return text.replace("https://tracker.example.org", server.address());
  }

  private static Instant time(int number) {
    Instant minute = Instant.parse("2026-11-20T20:24:00Z");
    if (number < 20) {
      return minute.plusSeconds(16);
    }
    if (number < 34) {
      return minute.plusSeconds(17);
    }
    return number < FIRST_UNRECORDED
        ? minute.plusSeconds(18)
        : Instant.parse("2026-11-20T20:33:17Z");
  }

  private HttpResponse<String> send(int number, JsonNode recorded) throws Exception {
    JsonNode body = recorded.path("body");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + recorded.path("path").asText()))
            .method(
                recorded.path("method").asText(),
                body.isNull()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(
                        body.isTextual() ? body.asText() : body.toString()));
    recorded
        .path("headers")
        .properties()
        .forEach(
            header ->
                request.header(
                    header.getKey(), header.getValue().asText().replace("<API_KEY>", key(number))));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String key(int number) {
    if (BY_LEAD.contains(number)) {
      return "lead-key";
    }
    return BY_NOBODY.contains(number) ? "no-key" : "bot-key";
  }
}
