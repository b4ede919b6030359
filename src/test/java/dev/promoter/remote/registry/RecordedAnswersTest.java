package dev.promoter.remote.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promoter.domain.Secret;
import dev.promoter.engine.RemoteException;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the client makes of the answers that real registries gave, and that it asks as they were
 * asked. Deleting, listing and the catalogue are not asked for by the client.
 */
class RecordedAnswersTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final RepositoryName BASE =
      new RepositoryName("tripleomastercentos9/centos-binary-base");
  private static final RepositoryName PROMOTED =
      new RepositoryName("tripleomastercentos9-promoted/centos-binary-base");
  private static final RepositoryName OCI = new RepositoryName("example/oci");
  private static final Tag HASH = new Tag("1c67b1ab8c6fe273d4e175a14f0df5d3cbbd0edc_4ef9abc1");
  private static final Tag MULTI = new Tag(HASH + "-multi");
  private static final Login PROMOTER =
      new Login("promoter", "PUSH_PASSWORD", name -> Optional.of(new Secret("s3cret")));

  private final Site site = new Site();
  private final List<Request> asked = new ArrayList<>();

  @AfterEach
  void close() {
    site.close();
  }

  private static JsonNode recorded(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            RecordedAnswersTest.class.getResourceAsStream("/fixtures/registry/" + name + ".json"),
            name)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Digest digest(String name) {
    return new Digest(recorded("digests").path(name).asText());
  }

  /** Plays recorded answers in this order, the token service's under this server's address. */
  private void play(String... names) {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(names));
    site.target.intercept(
        Interceptor.beforeEffect(
            request -> {
              asked.add(request);
              String name = left.poll();
              return Intervention.answer(
                  name == null ? Answer.of(599, "text/plain", "too much") : answer(name, request));
            }));
  }

  private Answer answer(String name, Request request) {
    JsonNode response = recorded(name).path("response");
    String body = response.path("body").asText("");
    if (request.method().equals("HEAD")) {
      body = "x".repeat(response.path("headers").path("Content-Length").asInt());
    }
    String type = response.path("headers").path("Content-Type").asText("application/json");
    Answer answer = Answer.of(response.path("status").asInt(), type, body);
    for (var header : response.path("headers").properties()) {
      if (!header.getKey().equals("Content-Length")) {
        answer = answer.withHeader(header.getKey(), here(header.getValue().asText()));
      }
    }
    return answer;
  }

  private String here(String text) {
    return text.replace("https://auth.example.org", site.target.address())
        .replaceAll("https://registry-[abc].example.org", site.target.address());
  }

  /** That the request of this number was the recorded one. */
  private void asRecorded(int number, String name) {
    JsonNode request = recorded(name).path("request");
    Request ours = asked.get(number);
    assertThat(ours.method()).isEqualTo(request.path("method").asText());
    assertThat(ours.target().replace("%2F", "/").replace("%3A", ":").replace("%2C", ","))
        .isEqualTo(
            request
                .path("path")
                .asText()
                .replace("%2F", "/")
                .replace("%3A", ":")
                .replace("%2C", ","));
    String type = request.path("headers").path("Content-Type").asText("");
    assertThat(ours.contentType()).isEqualTo(type);
    if (ours.method().equals("PUT") && ours.path().contains("/manifests/")) {
      assertThat(ours.body()).isEqualTo(request.path("body").asText());
    }
    for (String accepted : request.path("headers").path("Accept").asText("").split(", ", -1)) {
      assertThat(ours.header("Accept")).contains(accepted);
    }
  }

  private Registry registry() {
    return site.client(site.target);
  }

  private Registry promoter() {
    return site.client(RegistrySettings.of("here", URI.create(site.target.address())).as(PROMOTER));
  }

  private static ImageName image(RepositoryName repository, Reference reference) {
    return new ImageName(repository, reference);
  }

  private static Manifest manifest(String name) {
    JsonNode request = recorded(name).path("request");
    return Manifest.of(
        MediaType.of(request.path("headers").path("Content-Type").asText()).orElseThrow(),
        request.path("body").asText().getBytes(StandardCharsets.UTF_8));
  }

  private static Descriptor blob(String digest, long size) {
    return new Descriptor(digest(digest), size, "", false);
  }

  @Test
  void an_open_registry_lets_in() {
    play("ping-anonymous", "ping-anonymous");

    registry().login();

    asRecorded(1, "ping-anonymous");
  }

  @Test
  void a_tag_is_looked_up() {
    play("ping-anonymous", "manifest-head-tag");

    assertThat(registry().digest(image(BASE, HASH))).contains(digest("schema2_amd64_manifest"));

    asRecorded(1, "manifest-head-tag");
  }

  @Test
  void a_tag_put_anew_has_the_same_digest() {
    play("ping-anonymous", "manifest-head-retagged");

    assertThat(registry().digest(image(BASE, new Tag("current-tripleo"))))
        .contains(digest("schema2_amd64_manifest"));

    asRecorded(1, "manifest-head-retagged");
  }

  @Test
  void a_manifest_is_read_with_its_parts() {
    play("ping-anonymous", "manifest-get-tag", "ping-anonymous", "manifest-get-digest");
    Registry registry = registry();

    Manifest byTag = registry.manifest(image(BASE, HASH)).orElseThrow();
    Manifest byDigest =
        site.client(site.target).manifest(image(BASE, byTag.digest())).orElseThrow();

    assertThat(byTag.digest()).isEqualTo(digest("schema2_amd64_manifest"));
    assertThat(byDigest.digest()).isEqualTo(byTag.digest());
    assertThat(byTag.blobs())
        .extracting(Descriptor::digest)
        .containsExactly(digest("config_amd64"), digest("layer_amd64"));
    asRecorded(1, "manifest-get-tag");
  }

  @ParameterizedTest
  @CsvSource({
    "manifest-list-get, manifest_list, 2",
    "oci-index-get, oci_index, 1",
    "oci-manifest-get, oci_manifest, 0"
  })
  void every_kind_of_manifest_is_read(String name, String digest, int children) {
    play("ping-anonymous", name);
    ImageName image =
        name.startsWith("oci")
            ? image(OCI, new Tag(name.contains("index") ? "multi" : "v1"))
            : image(BASE, MULTI);

    Manifest manifest = registry().manifest(image).orElseThrow();

    assertThat(manifest.digest()).isEqualTo(digest(digest));
    assertThat(manifest.children()).hasSize(children);
    asRecorded(1, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest-unknown-tag",
        "manifest-name-unknown",
        "manifest-get-deleted",
        "oci-manifest-get-docker-accept"
      })
  void what_is_unknown_is_absent(String name) {
    play("ping-anonymous", name, name);
    Registry registry = registry();

    assertThat(registry.manifest(image(BASE, HASH))).isEmpty();
    assertThat(registry.digest(image(BASE, HASH))).isEmpty();
  }

  @Test
  void a_digest_that_is_unknown_is_absent() {
    play("ping-anonymous", "manifest-unknown-digest");
    Digest unknown =
        new Digest("sha256:1785cfc3bc6ac7738e8b38cdccd1af12563c2b9070e07af336a1bf8c0f772b6a");

    assertThat(registry().manifest(image(BASE, unknown))).isEmpty();

    asRecorded(1, "manifest-unknown-digest");
  }

  @Test
  void schema_version_1_is_refused_read_or_looked_up() {
    play("ping-anonymous", "manifest-get-tag-no-accept", "manifest-get-tag-no-accept");
    Registry registry = registry();

    for (ThrowingCallable question :
        List.<ThrowingCallable>of(
            () -> registry.manifest(image(BASE, HASH)), () -> registry.digest(image(BASE, HASH)))) {
      RemoteException fault = catchThrowableOfType(RemoteException.class, question);
      assertThat(fault.sentence())
          .contains("registry here")
          .contains(BASE + ":" + HASH)
          .contains("schema version 1");
      assertThat(fault.retryable()).isFalse();
    }
  }

  @Test
  void an_answer_for_one_architecture_in_place_of_a_list_has_another_digest() {
    play("ping-anonymous", "manifest-list-get-single-accept");

    assertThatThrownBy(() -> registry().manifest(image(BASE, digest("manifest_list"))))
        .hasMessageContaining("the bytes it sent have the digest");
  }

  @ParameterizedTest
  @CsvSource({
    "manifest-put-tag, base",
    "manifest-retag, base",
    "manifest-put-after-mount, promoted",
    "manifest-list-put, base",
    "oci-manifest-put, oci",
    "oci-index-put, oci"
  })
  void manifests_are_put_as_recorded(String name, String where) {
    play("ping-anonymous", name);
    String path = recorded(name).path("request").path("path").asText();
    Tag tag = new Tag(path.substring(path.lastIndexOf('/') + 1));
    RepositoryName repository = where.equals("base") ? BASE : where.equals("oci") ? OCI : PROMOTED;

    registry().put(new Registry.Tagging(repository, tag, manifest(name)));

    asRecorded(1, name);
  }

  @ParameterizedTest
  @CsvSource({
    "manifest-put-blob-unknown, MANIFEST_BLOB_UNKNOWN: blob unknown to registry (sha256:17a2f41f",
    "manifest-list-put-missing-child, MANIFEST_BLOB_UNKNOWN: blob unknown to registry (sha256:1b66",
    "manifest-put-digest-mismatch, DIGEST_INVALID: provided digest did not match",
    "manifest-put-invalid, MANIFEST_INVALID: manifest invalid",
    "manifest-put-bad-tag, 404 page not found"
  })
  void a_refused_manifest_says_why(String name, String why) {
    play("ping-anonymous", name);

    RemoteException fault =
        catchThrowableOfType(
            RemoteException.class,
            () -> registry().put(new Registry.Tagging(BASE, HASH, manifest("manifest-put-tag"))));

    assertThat(fault.sentence())
        .contains("registry here: tried to put the manifest of " + site.target.host())
        .contains(BASE + ":" + HASH)
        .contains(why);
    assertThat(fault.retryable()).isFalse();
  }

  @Test
  void a_tag_that_no_registry_takes_is_none() {
    assertThatThrownBy(() -> new Tag("bad:tag!")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_blob_is_looked_for_and_read() {
    play("ping-anonymous", "blob-head", "blob-head-missing", "blob-get-config");
    Blobs blobs = registry().blobs();

    assertThat(blobs.has(BASE, blob("layer_amd64", 113))).isTrue();
    assertThat(blobs.has(BASE, blob("layer_amd64", 113))).isFalse();
    byte[] config = blobs.read(BASE, blob("config_amd64", 230), bytes -> bytes.readAllBytes());

    assertThat(Digest.of(config)).isEqualTo(digest("config_amd64"));
    asRecorded(1, "blob-head");
    asRecorded(2, "blob-head-missing");
    asRecorded(3, "blob-get-config");
  }

  @Test
  void a_blob_is_mounted_or_has_to_be_sent() {
    play("ping-anonymous", "blob-mount", "blob-mount-config", "blob-mount-miss");
    Blobs blobs = registry().blobs();
    Descriptor absent =
        new Descriptor(
            new Digest("sha256:4a60bf7d4bc1e485744cf7e8d0860524752fca1ce42331be7c439fd23043f151"),
            9,
            "",
            false);

    assertThat(blobs.mount(BASE, PROMOTED, blob("layer_amd64", 113))).isEmpty();
    assertThat(blobs.mount(BASE, PROMOTED, blob("config_amd64", 230))).isEmpty();
    assertThat(blobs.mount(BASE, PROMOTED, absent).orElseThrow().getPath())
        .startsWith("/v2/" + PROMOTED + "/blobs/uploads/");

    asRecorded(1, "blob-mount");
    asRecorded(2, "blob-mount-config");
    asRecorded(3, "blob-mount-miss");
  }

  @Test
  void a_blob_is_sent_to_where_the_registry_says() throws IOException {
    play("ping-anonymous", "blob-upload-start", "blob-upload-finish");
    Blobs blobs = registry().blobs();
    byte[] layer =
        Base64.getDecoder()
            .decode(recorded("blob-upload-patch").path("request").path("body_base64").asText());
    Descriptor blob = new Descriptor(Digest.of(layer), layer.length, "", false);

    blobs.send(BASE, blobs.begin(BASE, blob), new Verified(new ByteArrayInputStream(layer), blob));

    assertThat(blob.digest()).isEqualTo(digest("layer_amd64"));
    asRecorded(1, "blob-upload-start");
    asRecorded(2, "blob-upload-finish");
  }

  @Test
  void a_blob_that_the_registry_does_not_recognise_is_refused() {
    play("ping-anonymous", "blob-upload-start", "blob-upload-digest-invalid");
    Blobs blobs = registry().blobs();
    Descriptor blob = new Descriptor(Digest.of(new byte[0]), 0, "", false);

    assertThatThrownBy(
            () ->
                blobs.send(
                    BASE,
                    blobs.begin(BASE, blob),
                    new Verified(InputStream.nullInputStream(), blob)))
        .hasMessageContaining("DIGEST_INVALID")
        .hasMessageContaining(BASE.value());
  }

  @Test
  void a_password_is_shown_when_it_is_asked_for() {
    play("basic-401-challenge", "basic-ok", "basic-manifest-put");
    Registry registry = promoter();

    registry.login();
    registry.put(new Registry.Tagging(BASE, HASH, manifest("basic-manifest-put")));

    asRecorded(1, "basic-ok");
    asRecorded(2, "basic-manifest-put");
    assertThat(asked.get(0).authorization()).isEmpty();
    assertThat(asked.get(1).authorization())
        .isEqualTo(
            recorded("basic-ok").path("request").path("headers").path("Authorization").asText());
  }

  @Test
  void a_wrong_password_is_said_to_be_one() {
    play("basic-401-challenge", "basic-401-bad-credentials");

    assertThatThrownBy(() -> promoter().login())
        .hasMessageContaining("registry here: tried to log in")
        .hasMessageContaining("UNAUTHORIZED: authentication required")
        .hasMessageContaining("does not accept user 'promoter' with the secret PUSH_PASSWORD");
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_token_is_lent_once_and_shown() {
    play(
        "bearer-401-challenge-ping",
        "bearer-token-get",
        "bearer-upload-start",
        "bearer-manifest-put");
    Registry registry = promoter();

    registry.blobs().begin(BASE, blob("layer_amd64", 113));
    registry.put(new Registry.Tagging(BASE, HASH, manifest("bearer-manifest-put")));

    asRecorded(1, "bearer-token-get");
    asRecorded(2, "bearer-upload-start");
    asRecorded(3, "bearer-manifest-put");
    assertThat(asked.get(1).authorization()).startsWith("Basic ");
    assertThat(asked.get(3).authorization()).isEqualTo("Bearer HEADER.CLAIMS.SIGNATURE");
  }

  @Test
  void a_token_service_that_refuses_is_named_with_the_secret() {
    play("bearer-401-challenge-ping", "bearer-token-401");

    assertThatThrownBy(() -> promoter().blobs().begin(BASE, blob("layer_amd64", 113)))
        .hasMessageContaining("registry here: tried to get a token for repository:" + BASE)
        .hasMessageContaining("incorrect username or password")
        .hasMessageContaining("does not accept user 'promoter' with the secret PUSH_PASSWORD");
  }

  @Test
  void several_scopes_of_a_challenge_are_all_asked_for() {
    play(
        "bearer-401-challenge-ping",
        "bearer-token-get",
        "bearer-mount-needs-from-scope",
        "bearer-token-get",
        "blob-mount");
    RepositoryName other = new RepositoryName("other/repo");

    assertThat(promoter().blobs().mount(other, BASE, blob("layer_amd64", 113))).isEmpty();

    asRecorded(2, "bearer-mount-needs-from-scope");
    assertThat(asked.get(3).query())
        .contains("scope=repository%3Atripleomastercentos9%2Fcentos-binary-base%3Apull%2Cpush")
        .contains("scope=repository%3Aother%2Frepo%3Apull");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bearer-invalid-token", "bearer-wrong-scope", "bearer-401-challenge-push"})
  void a_token_that_is_not_taken_is_replaced_once_and_then_the_fault_is_told(String name) {
    play("bearer-401-challenge-ping", "bearer-token-get", name, "bearer-token-get", name);

    assertThatThrownBy(() -> promoter().digest(image(BASE, HASH)))
        .hasMessageContaining("401")
        .hasMessageContaining("does not accept user 'promoter' with the secret PUSH_PASSWORD")
        .hasMessageNotContaining("HEADER.CLAIMS");
    assertThat(asked).hasSize(5);
  }
}
