package dev.promoter.remote.paddles;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.suites.Counts;
import dev.promoter.suites.JobStatus;
import dev.promoter.suites.TestJob;
import dev.promoter.suites.TestRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each endpoint with what a running server answered, and with what a broken one may answer. */
class PaddlesClientTest {
  private static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  private static final String RUN =
      "qabot-2025-08-04_15:30:11-rados-reef-release-distro-default-smithi";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final Http http = new Http(HttpSettings.standard().withRetries(1, Duration.ofMillis(1)));
  private final PaddlesClient client =
      new PaddlesClient(WebAddress.of("http://127.0.0.1:" + SERVER.getPort() + "/"), http);

  @AfterEach
  void close() {
    http.close();
  }

  private static JsonNode exchange(String name) throws IOException {
    return new ObjectMapper()
        .readTree(
            Objects.requireNonNull(
                PaddlesClientTest.class.getResourceAsStream(
                    "/fixtures/paddles/" + name + ".json")));
  }

  /** Answers a path as recorded, whatever is asked of it besides. */
  private static void play(String path, String name) throws IOException {
    JsonNode response = exchange(name).path("response");
    JsonNode body = response.path("body");
    SERVER.stubFor(
        get(urlPathEqualTo(path))
            .willReturn(
                aResponse()
                    .withStatus(response.path("status").asInt())
                    .withHeader(
                        "Content-Type", response.path("headers").path("Content-Type").asText())
                    .withBody(body.isTextual() ? body.asText() : body.toString())));
  }

  @Test
  void the_runs_of_a_commit_are_read_with_one_cheap_request() throws IOException {
    play("/runs/sha1/" + SHA1 + "/", "50_runs_sha1_prefix_count");

    List<TestRun> runs = client.runsOfCommit(SHA1, 100);

    assertThat(runs).hasSize(2);
    TestRun first = runs.get(1);
    assertThat(first.name()).isEqualTo(RUN);
    assertThat(first.suite()).isEqualTo("rados");
    assertThat(first.branch()).isEqualTo("reef-release");
    assertThat(first.sha1()).isEqualTo(SHA1);
    assertThat(first.flavor()).isEqualTo("default");
    assertThat(first.machine()).isEqualTo("smithi");
    assertThat(first.priority()).isEqualTo(110);
    assertThat(first.scheduled()).isEqualTo(Instant.parse("2025-08-04T15:30:11Z"));
    assertThat(first.updated()).isEqualTo(Instant.parse("2026-11-20T20:21:45.372972Z"));
    assertThat(first.counts()).isEqualTo(new Counts(0, 0, 0, 3, 1, 1, 0));
    assertThat(first.counts().finished()).isTrue();
    SERVER.verify(1, getRequestedFor(urlEqualTo("/runs/sha1/" + SHA1 + "/?count=100")));
    assertThat(client.requests()).isOne();
  }

  @Test
  void finished_is_what_the_counts_say_and_not_the_word() throws IOException {
    String name = "19_run_finished_fail_reported_while_one_job_still_queued";
    play("/runs/" + RUN + "/", name);

    TestRun run = client.run(RUN).orElseThrow();

    assertThat(exchange(name).path("response").path("body").path("status").asText())
        .isEqualTo("finished fail");
    assertThat(run.counts().finished()).isFalse();
  }

  @Test
  void an_empty_run_is_found_by_its_name_and_says_nothing_of_a_commit() throws IOException {
    play("/runs/" + RUN + "/", "06_run_get_no_jobs_status_empty");

    TestRun run = client.run(RUN).orElseThrow();

    assertThat(run.sha1()).isEmpty();
    assertThat(run.flavor()).isEmpty();
    assertThat(run.priority()).isZero();
    assertThat(run.updated()).isEqualTo(Instant.EPOCH);
    assertThat(run.counts()).isEqualTo(Counts.NONE);
    assertThat(run.counts().finished()).isFalse();
  }

