package dev.promoter.remote.registry;

import static dev.promoter.remote.registry.Site.asked;
import static dev.promoter.remote.registry.Site.byDigest;
import static dev.promoter.remote.registry.Site.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.registry.ImageCopier.Copy;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.RegistryServer;
import dev.promoter.sandbox.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that misbehave: a clear sentence each time, and never half an image under a tag. */
class RegistryFaultsTest {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  private final Site site = new Site();
  private final Registry source = site.client(site.source);
  private final Registry target = site.client(site.target);
  private final ImageCopier copier = new ImageCopier();
  private final ImageName image = name("ns/base", "h1");

  @AfterEach
  void close() {
    site.close();
  }

  private Copied copy() {
    return copier.copy(new Copy(new Image(source, image), new Image(target, image)));
  }

  private String sentence(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    RemoteException fault = catchThrowableOfType(RemoteException.class, work);
    assertThat(fault.sentence()).contains("registry here").contains("ns/base");
    return fault.sentence();
  }

  /** Answers the requests of a kind with something else. */
  private static void instead(RegistryServer server, Predicate<Request> which, Answer answer) {
    server.intercept(
        Interceptor.beforeEffect(
            request -> which.test(request) ? Intervention.answer(answer) : Intervention.PASS));
  }

  /** Does something to the first request of a kind. */
  private static void once(RegistryServer server, Predicate<Request> which, Intervention what) {
    AtomicInteger seen = new AtomicInteger();
    server.intercept(
        Interceptor.beforeEffect(
            request ->
                which.test(request) && seen.getAndIncrement() == 0 ? what : Intervention.PASS));
  }

  private static Predicate<Request> manifests(String method) {
    return request -> request.method().equals(method) && request.path().contains("/manifests/");
  }

  private static Predicate<Request> blobs(String method) {
    return request -> request.method().equals(method) && request.path().contains("/blobs/");
  }

