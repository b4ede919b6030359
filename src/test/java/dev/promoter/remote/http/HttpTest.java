package dev.promoter.remote.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.promoter.domain.Secret;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {
  private static final String PASSWORD = "hunter2-ü";
  private static final Secrets SECRETS =
      name ->
          name.equals("DLRNAPI_PASSWORD") ? Optional.of(new Secret(PASSWORD)) : Optional.empty();

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final List<Duration> pauses = new ArrayList<>();
  private final Http http = client(HttpSettings.standard());

  private Http client(HttpSettings settings) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    return new Http(settings, pauses::add, clock);
  }

  @AfterEach
  void close() {
    http.close();
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + SERVER.getPort() + path);
  }

  private static Call read() {
    return Call.get("DLRN", "read something", uri("/x"));
  }

  private static Call write() {
    return Call.post("DLRN", "promote", uri("/x"), "{}");
  }

  private static void always(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(any(anyUrl()).willReturn(answer));
  }

  private static void first(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(
        any(anyUrl())
            .inScenario("once")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("then")
            .willReturn(answer));
    SERVER.stubFor(
        any(anyUrl())
            .inScenario("once")
            .whenScenarioStateIs("then")
            .willReturn(aResponse().withBody("good")));
  }

  private static RemoteException fault(Http http, Call call) {
    return catchThrowableOfType(RemoteException.class, () -> http.send(call));
  }

  private static Credentials basic(String origin) {
    return new Credentials.Basic(URI.create(origin), "ciuser", "DLRNAPI_PASSWORD", SECRETS);
  }

  @Test
  void an_answer_is_read_whole_and_as_utf_8() {
    always(aResponse().withStatus(201).withHeader("X-A", "b").withBody("{\"ü\":1}"));

    Answer answer = http.send(read());

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).isEqualTo("{\"ü\":1}");
    assertThat(answer.header("x-a")).contains("b");
  }

  @Test
  void a_read_has_no_content_type_and_names_the_product() {
    always(aResponse());

    http.send(read());

    SERVER.verify(
        getRequestedFor(urlEqualTo("/x"))
            .withoutHeader("Content-Type")
            .withoutHeader("Authorization")
            .withHeader("User-Agent", equalTo("promoter/development")));
  }

  @Test
  void a_write_is_json_and_nothing_else() {
    always(aResponse());

    http.send(write());

    SERVER.verify(
        postRequestedFor(urlEqualTo("/x"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(equalTo("{}")));
  }

  @Test
  void a_write_without_body_has_no_content_type() {
    always(aResponse());

    http.send(Call.post("DLRN", "check", uri("/x")));

    SERVER.verify(postRequestedFor(urlEqualTo("/x")).withoutHeader("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void a_read_is_repeated_after_a_passing_fault(int status) {
    first(aResponse().withStatus(status));

    assertThat(http.send(read()).text()).isEqualTo("good");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void a_read_is_given_up_after_two_repetitions() {
    always(aResponse().withStatus(503).withBody("<h1>Service   Unavailable</h1>"));

    RemoteException fault = fault(http, read());

    SERVER.verify(3, anyRequestedFor(anyUrl()));
    assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(fault.sentence()).endsWith("the server answered 503: Service Unavailable");
    assertThat(fault.retryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 415, 500})
  void a_read_is_not_repeated_after_a_fault_that_stays(int status) {
    always(aResponse().withStatus(status));

    RemoteException fault = fault(http, read());

    SERVER.verify(1, anyRequestedFor(anyUrl()));
    assertThat(fault.status()).isEqualTo(status);
    assertThat(fault.retryable()).isEqualTo(status == 500);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void a_write_is_never_repeated(int status) {
    always(aResponse().withStatus(status).withHeader("Retry-After", "1"));

    RemoteException fault = fault(http, write());

    SERVER.verify(1, anyRequestedFor(anyUrl()));
    assertThat(pauses).isEmpty();
    assertThat(fault.retryable()).isTrue();
  }

  @Test
  void retry_after_in_seconds_is_honoured() {
    first(aResponse().withStatus(429).withHeader("Retry-After", "7"));

    http.send(read());

    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void retry_after_as_a_date_is_honoured() {
    first(aResponse().withStatus(503).withHeader("Retry-After", "Sat, 21 Nov 2026 12:00:20 GMT"));

    http.send(read());

    assertThat(pauses).containsExactly(Duration.ofSeconds(20));
  }

  @Test
  void retry_after_in_the_past_or_unreadable_delays_nothing_more() {
    first(aResponse().withStatus(503).withHeader("Retry-After", "Sat, 21 Nov 2020 12:00:20 GMT"));
    http.send(read());
    SERVER.resetScenarios();
    first(aResponse().withStatus(503).withHeader("Retry-After", "soon"));
    http.send(read());

    assertThat(pauses).containsExactly(Duration.ZERO, Duration.ofMillis(250));
  }

  @ParameterizedTest
  @ValueSource(strings = {"86400", "99999999999999999999999", "Sun, 22 Nov 2026 12:00:00 GMT"})
  void an_absurd_retry_after_is_named_and_not_waited_for(String wait) {
    always(aResponse().withStatus(429).withHeader("Retry-After", wait));

    RemoteException fault = fault(http, read());

    SERVER.verify(1, anyRequestedFor(anyUrl()));
    assertThat(pauses).isEmpty();
    assertThat(fault.sentence())
        .contains("the server answered 429 and asks to wait")
        .contains("longer than the limit of 30");
  }

  @Test
  void a_redirect_of_the_api_is_an_error_that_says_what_to_set() {
    always(
        aResponse()
            .withStatus(301)
            .withHeader("Location", "https://new.example.org/api-9/api/promotions?limit=1"));
    Call call =
        Call.get("DLRN", "read", uri("/api/promotions?limit=1"))
            .as(basic("http://127.0.0.1:" + SERVER.getPort()))
            .below("api_url", uri("").toString());

    RemoteException fault = fault(http, call);

    assertThat(fault.sentence())
        .contains("redirects to https://new.example.org/api-9/api/promotions")
        .endsWith("set api_url to https://new.example.org/api-9");
    SERVER.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void a_redirect_of_a_write_is_never_followed() {
    always(aResponse().withStatus(307).withHeader("Location", "/elsewhere"));

    assertThat(fault(http, write()).sentence()).contains("redirects to /elsewhere");
    SERVER.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void a_request_with_credentials_cannot_follow_redirects_at_all() {
    Call call = read().as(basic("http://127.0.0.1"));

    assertThatThrownBy(call::following).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(write()::following).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void up_to_three_redirects_are_followed_where_that_is_wanted() {
    redirect("/x", "/1");
    redirect("/1", "/2");
    redirect("/2", "/3");
    SERVER.stubFor(get("/3").willReturn(aResponse().withBody("there")));

    assertThat(http.send(read().following()).text()).isEqualTo("there");

    redirect("/3", "/4");
    assertThat(fault(http, read().following()).sentence()).contains("redirects to /4");
    SERVER.verify(0, getRequestedFor(urlEqualTo("/4")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://a/b", "http://user:pw@127.0.0.1/", "::", "/a b"})
  void a_redirect_to_no_plain_web_address_is_refused(String location) {
    redirect("/x", location);

    RemoteException fault = fault(http, read().following());

    assertThat(fault.sentence()).contains("redirects to").doesNotContain("user:pw");
    SERVER.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void a_redirect_never_leaves_a_secure_connection() {
    Answer answer = new Answer(302, Map.of("location", "http://example.org/x"), new byte[0]);

    assertThatThrownBy(() -> Redirect.next(read(), URI.create("https://example.org/x"), answer))
        .hasMessageContaining("which would leave the secure connection");
  }

  @Test
  void a_redirect_to_a_host_that_does_not_answer_names_that_host() {
    redirect("/x", "http://localhost:9/there?token=secret");

    assertThat(fault(http, read().following()).sentence())
        .contains("redirects to another address, on the host localhost, and there the connection")
        .doesNotContain("token");
  }

  private static void redirect(String from, String to) {
    SERVER.stubFor(get(from).willReturn(aResponse().withStatus(302).withHeader("Location", to)));
  }

  @Test
  void a_dry_run_reads() {
    always(aResponse().withBody("good"));

    assertThat(http.readOnly().send(read()).text()).isEqualTo("good");
  }

  @ParameterizedTest
  @EnumSource(names = {"POST", "PUT", "PATCH", "DELETE"})
  void a_dry_run_refuses_to_write_before_anything_is_sent(Method method) {
    Call call = Call.of("DLRN", "promote", method, uri("/x"));

    assertThatThrownBy(() -> http.readOnly().send(call))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a dry run does not send " + method);
    SERVER.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void closing_the_client_of_a_dry_run_leaves_the_other_open() {
    always(aResponse().withBody("good"));

    http.readOnly().close();

    assertThat(http.send(read()).text()).isEqualTo("good");
  }

  @Test
  void credentials_are_sent_at_once() {
    always(aResponse());

    http.send(write().as(basic("http://127.0.0.1:" + SERVER.getPort() + "/base")));

    SERVER.verify(1, anyRequestedFor(anyUrl()));
    String expected =
        Base64.getEncoder().encodeToString(("ciuser:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    SERVER.verify(
        postRequestedFor(urlEqualTo("/x"))
            .withHeader("Authorization", equalTo("Basic " + expected)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1", "http://localhost", "https://127.0.0.1"})
  void credentials_are_never_sent_to_another_origin(String origin) {
    always(aResponse());

    http.send(write().as(basic(origin)));

    SERVER.verify(postRequestedFor(urlEqualTo("/x")).withoutHeader("Authorization"));
  }

  @Test
  void a_missing_secret_is_named_and_nothing_is_sent() {
    Credentials nobody =
        new Credentials.Basic(uri("/"), "ciuser", "OTHER_PASSWORD", name -> Optional.empty());

    RemoteException fault = fault(http, write().as(nobody));

    assertThat(fault.sentence()).contains("user 'ciuser'").contains("OTHER_PASSWORD");
    SERVER.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void refused_credentials_name_the_user_and_the_secret_but_not_its_value() {
    always(aResponse().withStatus(401).withBody("Unauthorized Access"));

    RemoteException fault = fault(http, write().as(basic("http://127.0.0.1:" + SERVER.getPort())));

    assertThat(fault.sentence())
        .contains("401: Unauthorized Access")
        .contains("does not accept user 'ciuser' with the secret DLRNAPI_PASSWORD")
        .doesNotContain(PASSWORD);
  }

  @Test
  void an_error_that_echoes_the_request_gives_no_secret_away() {
    String pair =
        Base64.getEncoder().encodeToString(("ciuser:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    String echo =
        "x".repeat(190) + PASSWORD + " hunter2-%C3%BC " + pair + " http://ciuser:other@host/ ";
    always(aResponse().withStatus(400).withBody(echo + "\nAuthorization: Basic " + pair));
    Call call = write().as(basic("http://127.0.0.1:" + SERVER.getPort()));

    assertThat(fault(http, call).sentence()).doesNotContain("hunter2").doesNotContain(pair);
    assertThat(call.excerpt(echo.substring(190))).isEqualTo("*** *** *** http://***@host/");
  }

  @Test
  void a_password_in_an_address_is_refused_and_not_shown() {
    Call call =
        Call.get("DLRN", "read", URI.create("http://u:hunter2@127.0.0.1:" + SERVER.getPort()));

    assertThat(fault(http, call).sentence())
        .contains("the address holds a user name or password")
        .doesNotContain("hunter2");
    SERVER.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void an_error_shows_the_message_of_its_json() {
    always(aResponse().withStatus(410).withBody("{\"message\":\"has been\\n purged\"}"));

    RemoteException fault = fault(http, read().advising(Map.of(410, "it cannot be promoted")));

    assertThat(fault.sentence())
        .endsWith("the server answered 410: has been purged; it cannot be promoted");
  }

  @Test
  void an_error_page_is_shown_abridged_and_without_tags_and_control_characters() {
    always(
        aResponse()
            .withStatus(500)
            .withBody("<html>\u0007<title>Oops</title>\u001b[31m" + "a".repeat(500)));

    assertThat(fault(http, read()).sentence())
        .contains("the server answered 500: Oops [31maaa")
        .endsWith("...")
        .hasSizeLessThan(400);
  }

  @Test
  void an_error_page_without_end_is_still_an_error() {
    always(aResponse().withStatus(500).withBody("x".repeat(3_000_000)));

    assertThat(fault(http, read()).status()).isEqualTo(500);
  }

  @Test
  void an_answer_beyond_the_limit_is_refused() {
    always(aResponse().withBody("x".repeat(1001)));
    try (Http small = client(HttpSettings.standard().withMaxAnswerBytes(1000))) {
      RemoteException fault = fault(small, read());

      assertThat(fault.sentence()).contains("larger than the limit of 1000 bytes");
      assertThat(fault.retryable()).isFalse();
    }
    assertThat(fault(http, read().atMost(1000)).sentence()).contains("1000 bytes");
    assertThat(http.send(read().atMost(1001)).text()).hasSize(1001);
  }

  @Test
  void a_compressed_answer_counts_by_what_it_becomes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[2_000_000]);
    }
    assertThat(bytes.size()).isLessThan(10_000);
    always(aResponse().withHeader("Content-Encoding", "gzip").withBody(bytes.toByteArray()));

    assertThat(fault(http, read().atMost(1_999_999)).sentence()).contains("1999999 bytes");
    assertThat(http.send(read().atMost(2_000_000)).text()).hasSize(2_000_000);
  }

  @Test
  void an_interrupted_wait_ends_the_request() {
    always(aResponse().withStatus(503));
    Http.Pause interrupted =
        wait -> {
          throw new InterruptedException();
        };
    try (Http stopped = new Http(HttpSettings.standard(), interrupted, InstantSource.system())) {
      assertThat(fault(stopped, read()).sentence()).contains("interrupted");
      assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
    }
  }

  private static Credentials key(String prefix, String header, Secrets secrets) {
    return new Credentials.Token(uri("/"), header, prefix, "SOME_KEY", secrets);
  }

  private static Secrets holding(String value) {
    return name -> name.equals("SOME_KEY") ? Optional.of(new Secret(value)) : Optional.empty();
  }

  @Test
  void a_key_goes_into_the_header_of_its_server() {
    always(aResponse().withStatus(204));

    http.send(
        Call.put("Redmine", "change it", uri("/x"), "{}")
            .as(key("", "X-Redmine-API-Key", holding("k123456"))));
    http.send(
        Call.get("GitHub", "read it", uri("/y"))
            .as(key("Bearer ", "Authorization", holding("k1"))));

    SERVER.verify(
        putRequestedFor(urlEqualTo("/x"))
            .withHeader("X-Redmine-API-Key", equalTo("k123456"))
            .withHeader("Content-Type", equalTo("application/json")));
    SERVER.verify(
        getRequestedFor(urlEqualTo("/y")).withHeader("Authorization", equalTo("Bearer k1")));
  }

  @Test
  void a_key_never_shows_in_a_fault() {
    always(aResponse().withStatus(403).withBody("{\"message\": \"k123456 may not\"}"));
    Call call = read().as(key("", "X-Redmine-API-Key", holding("k123456")));

    assertThatThrownBy(() -> http.send(call))
        .hasMessageContaining("*** may not")
        .hasMessageNotContaining("k123456");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines", "ü"})
  void a_key_that_no_header_can_carry_is_not_sent(String value) {
    Call call = read().as(key("", "X-Redmine-API-Key", holding(value)));

    assertThatThrownBy(() -> http.send(call))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("SOME_KEY");
    SERVER.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void an_exchange_gives_also_a_refusal_as_an_answer() {
    always(aResponse().withStatus(422).withBody("{\"errors\":[]}"));

    Answer answer = http.exchange(read());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.successful()).isFalse();
    assertThat(Http.fault(read(), answer)).hasMessageContaining("the server answered 422");
  }
}
