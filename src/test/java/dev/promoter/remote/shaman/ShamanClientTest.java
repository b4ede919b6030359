package dev.promoter.remote.shaman;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.remote.shaman.Readiness.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readiness with what a running server answered, and the traps of the contract. */
class ShamanClientTest {
  private static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  private static final String NEWER = "c44bc49e7a57a87d84dfff2a077a2058aa2172e2";
  private static final String REF = "reef-release";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final Http http = new Http(HttpSettings.standard().withRetries(0, Duration.ZERO));
  private final ShamanClient client =
      new ShamanClient(WebAddress.of("http://127.0.0.1:" + SERVER.getPort()), http);

  @AfterEach
  void close() {
    http.close();
  }

  @BeforeEach
  void nothing_is_built() {
    SERVER.stubFor(get(anyUrl()).atPriority(9).willReturn(okJson("[]")));
  }

  private static void play(String name) throws IOException {
    JsonNode exchange =
        new ObjectMapper()
            .readTree(
                Objects.requireNonNull(
                    ShamanClientTest.class.getResourceAsStream(
                        "/fixtures/shaman/" + name + ".json")));
    JsonNode response = exchange.path("response");
    JsonNode body = response.path("body");
    SERVER.stubFor(
        get(urlPathEqualTo(exchange.path("request").path("path").asText().replaceAll("\\?.*", "")))
            .willReturn(
                aResponse()
                    .withStatus(response.path("status").asInt())
                    .withHeader(
                        "Content-Type", response.path("headers").path("Content-Type").asText())
                    .withBody(body.isTextual() ? body.asText() : body.toString())));
  }

  private Readiness read(String platform) {
    return read(platform, "x86_64", true);
  }

