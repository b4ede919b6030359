package dev.promoter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Asks the stand-in what the recorded server was asked, in the same order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordedExchangesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String RECORDED_REPOSITORY = "https://trunk.example.org/centos9-master";
  private static final Pattern AGGREGATE = Pattern.compile("\"aggregate_hash\":\"(\\w{32})\"");
  private static final int FIRST_OF_COMPONENT_BUILDER = 67;

  /** The recorded clock, and the exchange from which it stood one second later. */
  private static final Instant RECORDED_AT = Instant.ofEpochSecond(1_795_206_688L);

  private static final int SECOND_LATER = 81;

  private final AtomicReference<Instant> now = new AtomicReference<>(RECORDED_AT);
  private final HttpClient client = HttpClient.newHttpClient();
  private final DlrnServer server = DlrnServer.start(0, now::get);
  private final DlrnBuilder empty = server.addBuilder("api-empty", "empty");
  private final DlrnBuilder single = server.addBuilder("api-single", "single");
  private final DlrnBuilder component = server.addBuilder("api-component", "component");

  /** Recorded aggregate hash to ours: it is the MD5 of a file that holds the server's address. */
  private final Map<String, String> aggregates = new HashMap<>();

  @BeforeAll
  void fill() throws IOException {
    RecordedBuilders.fillSingle(single);
    RecordedBuilders.fillComponent(component);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> every_recorded_exchange_is_answered_equally() throws IOException {
    List<RecordedExchange> exchanges = RecordedExchange.all();
    assertThat(exchanges).hasSize(90);
    return exchanges.stream()
        .map(exchange -> DynamicTest.dynamicTest(exchange.name(), () -> replay(exchange)));
  }

  @TestFactory
  @Order(2)
  Stream<DynamicTest> the_links_and_files_then_are_those_of_the_recorded_trees()
      throws IOException {
    return Stream.of(
        DynamicTest.dynamicTest("links of the single-pipeline builder", () -> links("single")),
        DynamicTest.dynamicTest("links of the component builder", () -> links("component")),
        DynamicTest.dynamicTest("files of the single-pipeline builder", () -> files("single")),
        DynamicTest.dynamicTest("files of the component builder", () -> files("component")));
  }

  private void replay(RecordedExchange exchange) throws Exception {
    now.set(exchange.number() < SECOND_LATER ? RECORDED_AT : RECORDED_AT.plusSeconds(1));
    HttpResponse<String> answer = send(exchange);

    assertThat(answer.statusCode()).isEqualTo(exchange.status());
    for (String name : List.of("Content-Type", "Allow", "WWW-Authenticate")) {
      assertThat(answer.headers().firstValue(name).orElse(""))
          .as(name)
          .isEqualTo(exchange.header(name));
    }
    if (exchange.keptBody()) {
      learnAggregate(exchange, answer.body());
      String body = recorded(builder(exchange), answer.body());
      assertThat(body).hasSize(recordedLength(exchange, body));
      assertThat(parsed(exchange, body)).isEqualTo(exchange.answer());
    } else {
      assertThat(answer.body()).startsWith("<!doctype html>");
    }
  }

  private HttpResponse<String> send(RecordedExchange exchange) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(builder(exchange).apiUrl() + ours(exchange.path())))
            .method(exchange.method(), HttpRequest.BodyPublishers.ofString(ours(exchange.body())));
    String type = exchange.requestHeader("Content-Type");
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!exchange.requestHeader("Authorization").isEmpty()) {
      String password = exchange.name().contains("bad-password") ? "wrong" : "sandbox";
      byte[] pair = ("ciuser:" + password).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private DlrnBuilder builder(RecordedExchange exchange) {
    if (exchange.number() == 1) {
      return empty;
    }
    return exchange.number() < FIRST_OF_COMPONENT_BUILDER ? single : component;
  }

  /** The first answer to a promotion shows which of our hashes stands for a recorded one. */
  private void learnAggregate(RecordedExchange exchange, String body) {
    String recorded = exchange.answer().path("aggregate_hash").asText();
    Matcher ours = AGGREGATE.matcher(body);
    if (exchange.path().startsWith("/api/promote") && recorded.length() == 32 && ours.find()) {
      aggregates.putIfAbsent(recorded, ours.group(1));
    }
  }

  /** A recorded request with our hashes. */
  private String ours(String text) {
    String ours = text;
    for (Map.Entry<String, String> pair : aggregates.entrySet()) {
      ours = ours.replace(pair.getKey(), pair.getValue());
    }
    return ours;
  }

  /** One of our answers with the recorded hashes and the recorded address. */
  private String recorded(DlrnBuilder builder, String text) {
    String recorded = text.replace(builder.repoUrl(), RECORDED_REPOSITORY);
    for (Map.Entry<String, String> pair : aggregates.entrySet()) {
      recorded = recorded.replace(pair.getValue(), pair.getKey());
    }
    return recorded;
  }

  /** The recorder's own address was one character shorter than the one put in its place. */
  private static int recordedLength(RecordedExchange exchange, String body) {
    int addresses = body.split(Pattern.quote(RECORDED_REPOSITORY), -1).length - 1;
    return Integer.parseInt(exchange.header("Content-Length")) + addresses;
  }

  private static JsonNode parsed(RecordedExchange exchange, String body) throws IOException {
    return exchange.header("Content-Type").equals("application/json")
        ? MAPPER.readTree(body)
        : MAPPER.getNodeFactory().textNode(body);
  }

  private void links(String which) throws IOException {
    JsonNode links =
        MAPPER.readTree(RecordedBuilders.text("/fixtures/dlrn/tree-" + which + "-links.json"));
    Map<String, String> expected = new HashMap<>();
    links.properties().forEach(link -> expected.put(link.getKey(), ours(link.getValue().asText())));
    expected.replaceAll((link, target) -> reshelved(target));
    assertThat(builder(which).links()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  /** The directories above an aggregate are the head of its hash, which is now ours. */
  private static String reshelved(String target) {
    String[] parts = target.split("/");
    return Build.shelf(parts[2]) + String.join("/", List.of(parts).subList(2, parts.length));
  }

  private void files(String which) throws Exception {
    Path root = RecordedExchange.directory().resolve("tree-" + which);
    DlrnBuilder builder = builder(which);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String path = ours(root.relativize(file).toString());
      HttpResponse<String> answer = get(builder.repoUrl() + "/" + withOwnShelf(path));
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(recorded(builder, answer.body())).isEqualTo(Files.readString(file));
    }
  }

  private static String withOwnShelf(String path) {
    Matcher aggregate = Pattern.compile("([^/]+)/../../(\\w{32}/.*)").matcher(path);
    return aggregate.matches()
        ? aggregate.group(1) + "/" + Build.shelf(aggregate.group(2)) + aggregate.group(2)
        : path;
  }

  private HttpResponse<String> get(String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private DlrnBuilder builder(String which) {
    return which.equals("single") ? single : component;
  }
}