  private static String digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).value();
  }

  private void nothingPublished() {
    assertThat(site.target.tags("ns/base")).isEmpty();
  }

  @Test
  void a_web_page_at_the_address_is_no_registry() {
    instead(site.source, request -> true, Answer.html(200, "<h1>Welcome</h1>"));

    assertThatThrownBy(() -> source.digest(image))
        .hasMessageContaining("registry here")
        .hasMessageContaining("it is no container registry, check its address");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void a_web_page_in_place_of_a_manifest_says_nothing_about_the_image(int status) {
    instead(
        site.source,
        request -> request.path().contains("/manifests/"),
        Answer.html(status, "<h1>Maintenance</h1>"));

    sentence(() -> source.digest(image));
    sentence(() -> source.manifest(image));
  }

  @Test
  void a_manifest_cut_off_is_refused() {
    site.source.push("ns/base", "h1", "one");
    site.source.intercept(
        Interceptor.afterEffect(
            request ->
                manifests("GET").test(request) ? Intervention.CUT_IN_BODY : Intervention.PASS));

    assertThat(sentence(this::copy)).contains("the answer was cut off");
    nothingPublished();
  }

  @Test
  void a_manifest_larger_than_any_is_not_read_to_its_end() {
    instead(site.source, manifests("GET"), Answer.of(200, MANIFEST, " ".repeat(5 * 1024 * 1024)));

    assertThat(sentence(() -> source.manifest(image)))
        .contains("the answer is larger than the limit of 4194304 bytes");
  }

  @Test
  void a_manifest_whose_digest_is_not_the_one_named_is_refused() {
    site.source.push("ns/base", "h1", "one");
    String other = site.source.push("ns/base", "h2", "two");
    String bytes = site.source.manifest("ns/base", "h1").orElseThrow();
    instead(
        site.source,
        manifests("GET"),
        Answer.of(200, MANIFEST, bytes).withHeader("Docker-Content-Digest", other));

    assertThat(sentence(() -> source.manifest(image))).contains("it names the digest " + other);
    assertThat(sentence(() -> source.manifest(byDigest("ns/base", other))))
        .contains("the bytes it sent have the digest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "not json",
        "{\"schemaVersion\":2}",
        "{\"schemaVersion\":1,\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":{},\"layers\":[]}",
        "{\"schemaVersion\":2,\"schemaVersion\":2,\"config\":{},\"layers\":[]}",
        "{\"schemaVersion\":2,\"mediaType\":\"other\",\"config\":{},\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":{\"digest\":\"../../x\",\"size\":1},\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":{\"digest\":\"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"size\":-1},\"layers\":[]}"
      })
  void a_manifest_that_is_none_is_refused(String manifest) {
    site.source.putManifest("ns/base", "h1", MANIFEST, manifest);

    assertThat(sentence(this::copy)).contains("the manifest cannot be used: ");
    nothingPublished();
  }

  @Test
  void a_registry_that_leaves_out_the_digest_header_is_asked_for_the_bytes() {
    String digest = site.source.push("ns/base", "h1", "one");
    String bytes = site.source.manifest("ns/base", "h1").orElseThrow();
    instead(
        site.source,
        request -> request.path().contains("/manifests/"),
        Answer.of(200, MANIFEST, bytes));

    assertThat(source.digest(image).map(Digest::value)).contains(digest);
  }

  @Test
  void a_layer_with_other_bytes_never_reaches_the_target() {
    site.source.push("ns/base", "h1", "one");
    site.source.intercept(other("eno"));

    assertThat(sentence(this::copy)).contains("the bytes it sent have the digest");
    nothingPublished();
    assertThat(site.target.hasBlob("ns/base", digest("one"))).isFalse();
  }

  @Test
  void a_layer_of_another_length_is_refused_before_it_is_read() {
    site.source.push("ns/base", "h1", "one");
    site.source.intercept(other("longer than one"));

    assertThat(sentence(this::copy)).contains("it has 15 bytes, but the manifest says 3");
    nothingPublished();
  }

  /** Other bytes in place of the layer of three letters. */
  private static Interceptor other(String bytes) {
    return new Interceptor() {
      @Override
      public Intervention after(Request request, Answer answer) {
        return blobs("GET").test(request) && answer.body().length() == 3
            ? Intervention.answer(Answer.of(200, "application/octet-stream", bytes))
            : Intervention.PASS;
      }
    };
  }

  @Test
  void a_layer_cut_off_once_is_copied_from_its_beginning() {
    String digest = site.source.push("ns/base", "h1", "one");
    AtomicInteger cut = new AtomicInteger();
    site.source.intercept(
        Interceptor.afterEffect(
            request ->
                blobs("GET").test(request) && cut.getAndIncrement() == 0
                    ? Intervention.CUT_IN_BODY
                    : Intervention.PASS));

    assertThat(copy().digest().value()).isEqualTo(digest);
    assertThat(site.target.digest("ns/base", "h1")).contains(digest);
  }

  @Test
  void a_layer_cut_off_again_and_again_is_told_of_the_source() {
    site.source.push("ns/base", "h1", "one");
    site.source.intercept(
        Interceptor.afterEffect(
            request -> blobs("GET").test(request) ? Intervention.CUT_IN_BODY : Intervention.PASS));

    assertThat(sentence(this::copy))
        .contains("tried to read sha256:")
        .contains("in " + site.source.host() + "/ns/base")
        .contains("the answer was cut off");
    nothingPublished();
  }

  @Test
  void a_missing_layer_is_told_and_what_was_sent_is_not_sent_again() {
    site.source.push("ns/base", "h1", "one", "two");
    String lost = site.source.putBlob("ns/base", "two");
    site.source.lose("ns/base", lost);

    assertThat(sentence(this::copy)).contains("404").contains(lost);
    nothingPublished();

    site.source.putBlob("ns/base", "two");
    site.target.forgetRequests();
    copy();
    assertThat(asked(site.target).stream().filter(request -> request.startsWith("PUT")).count())
        .isLessThan(4);
    assertThat(site.target.tags("ns/base")).containsExactly("h1");
  }

  @Test
  void a_connection_cut_while_sending_is_tried_once_more() {
    String digest = site.source.push("ns/base", "h1", "one");
    once(site.target, blobs("PUT"), Intervention.CUT);

    assertThat(copy().digest().value()).isEqualTo(digest);
    assertThat(site.target.digest("ns/base", "h1")).contains(digest);
  }

  @Test
  void a_tag_whose_put_was_cut_off_is_put_again() {
    String digest = site.source.push("ns/base", "h1", "one");
    site.source.intercept(Interceptor.NONE);
    AtomicInteger cut = new AtomicInteger();
    site.target.intercept(
        Interceptor.afterEffect(
            request ->
                manifests("PUT").test(request) && cut.getAndIncrement() == 0
                    ? Intervention.CUT
                    : Intervention.PASS));

    copy();

    assertThat(site.target.digest("ns/base", "h1")).contains(digest);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void a_registry_that_asks_to_wait_is_waited_for(int status) {
    String digest = site.source.push("ns/base", "h1", "one");
    Answer busy = Answer.json(status, "{}").withHeader("Retry-After", "0");
    once(site.target, manifests("PUT"), Intervention.answer(busy));

    copy();

    assertThat(site.target.digest("ns/base", "h1")).contains(digest);
  }

  @Test
  void a_registry_that_asks_to_wait_for_a_day_is_not_waited_for() {
    site.source.push("ns/base", "h1", "one");
    Answer busy = Answer.json(429, "{}").withHeader("Retry-After", "86400");
    instead(site.target, manifests("PUT"), busy);

    assertThat(sentence(this::copy)).contains("longer than the limit of 30");
    nothingPublished();
  }

  @Test
  void a_full_disk_at_the_target_is_told_and_nothing_is_published() {
    site.source.push("ns/base", "h1", "one");
    instead(
        site.target,
        blobs("PUT"),
        Answer.json(
            500,
            "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"no space left on device\",\"detail\":null}]}"));

    assertThat(sentence(this::copy)).contains("500: UNKNOWN: no space left on device");
    nothingPublished();
  }

  @Test
  void a_token_that_ends_in_the_middle_is_replaced_once() {
    site.target.requireTokens("pusher", Site.PASSWORD, Duration.ofMinutes(5));
    Registry pusher = site.loggedIn(site.target);
    site.source.push("ns/base", "h1", "one");
    AtomicInteger puts = new AtomicInteger();
    site.target.intercept(
        Interceptor.beforeEffect(
            request -> {
              if (blobs("PUT").test(request) && puts.getAndIncrement() == 0) {
                site.target.revokeTokens();
              }
              return Intervention.PASS;
            }));

    copier.copy(new Copy(new Image(source, image), new Image(pusher, image)));

    assertThat(site.target.tags("ns/base")).containsExactly("h1");
    // Pulling and pushing are two scopes; each token is lent, and lent again after its end.
    assertThat(site.target.requests().stream().filter(request -> request.path().equals("/token")))
        .hasSizeBetween(3, 4);
  }

  @Test
  void a_token_of_an_anonymous_reader_is_enough_to_read() {
    site.source.requireTokens("pusher", Site.PASSWORD, Duration.ofMinutes(5));
    String digest = site.source.push("ns/base", "h1", "one");

    assertThat(copy().digest().value()).isEqualTo(digest);
  }

  @Test
  void tokens_are_kept_for_their_scope() {
    site.source.requireTokens("pusher", Site.PASSWORD, Duration.ofMinutes(5));
    site.source.push("ns/base", "h1", "one");

    for (int i = 0; i < 5; i++) {
      source.digest(image);
    }

    assertThat(site.source.requests().stream().filter(request -> request.path().equals("/token")))
        .hasSize(1);
  }

  @Test
  void storage_elsewhere_gets_no_credentials() {
    site.source.requirePassword("pusher", Site.PASSWORD);
    String digest = site.source.push("ns/base", "h1", "one");
    RegistryServer storage = RegistryServer.start(0);
    site.source.intercept(
        Interceptor.afterEffect(
            request ->
                blobs("GET").test(request)
                    ? Intervention.answer(
                        Answer.empty(307)
                            .withHeader(
                                "Location",
                                storage.address() + request.path() + "?X-Amz-Signature=secret"))
                    : Intervention.PASS));
    storage.push("ns/base", "h1", "one");

    copier.copy(new Copy(new Image(site.loggedIn(site.source), image), new Image(target, image)));

    assertThat(site.target.digest("ns/base", "h1")).contains(digest);
    assertThat(storage.requests()).isNotEmpty();
    assertThat(storage.requests()).allMatch(request -> request.authorization().isEmpty());
    storage.close();
  }

  @Test
  void a_storage_that_refuses_does_not_tell_its_signature() {
    site.source.push("ns/base", "h1", "one");
    site.source.intercept(
        Interceptor.afterEffect(
            request ->
                blobs("GET").test(request)
                    ? Intervention.answer(
                        Answer.empty(307)
                            .withHeader("Location", "ftp://x/y?X-Amz-Signature=secret"))
                    : Intervention.PASS));

    assertThat(sentence(this::copy)).contains("redirects to").doesNotContain("=secret");
  }

  @Test
  void an_echoed_password_is_not_told() {
    site.source.requirePassword("pusher", Site.PASSWORD);
    Registry registry = site.loggedIn(site.source);
    registry.login();
    instead(
        site.source,
        manifests("GET"),
        Answer.json(403, "{\"message\":\"pusher:" + Site.PASSWORD + " may not\"}"));

    assertThat(sentence(() -> registry.manifest(image)))
        .contains("may not")
        .doesNotContain(Site.PASSWORD);
  }

  @Test
  void a_dry_run_looks_but_never_writes() {
    site.source.push("ns/base", "h1", "one");
    Registry dry = target.readOnly();

    assertThat(dry.digest(image)).isEmpty();
    assertThatThrownBy(() -> copier.copy(new Copy(new Image(source, image), new Image(dry, image))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a dry run does not send POST requests");
    assertThat(site.target.requests()).noneMatch(Request::writes);
  }

  @Test
  void a_layer_that_may_not_be_distributed_stays_where_it_is() {
    String own = site.source.push("ns/base", "plain", "one");
    String foreign = digest("windows");
    String manifest =
        site.source
            .manifest("ns/base", own)
            .orElseThrow()
            .replace(
                "\"layers\":[",
                "\"layers\":[{\"mediaType\":\"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\",\"size\":7,\"digest\":\"%s\",\"urls\":[\"https://mcr.example.org/x\"]},"
                    .formatted(foreign));
    site.source.putManifest("ns/base", "h1", MANIFEST, manifest);

    Copied copied = copy();

    assertThat(copied.blobs()).isEqualTo(2);
    assertThat(asked(site.source)).noneMatch(request -> request.contains(foreign));
  }

  @Test
  void indexes_within_indexes_are_copied_and_a_bottomless_one_is_refused() {
    String inner = site.source.push("ns/base", "", "one");
    for (int i = 0; i < 4; i++) {
      inner = site.source.pushList("ns/base", "h1", Map.of("amd64", inner));
    }
    assertThat(copy().digest().value()).isEqualTo(inner);

    for (int i = 0; i < 4; i++) {
      inner = site.source.pushList("ns/base", "h1", Map.of("amd64", inner));
    }
    assertThat(sentence(this::copy)).contains("nested too deep");
  }

  @Test
  void a_registry_is_never_asked_more_often_at_a_time_than_it_likes() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Registry shy =
        site.client(RegistrySettings.of("here", URI.create(site.target.address())).parallel(3));
    site.target.latency(Duration.ofMillis(3));
    site.target.intercept(
        new Interceptor() {
          @Override
          public Intervention before(Request request) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return Intervention.PASS;
          }

          @Override
          public Intervention after(Request request, Answer answer) {
            now.decrementAndGet();
            return Intervention.PASS;
          }
        });
    List<Copy> copies =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  site.source.push("ns/image-" + i, "h1", "shared", "own " + i);
                  ImageName one = name("ns/image-" + i, "h1");
                  return new Copy(new Image(source, one), new Image(shy, one));
                })
            .toList();

    copier.copyAll(copies);

    assertThat(most).hasValueLessThanOrEqualTo(3);
  }

  @Test
  void tags_move_side_by_side() {
    List<Registry.Tagging> taggings =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  site.target.push("ns/image-" + i, "h1", "own " + i);
                  ImageName one = name("ns/image-" + i, "h1");
                  return new Registry.Tagging(
                      one.repository(), new Tag("current"), target.manifest(one).orElseThrow());
                })
            .toList();
    CountDownLatch together = new CountDownLatch(4);
    site.target.intercept(
        Interceptor.beforeEffect(
            request -> {
              together.countDown(); // each waits until there are four of them
              return awaited(together) ? Intervention.PASS : Intervention.CUT;
            }));

    target.putAll(taggings);

    assertThat(together.getCount()).isZero();
    site.target.intercept(Interceptor.NONE);
    assertThat(target.digests(taggings.stream().map(RegistryFaultsTest::named).toList()).values())
        .allMatch(Optional::isPresent);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ImageName named(Registry.Tagging tagging) {
    return new ImageName(tagging.repository(), tagging.tag());
  }
}