  @Test
  void an_unknown_run_is_none_although_its_404_is_plain_text() throws IOException {
    play("/runs/no-such-run/", "30_run_get_404");
    play("/runs/no-such-run/jobs/", "31_jobs_of_unknown_run");

    assertThat(client.run("no-such-run")).isEmpty();
    assertThat(client.jobs("no-such-run", true)).isEmpty();
  }

  @Test
  void jobs_are_asked_for_by_chosen_fields_and_reasons_only_where_wanted() throws IOException {
    play("/runs/" + RUN + "/jobs/", "23_jobs_fields_for_report");

    List<TestJob> jobs = client.jobs(RUN, true).orElseThrow();

    assertThat(jobs)
        .extracting(TestJob::status)
        .containsExactly(
            JobStatus.PASS, JobStatus.PASS, JobStatus.DEAD, JobStatus.FAIL, JobStatus.PASS);
    assertThat(jobs.get(3).reason()).startsWith("Command failed");
    assertThat(jobs.get(3).log()).endsWith("/8420102/teuthology.log");
    assertThat(jobs.get(4).description()).contains("supported-random-distro$/{centos_latest}");
    client.jobs(RUN, false);
    SERVER.verify(
        getRequestedFor(
            urlEqualTo(
                "/runs/" + RUN + "/jobs/?fields=job_id,status,success,description,sha1,flavor")));
  }

