package dev.promoter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promoter.sandbox.RegistryShelf.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Asks the stand-in what real registries were asked, in the order of what they then held. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedRegistryTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String REPOSITORY = "tripleomastercentos9/centos-binary-base";
  private static final String CONFIG =
      "sha256:17a2f41fa498e0a8b0d9a3939f703f42fdab8c0493fdd0c3138e92ae135f893b";
  private static final String LAYER =
      "sha256:fd4db45ddb87e94ec00990dfe6770d4b439ddfcb82b8ac9d356407ec07bf3b6b";

  /** The exchanges with the open registry; a word in brackets is something it then got besides. */
  private static final List<String> ORDER =
      List.of(
          "ping-anonymous",
          "manifest-name-unknown",
          "tags-list-unknown",
          "blob-head-missing",
          "blob-upload-start",
          "blob-upload-patch",
          "blob-upload-finish",
          "manifest-put-blob-unknown",
          "(upload)",
          "blob-upload-digest-invalid",
          "(config)",
          "blob-head",
          "blob-get-config",
          "manifest-unknown-tag",
          "manifest-put-invalid",
          "manifest-put-bad-tag",
          "manifest-put-digest-mismatch",
          "manifest-put-tag",
          "manifest-get-tag",
          "manifest-head-tag",
          "manifest-get-digest",
          "manifest-get-tag-no-accept",
          "manifest-unknown-digest",
          "manifest-retag",
          "manifest-head-retagged",
          "blob-mount",
          "blob-mount-config",
          "blob-mount-miss",
          "manifest-put-after-mount",
          "manifest-list-put-missing-child",
          "(arm64)",
          "manifest-list-put",
          "manifest-list-get",
          "manifest-list-get-single-accept",
          "(oci)",
          "oci-manifest-put",
          "oci-manifest-get",
          "oci-manifest-get-docker-accept",
          "oci-index-put",
          "oci-index-get",
          "tags-list",
          "tags-list-page",
          "catalog-page",
          "manifest-delete-by-tag",
          "manifest-delete-by-digest",
          "manifest-get-deleted",
          "basic-401-challenge",
          "basic-401-bad-credentials",
          "basic-ok",
          "basic-manifest-put",
          "basic-delete-disabled",
          "bearer-401-challenge-ping",
          "bearer-401-challenge-push",
          "bearer-token-401",
          "bearer-token-get",
          "bearer-upload-start",
          "bearer-manifest-put",
          "bearer-wrong-scope",
          "bearer-mount-needs-from-scope",
          "bearer-invalid-token");

  private final HttpClient client = HttpClient.newHttpClient();
  private final RegistryServer open = RegistryServer.start(0);
  private final RegistryServer closed = RegistryServer.start(0);
  private final RegistryServer tokens = RegistryServer.start(0);

  /** Where the open registry wants the next data. */
  private String upload = "";

  private String token = "";

  @BeforeAll
  void fill() throws Exception {
    closed.requirePassword("promoter", "s3cret");
    closed.allowDeletes(false);
    tokens.requireTokens(
        "https://auth.example.org/token", "promoter", "s3cret", Duration.ofMinutes(5));
    for (RegistryServer server : List.of(closed, tokens)) {
      server.shelf().open(REPOSITORY).blobs().put(CONFIG, new byte[0]);
      server.shelf().open(REPOSITORY).blobs().put(LAYER, new byte[0]);
    }
  }

  @AfterAll
  void stop() {
    open.close();
    closed.close();
    tokens.close();
  }

  private static JsonNode recorded(String name) {
    try {
      return MAPPER.readTree(Files.readString(directory().resolve(name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    return Path.of(
        URI.create(
            Objects.requireNonNull(RecordedRegistryTest.class.getResource("/fixtures/registry"))
                .toString()));
  }

  @Test
  void no_recorded_exchange_is_left_out() throws Exception {
    try (Stream<Path> files = Files.list(directory())) {
      Set<String> names = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .filter(name -> !name.equals("digests"))
          .forEach(names::add);
      assertThat(names).hasSize(56);
      assertThat(ORDER.stream().filter(name -> !name.startsWith("(")))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @TestFactory
  Stream<DynamicTest> every_recorded_exchange_is_answered_equally() {
    return ORDER.stream().map(name -> DynamicTest.dynamicTest(name, () -> step(name)));
  }

  private void step(String name) throws Exception {
    switch (name) {
      case "(upload)" -> upload = open.beginUpload(REPOSITORY);
      case "(config)" -> {
        String config = recorded("blob-get-config").path("response").path("body").asText();
        assertThat(open.putBlob(REPOSITORY, config)).isEqualTo(CONFIG);
      }
      case "(arm64)" -> {
        String child = recorded("digests").path("schema2_arm64_manifest").asText();
        Stored unknown = new Stored(RegistryManifests.DOCKER, new byte[0]);
        open.shelf().open(REPOSITORY).manifests().put(child, unknown);
      }
      case "(oci)" -> {
        JsonNode manifest =
            MAPPER.readTree(recorded("oci-manifest-put").path("request").path("body").asText());
        manifest
            .findValuesAsText("digest")
            .forEach(digest -> open.shelf().open("example/oci").blobs().put(digest, new byte[0]));
      }
      default -> replay(name, recorded(name));
    }
  }

  private void replay(String name, JsonNode exchange) throws Exception {
    HttpResponse<byte[]> answer = send(name, exchange.path("request"));
    JsonNode expected = exchange.path("response");
    learn(name, answer);

    assertThat(answer.statusCode()).isEqualTo(expected.path("status").asInt());
    Map<String, String> headers = new HashMap<>();
    expected
        .path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    boolean converted = name.equals("manifest-get-tag-no-accept");
    headers.forEach(
        (header, value) -> {
          String ours = answer.headers().firstValue(header).orElse("");
          switch (header) {
            case "Location" -> assertThat(path(ours)).isEqualTo(path(value));
            case "Docker-Upload-Uuid" -> assertThat(ours).hasSameSizeAs(value);
            case "Content-Length", "Docker-Content-Digest", "Etag" -> {
              if (!converted) {
                assertThat(ours).as(header).isEqualTo(value);
              }
            }
            default -> assertThat(ours).as(header).isEqualTo(value);
          }
        });
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    String told = expected.path("body").asText();
    if (converted) {
      sameButForTheSignature(MAPPER.readTree(body), MAPPER.readTree(told));
    } else if (name.equals("bearer-token-get")) {
      assertThat(fields(body)).isEqualTo(fields(told));
    } else if (name.startsWith("tags-list") && answer.statusCode() == 200) {
      assertThat(tags(body)).containsExactlyInAnyOrderElementsOf(tags(told));
    } else {
      assertThat(body).isEqualTo(told);
    }
  }

  private static void sameButForTheSignature(JsonNode ours, JsonNode recorded) {
    for (String field : List.of("schemaVersion", "name", "tag", "architecture", "fsLayers")) {
      assertThat(ours.path(field)).as(field).isEqualTo(recorded.path(field));
    }
  }

  private static List<String> fields(String json) throws Exception {
    return MAPPER.readTree(json).properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> tags(String json) throws Exception {
    JsonNode document = MAPPER.readTree(json);
    return Stream.concat(
            Stream.of(document.path("name").asText()),
            document.path("tags").valueStream().map(JsonNode::asText))
        .toList();
  }

  /** Without host and the name of an upload, which differ each time. */
  private static String path(String location) {
    return location.replaceFirst("https?://[^/]+", "").replaceFirst("uploads/[0-9a-f-]{36}", "");
  }

  private void learn(String name, HttpResponse<byte[]> answer) throws Exception {
    if (name.startsWith("blob-upload")) {
      upload = answer.headers().firstValue("Location").orElse("");
    }
    if (name.equals("bearer-token-get")) {
      token = MAPPER.readTree(answer.body()).path("token").asText();
    }
  }

  private HttpResponse<byte[]> send(String name, JsonNode request) throws Exception {
    RegistryServer server =
        name.startsWith("basic") ? closed : name.startsWith("bearer") ? tokens : open;
    String path = request.path("path").asText();
    String address = server.address() + path;
    if (path.contains("/blobs/uploads/") && path.contains("_state")) {
      int digest = path.indexOf("&digest=");
      address = upload + (digest < 0 ? "" : path.substring(digest));
    }
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(address))
            .method(request.path("method").asText(), BodyPublishers.ofByteArray(body(request)));
    request
        .path("headers")
        .properties()
        .forEach(
            header -> {
              if (!header.getKey().equals("Content-Length")) {
                String value = header.getValue().asText();
                builder.header(header.getKey(), value.replace("HEADER.CLAIMS.SIGNATURE", token));
              }
            });
    return client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static byte[] body(JsonNode request) {
    return request.has("body_base64")
        ? Base64.getDecoder().decode(request.path("body_base64").asText())
        : (request.path("body").isNull() ? "" : request.path("body").asText())
            .getBytes(StandardCharsets.UTF_8);
  }
}