  private Readiness read(String platform, String arch, boolean completed) {
    Wanted wanted = new Wanted(REF, SHA1, Platform.parseAll(platform), arch, completed);
    return client.read(wanted).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "06_by_sha1_requested_not_ready, centos-9-default, BUILDING",
    "07_by_sha1_building, centos-9-default, BUILDING",
    "10_by_sha1_centos9_ready, centos-9-default, READY",
    "13_by_sha1_jammy_no_repo_empty_list, ubuntu-jammy-default, ABSENT",
    "15_by_sha1_jammy_ready, ubuntu-jammy-default, READY",
    "15_by_sha1_jammy_ready, ubuntu-22.04-default, READY",
    "16_by_sha1_flavor_failed, centos-9-crimson-debug, FAILED",
    "44_by_sha1_after_repo_deleted, centos-9-default, ABSENT"
  })
  void each_recorded_answer_says_how_a_platform_stands(String name, String platform, State state)
      throws IOException {
    play(name);

    assertThat(read(platform).state()).isEqualTo(state);
    assertThat(read(platform).sentence()).startsWith(platform + " of " + REF + " (" + SHA1 + ")");
    assertThat(read(platform).link()).startsWith("http");
  }

  @Test
  void a_newer_ready_commit_of_the_branch_does_not_hide_ours() throws IOException {
    play("19_latest_centos9_moved_to_newer_sha1");
    play("20_by_sha1_centos9_still_ready_after_latest_moved");

    assertThat(read("centos-9-default").ready()).isTrue();
  }

  @Test
  void the_newest_build_must_have_completed_where_there_are_builds() throws IOException {
    play("10_by_sha1_centos9_ready");
    play("37_builds_started");

    Readiness started = read("centos-9-default");
    assertThat(started.state()).isEqualTo(State.BUILDING);
    assertThat(started.sentence()).contains("ready, but the newest build for x86_64 is started");
    assertThat(started.link()).contains("4711");
    assertThat(read("centos-9-default", "x86_64", false).state()).isEqualTo(State.READY);
  }

  @Test
  void a_rebuild_is_another_entry_and_only_the_newest_of_the_architecture_counts()
      throws IOException {
    play("10_by_sha1_centos9_ready");
    play("15_by_sha1_jammy_ready");
    play("38_builds_completed_failed_rebuilt_started");

    assertThat(read("centos-9-default").state()).isEqualTo(State.READY);
    assertThat(read("centos-9-default", "arm64", true).state()).isEqualTo(State.BUILDING);
    assertThat(read("ubuntu-jammy-default").state()).isEqualTo(State.READY);
  }

  @Test
  void a_failed_build_without_a_ready_repository_is_an_early_failure() {
    builds(build("failed", "centos", "\"9\"", "null"));

    Readiness failed = read("centos-9-default");
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.link()).isEqualTo("https://jenkins.example.org/1/consoleFull");
  }

  @Test
  void a_failed_rebuild_beside_a_ready_repository_is_waited_for() {
    repositories(repository("ready", "[\"x86_64\"]"));
    builds(build("failed", "centos", "\"9\"", "null"));

    assertThat(read("centos-9-default").state()).isEqualTo(State.BUILDING);
  }

  @Test
  void a_ready_repository_counts_although_a_newer_upload_is_under_way() {
    repositories(repository("building", "[\"x86_64\"]"), repository("ready", "[\"x86_64\"]"));

    assertThat(read("centos-9-default").ready()).isTrue();
  }

  @Test
  void another_architecture_is_not_ready() {
    repositories(repository("ready", "[\"arm64\", \"noarch\"]"));

    Readiness other = read("centos-9-default");
    assertThat(other.state()).isEqualTo(State.BUILDING);
    assertThat(other.sentence()).contains("ready for arm64, noarch, not for x86_64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ubuntu-noble-default", "ubuntu-24.04-default"})
  void noble_has_no_version_and_is_found_under_its_codename(String platform) {
    SERVER.stubFor(
        get(urlPathMatching(".*/ubuntu/noble/flavors/default/"))
            .willReturn(
                okJson(
                    "["
                        + repository("ready", "[\"x86_64\"]")
                            .replace("centos", "ubuntu")
                            .replace("\"distro_version\": \"9\"", "\"distro_version\": null")
                            .replace("\"distro_codename\": null", "\"distro_codename\": \"noble\"")
                        + "]")));
    builds(build("started", "ubuntu", "null", "\"noble\""));

    assertThat(read(platform).state()).isEqualTo(State.BUILDING);
    builds(build("completed", "ubuntu", "null", "\"noble\""));
    assertThat(read(platform).state()).isEqualTo(State.READY);
  }

  @Test
  void an_entry_of_another_commit_or_flavor_is_not_believed() {
    repositories(
        repository("ready", "[\"x86_64\"]").replace(SHA1, NEWER),
        repository("ready", "[\"x86_64\"]").replace("default", "crimson"));

    assertThat(read("centos-9-default").state()).isEqualTo(State.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {504, 404})
  void not_ready_and_an_unknown_project_are_no_outage(int status) {
    SERVER.stubFor(
        get(anyUrl())
            .willReturn(aResponse().withStatus(status).withBody("no repository is ready")));

    assertThat(read("centos-9-default").state()).isEqualTo(State.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 500, 503})
  void an_outage_is_told_apart_from_not_ready(int status) {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status)));

    Readiness unread = read("centos-9-default");
    assertThat(unread.state()).isEqualTo(State.UNREADABLE);
    assertThat(unread.sentence()).contains("Shaman: tried to", String.valueOf(status));
  }

  @Test
  void a_redirect_to_the_form_with_a_slash_is_followed() {
    SERVER.stubFor(
        get(urlPathMatching("/api/repos/.*"))
            .willReturn(aResponse().withStatus(302).withHeader("Location", "/there/")));
    SERVER.stubFor(
        get(urlPathEqualTo("/there/"))
            .willReturn(okJson("[" + repository("ready", "[\"x86_64\"]") + "]")));

    assertThat(read("centos-9-default").ready()).isTrue();
  }

  @Test
  void a_platform_with_a_typo_is_absent_and_what_is_there_is_named() throws IOException {
    play("38_builds_completed_failed_rebuilt_started");

    assertThat(read("ubuntu-jamy-default").sentence())
        .contains("nothing for it yet", "centos-9-default, ubuntu-jammy-default");
  }

  @Test
  void every_platform_is_told_even_when_one_cannot_be_read() throws IOException {
    play("10_by_sha1_centos9_ready");
    SERVER.stubFor(get(urlPathMatching(".*/ubuntu/.*")).willReturn(aResponse().withStatus(500)));

    Wanted wanted =
        new Wanted(
            REF, SHA1, Platform.parseAll("centos-9-default,ubuntu-jammy-default"), "x86_64", true);
    assertThat(client.read(wanted))
        .extracting(Readiness::state)
        .containsExactly(State.READY, State.UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "centos-9-default, centos, 9, default",
    "centos-9-crimson-debug, centos, 9, crimson-debug",
    "ubuntu-22.04-default, ubuntu, 22.04, default"
  })
  void a_platform_is_split_at_the_first_two_dashes(
      String text, String distro, String version, String flavor) {
    assertThat(Platform.parse(text)).isEqualTo(new Platform(distro, version, flavor));
    assertThat(Platform.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "centos9-default",
        "centos",
        "-9-default",
        "centos--default",
        "a-b-",
        "a/b-9-c",
        ""
      })
  void anything_else_is_no_platform(String text) {
    assertThatThrownBy(() -> Platform.parse(text))
        .hasMessageContaining("must be DISTRO-VERSION-FLAVOR");
  }

  @Test
  void a_list_of_platforms_may_have_commas_blanks_and_repetitions() {
    assertThat(Platform.parseAll(" a-1-x, b-2-y,a-1-x,\n c-3-z,")).hasSize(3);
    assertThatThrownBy(() -> Platform.parseAll(" , ")).hasMessageContaining("empty");
  }

  private static void repositories(String... rows) {
    SERVER.stubFor(
        get(urlPathMatching("/api/repos/.*"))
            .willReturn(okJson("[" + String.join(",", List.of(rows)) + "]")));
  }

  private static void builds(String... rows) {
    SERVER.stubFor(
        get(urlPathMatching("/api/builds/.*"))
            .willReturn(okJson("[" + String.join(",", List.of(rows)) + "]")));
  }

  private static String repository(String status, String archs) {
    return """
        {"ref": "%s", "sha1": "%s", "distro": "centos", "distro_version": "9",
         "distro_codename": null, "flavor": "default", "status": "%s", "archs": %s,
         "url": "https://chacra.example.org/r/", "extra": {}, "brand_new": 1}"""
        .formatted(REF, SHA1, status, archs);
  }

  private static String build(String status, String distro, String version, String codename) {
    return """
        {"ref": "%s", "sha1": "%s", "distro": "%s", "distro_version": %s, "distro_codename": %s,
         "distro_arch": "x86_64", "flavor": "default", "status": "%s",
         "url": "https://jenkins.example.org/1/", "log_url": "https://jenkins.example.org/1/consoleFull",
         "extra": {}}"""
        .formatted(REF, SHA1, distro, version, codename, status);
  }
}