  @Test
  void nulls_and_unknown_words_and_fields_are_unknown_and_never_a_pass() {
    SERVER.stubFor(
        get(anyUrl())
            .willReturn(
                okJson(
                    """
                    [{"job_id": "1", "status": null, "success": null, "description": null,
                      "sha1": null, "flavor": null, "brand_new": {"x": 1}},
                     {"job_id": "2"},
                     {"job_id": "3", "status": "provisioned"},
                     {"job_id": "4", "status": "pass", "success": false}]""")));

    assertThat(client.jobs(RUN, true).orElseThrow())
        .extracting(TestJob::status)
        .containsOnly(JobStatus.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{}]",
        "[{\"name\": \"x\"}]",
        "[{\"name\": \"x\", \"results\": {\"queued\": -1}}]",
        "[{\"name\": \"x\", \"results\": {\"queued\": \"0\"}}]",
        "not json",
        "[]]",
        ""
      })
  void an_answer_that_is_something_else_is_refused(String body) {
    SERVER.stubFor(get(anyUrl()).willReturn(okJson(body)));

    assertThatThrownBy(() -> client.runsOfCommit(SHA1, 100))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("Paddles: tried to read the runs of " + SHA1);
  }

  @Test
  void a_time_that_is_none_is_refused() {
    SERVER.stubFor(get(anyUrl()).willReturn(okJson(row("x", "yesterday"))));

    assertThatThrownBy(() -> client.runsOfCommit(SHA1, 100))
        .hasMessageContaining("scheduled should be a time like");
  }

  private static String row(String name, String scheduled) {
    return """
        [{"name": "%s", "scheduled": "%s", "results": {"queued": 0, "pass": 1, "running": 0,
          "waiting": 0, "fail": 0, "dead": 0, "unknown": 0, "total": 1}}]"""
        .formatted(name, scheduled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2025-08-04 15:30:11", "2025-08-04T15:30:11.000000", "2025-08-04 15:30:11Z"})
  void times_without_a_zone_are_utc(String text) {
    SERVER.stubFor(get(anyUrl()).willReturn(okJson(row("x", text))));

    assertThat(client.runsOfCommit(SHA1, 100).get(0).scheduled())
        .isEqualTo(Instant.parse("2025-08-04T15:30:11Z"));
  }

  @Test
  void an_error_page_is_told_as_text_and_not_read_as_json() throws IOException {
    play("/runs/sha1/" + SHA1 + "/", "64_runs_bad_count");

    assertThatThrownBy(() -> client.runsOfCommit(SHA1, 100))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("the server answered 500: Internal Server Error")
        .hasMessageNotContaining("<");
  }

  @Test
  void an_unknown_field_is_told_in_the_words_of_the_server() throws IOException {
    play("/runs/" + RUN + "/jobs/", "24_jobs_invalid_field_400");

    assertThatThrownBy(() -> client.jobs(RUN, false))
        .hasMessageContaining("400: an invalid field was specified");
  }

  @Test
  void a_page_of_a_proxy_is_no_answer() {
    SERVER.stubFor(
        get(anyUrl())
            .willReturn(
                aResponse().withHeader("Content-Type", "text/html").withBody("<h1>Sign in</h1>")));

    assertThatThrownBy(() -> client.runsOfCommit(SHA1, 100))
        .hasMessageContaining("is a page for people and no JSON document: Sign in");
  }

  @Test
  void a_list_that_is_not_there_names_the_option() throws IOException {
    play("/runs/sha1/" + SHA1 + "/", "65_runs_unknown_filter");

    assertThatThrownBy(() -> client.runsOfCommit(SHA1, 100))
        .hasMessageContaining("check paddles_url");
  }

  @Test
  void a_busy_database_is_asked_again() {
    SERVER.stubFor(
        get(anyUrl())
            .inScenario("busy")
            .whenScenarioStateIs("Started")
            .willSetStateTo("free")
            .willReturn(
                aResponse().withStatus(503).withBody("{\"message\": \"database is locked\"}")));
    SERVER.stubFor(
        get(anyUrl()).inScenario("busy").whenScenarioStateIs("free").willReturn(okJson("[]")));

    assertThat(client.runsOfCommit(SHA1, 100)).isEmpty();
  }

  @Test
  void a_missing_slash_is_followed() {
    SERVER.stubFor(
        get(urlPathEqualTo("/runs/x/jobs/"))
            .willReturn(aResponse().withStatus(302).withHeader("Location", "/elsewhere/?a=b")));
    SERVER.stubFor(get(urlPathEqualTo("/elsewhere/")).willReturn(okJson("[]")));

    assertThat(client.jobs("x", false)).contains(List.of());
  }

  @Test
  void names_are_encoded_and_colons_stay() {
    SERVER.stubFor(get(anyUrl()).willReturn(okJson("[]")));

    client.jobs("a-2025-08-04_15:30:11-upgrade:quincy-x-gibba,smithi", false);
    client.jobs("a b/c?d#e%", false);

    SERVER.verify(
        getRequestedFor(
            urlPathEqualTo("/runs/a-2025-08-04_15:30:11-upgrade:quincy-x-gibba,smithi/jobs/")));
    SERVER.verify(getRequestedFor(urlPathEqualTo("/runs/a%20b%2Fc%3Fd%23e%25/jobs/")));
    assertThatThrownBy(() -> client.jobs("..", false)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void further_pages_are_read_and_runs_that_moved_between_them_count_once() {
    page("", rows(0, 3));
    page("2", rows(2, 5));
    page("3", rows(5, 6));

    assertThat(client.runsOfCommit(SHA1, 3)).extracting(TestRun::name).hasSize(6);
  }

  private static void page(String number, String body) {
    SERVER.stubFor(
        number.isEmpty()
            ? get(urlPathEqualTo("/runs/sha1/" + SHA1 + "/")).atPriority(9).willReturn(okJson(body))
            : get(urlPathEqualTo("/runs/sha1/" + SHA1 + "/"))
                .withQueryParam("page", equalTo(number))
                .willReturn(okJson(body)));
  }

  private static String rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> row("run" + i, "2025-08-04 15:30:11"))
        .map(text -> text.substring(1, text.length() - 1))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void a_server_without_an_end_is_left() {
    SERVER.stubFor(get(anyUrl()).willReturn(okJson(rows(0, 3))));

    assertThat(client.runsOfCommit(SHA1, 3)).hasSize(3);
  }

  @Test
  void ten_thousand_jobs_are_read() {
    String jobs =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    "{\"job_id\": \"%d\", \"status\": \"pass\", \"description\": \"rados/%s/%d\"}"
                        .formatted(i, "x".repeat(200), i))
            .collect(Collectors.joining(",", "[", "]"));
    SERVER.stubFor(get(anyUrl()).willReturn(okJson(jobs)));

    assertThat(client.jobs(RUN, false).orElseThrow()).hasSize(10_000);
  }
}
