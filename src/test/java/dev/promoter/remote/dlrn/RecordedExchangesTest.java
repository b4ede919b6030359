package dev.promoter.remote.dlrn;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.forbidden;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each endpoint with what a running server answered. */
class RecordedExchangesTest {
  private static final AggregateCandidate AGGREGATE =
      new AggregateCandidate("f5efb0d45fb3c5152cfec46ba44cdeb9");

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final HttpPool pool = new HttpPool(HttpSettings.standard().withRetries(0, Duration.ZERO));
  private final Dlrn dlrn = new Dlrn(pool, Releases.SECRETS, Runnable::run);

  @AfterEach
  void close() {
    pool.close();
  }

  private static Release release() {
    String api = "http://127.0.0.1:" + SERVER.getPort() + Recorded.BASE;
    return Releases.of(api + "/", "http://127.0.0.1:" + SERVER.getPort() + "/centos9-master/");
  }

  private DlrnClient client() {
    return dlrn.client(release());
  }

  /** The build a recorded request was about. */
  private static CommitHash hash(JsonNode body) {
    return new CommitHash(
        body.path("commit_hash").asText(),
        body.path("distro_hash").asText(),
        body.path("extended_hash").asText(""));
  }

  private static CommitHash asked(String name) {
    JsonNode row = Recorded.exchange(name).path("request").path("body");
    return hash(row.isArray() ? row.path(0) : row);
  }

  private RemoteException promoteFails(String name) {
    Recorded.play(SERVER, name);
    JsonNode body = Recorded.exchange(name).path("request").path("body");
    LinkName link = new LinkName(body.path("promote_name").asText());
    return catchThrowableOfType(RemoteException.class, () -> client().promote(hash(body), link));
  }

  @Test
  void promotions_of_a_link_are_read_newest_first() {
    Recorded.play(SERVER, "07-promotions-by-name");

    List<Row> rows = client().history(RowQuery.of(Releases.SOURCE, "")).all();

    assertThat(rows)
        .extracting(row -> row.hash().full())
        .startsWith(
            "6f61776a4f0cc8a2cee7a63b530bebc5d143c716_28338c40",
            "a751a95bd30b8aa2d406e2bdfea2855738c4ef4b_c4b35f05_540cc624_762d721b");
    assertThat(rows.get(0).at()).isEqualTo(Instant.ofEpochSecond(1700005400));
    SERVER.verify(
        getRequestedFor(urlPathEqualTo(Recorded.BASE + "/api/promotions"))
            .withQueryParam("limit", equalTo("100"))
            .withQueryParam("offset", equalTo("0"))
            .withoutHeader("Content-Type")
            .withoutHeader("Authorization"));
  }

  @Test
  void promotions_of_an_unknown_link_are_none() {
    Recorded.play(SERVER, "13-promotions-unknown-name");
    String link =
        Recorded.exchange("13-promotions-unknown-name")
            .path("request")
            .path("path")
            .asText()
            .replaceAll(".*promote_name=", "");

    assertThat(client().history(RowQuery.of(new LinkName(link), "")).all()).isEmpty();
  }

  @Test
  void promotions_of_an_unknown_build_are_an_error_with_its_message() {
    Recorded.play(SERVER, "15-promotions-unknown-hash-400");
    CommitHash unknown = new CommitHash("0".repeat(40), "1".repeat(40), "");

    RemoteException fault =
        catchThrowableOfType(
            RemoteException.class, () -> client().history(RowQuery.ofBuild(unknown)).all());

    assertThat(fault.sentence()).contains("400: commit_hash+distro_hash+extended_hash combination");
    assertThat(fault.status()).isEqualTo(400);
  }

  @Test
  void rows_of_a_component_builder_carry_the_aggregate_once_per_batch() {
    Recorded.play(SERVER, "70-promotions-component-link");

    List<Row> rows = client().history(RowQuery.of(Releases.SOURCE, "")).all();

    assertThat(rows.get(0).candidate("")).contains(AGGREGATE);
    assertThat(rows.get(1).candidate("")).isEmpty();
    assertThat(rows.get(1).component()).isEqualTo("nova");
    assertThat(rows.get(1).candidate("nova"))
        .contains(new CommitCandidate(rows.get(1).hash(), "nova"));
  }

  @Test
  void votes_of_a_build_are_read() {
    Recorded.play(SERVER, "21-repo-status-retried");
    CommitHash hash =
        hash(Recorded.exchange("21-repo-status-retried").path("response").path("body").path(0));

    List<Vote> votes = client().votes(new CommitCandidate(hash, ""));

    assertThat(votes).hasSize(4);
    assertThat(votes.get(1).notes()).isEqualTo("timed out");
    assertThat(votes.get(3).inProgress()).isTrue();
  }

  @Test
  void votes_of_a_build_without_extended_hash_are_read() {
    Recorded.play(SERVER, "23-repo-status-null-extended");
    CommitHash hash =
        hash(
            Recorded.exchange("23-repo-status-null-extended")
                .path("response")
                .path("body")
                .path(0));

    assertThat(hash.extended()).isEmpty();
    assertThat(client().votes(new CommitCandidate(hash, ""))).hasSize(1);
  }

  @Test
  void votes_of_an_aggregate_are_read() {
    Recorded.play(SERVER, "77-agg-status");

    assertThat(client().votes(AGGREGATE))
        .extracting(Vote::success)
        .containsExactly(true, true, false);
  }

  @Test
  void an_unknown_aggregate_has_no_votes() {
    Recorded.play(SERVER, "79-agg-status-unknown");

    assertThat(client().votes(new AggregateCandidate("f".repeat(32)))).isEmpty();
  }

  @Test
  void a_promotion_is_confirmed_with_a_floating_time() {
    Recorded.play(SERVER, "43-promote");
    CommitHash hash = asked("43-promote");

    Row answer = client().promote(hash, Releases.TARGET);

    assertThat(answer.hash()).isEqualTo(hash);
    assertThat(answer.at()).isEqualTo(Instant.ofEpochSecond(1795206688));
    SERVER.verify(
        postRequestedFor(urlPathEqualTo(Recorded.BASE + "/api/promote"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("Authorization", equalTo("Basic Y2l1c2VyOnNhbmRib3g=")));
  }

  @Test
  void refused_promotions_name_the_reason() {
    assertThat(promoteFails("47-promote-401").sentence())
        .contains("user 'ciuser' with the secret DLRNAPI_PASSWORD")
        .doesNotContain(Releases.PASSWORD);
    assertThat(promoteFails("48-promote-unknown-400").sentence()).contains("not found");
    assertThat(promoteFails("51-promote-reserved-403").sentence())
        .contains("403: Invalid promote_name consistent")
        .contains("only plain names");
    assertThat(promoteFails("54-promote-purged-410").sentence())
        .contains("has been purged")
        .contains("cannot be promoted any more");
  }

  @Test
  void a_wrong_media_type_is_explained() {
    SERVER.stubFor(
        post(anyUrl())
            .willReturn(
                jsonResponse(
                    Recorded.exchange("55-promote-415").path("response").path("body").toString(),
                    415)));

    assertThatThrownBy(() -> client().promote(asked("43-promote"), Releases.TARGET))
        .hasMessageContaining(
            "415: Unsupported Media Type, use JSON; the server takes application/json only");
  }

  @Test
  void a_batch_is_promoted_and_confirmed_with_its_aggregate() {
    Recorded.play(SERVER, "81-batch-to-target");
    List<CommitHash> hashes = new ArrayList<>();
    Recorded.exchange("81-batch-to-target")
        .path("request")
        .path("body")
        .forEach(item -> hashes.add(hash(item)));

    Row answer = client().promoteBatch(hashes, Releases.TARGET);

    assertThat(answer.aggregate()).isEqualTo(AGGREGATE.id());
    assertThat(answer.hash()).isEqualTo(hashes.get(2));
  }

  @Test
  void an_empty_batch_never_reaches_the_server_that_would_fail_on_it() {
    Recorded.play(SERVER, "84-batch-empty");

    assertThatThrownBy(() -> client().promoteBatch(List.of(), Releases.TARGET))
        .isInstanceOf(IllegalArgumentException.class);
    SERVER.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void an_error_page_is_shown_as_text() {
    SERVER.stubFor(
        post(anyUrl())
            .willReturn(
                serverError()
                    .withBody(
                        Recorded.exchange("84-batch-empty")
                            .path("response")
                            .path("body")
                            .asText())));

    assertThatThrownBy(() -> client().promoteBatch(List.of(asked("43-promote")), Releases.TARGET))
        .hasMessageContaining("500: 500 Internal Server Error")
        .message()
        .doesNotContain("<");
  }

  @Test
  void votes_are_reported_for_builds_and_aggregates() {
    Recorded.play(SERVER, "36-report-result");
    Recorded.play(SERVER, "73-report-aggregate");
    Vote vote =
        new Vote(
            "periodic-tripleo-ci-centos-9-ovb-3ctlr_1comp-featureset001-master",
            true,
            false,
            Instant.ofEpochSecond(1700006000),
            "https://logs.example.org/1",
            "rerun");
    String containers = "periodic-tripleo-ci-build-containers-ubi-9-quay-push-master";
    Vote other =
        new Vote(
            containers,
            true,
            false,
            Instant.ofEpochSecond(1700009100),
            "https://logs.example.org/" + containers,
            "");

    client().report(new CommitCandidate(asked("36-report-result"), ""), vote);
    client().report(AGGREGATE, other);

    SERVER.verify(2, postRequestedFor(urlPathEqualTo(Recorded.BASE + "/api/report_result")));
  }

  @Test
  void the_credentials_are_probed() {
    Recorded.play(SERVER, "03-health-post-ok");
    assertThat(dlrn.probe(release()).state()).isEqualTo(Probe.State.OK);

    Recorded.play(SERVER, "05-health-post-401-bad-password");
    Probe refused = dlrn.probe(release());
    assertThat(refused.state()).isEqualTo(Probe.State.REFUSED);
    assertThat(refused.sentence()).contains("ciuser").doesNotContain(Releases.PASSWORD);

    SERVER.stubFor(post(anyUrl()).willReturn(forbidden()));
    Probe forbidden = dlrn.probe(release());
    assertThat(forbidden.state()).isEqualTo(Probe.State.REFUSED);
    assertThat(forbidden.sentence()).contains("may not do this").doesNotContain("plain names");

    Recorded.play(SERVER, "02-health-get");
    Probe dry = dlrn.probe(release().asDryRun());
    assertThat(dry.state()).isEqualTo(Probe.State.NOT_CHECKABLE);

    SERVER.resetAll();
    assertThat(dlrn.probe(release()).state())
        .as("an old server does not know the check")
        .isEqualTo(Probe.State.NOT_CHECKABLE);
    Probe silent = dlrn.probe(Releases.of("http://no-such-host.invalid", "http://x"));
    assertThat(silent.state()).isEqualTo(Probe.State.UNREACHABLE);
  }

  @Test
  void a_missing_password_is_a_refusal_that_names_the_secret() {
    Probe probe = dlrn.probe(Releases.and(release(), "password_secret", "OTHER"));

    assertThat(probe.state()).isEqualTo(Probe.State.REFUSED);
    assertThat(probe.sentence()).contains("the secret OTHER");
  }

  @Test
  void credentials_are_sent_on_reads_when_asked_for() {
    Recorded.play(SERVER, "07-promotions-by-name");

    dlrn.client(Releases.and(release(), "dlrnauth_force_auth", "yes"))
        .newest(RowQuery.of(Releases.SOURCE, ""));

    SERVER.verify(
        getRequestedFor(urlPathEqualTo(Recorded.BASE + "/api/promotions"))
            .withHeader("Authorization", equalTo("Basic Y2l1c2VyOnNhbmRib3g=")));
  }

  @Test
  void a_protected_read_says_how_to_send_credentials() {
    SERVER.stubFor(get(anyUrl()).willReturn(unauthorized()));

    assertThatThrownBy(() -> client().votes(AGGREGATE))
        .hasMessageContaining("it wants credentials; set dlrnauth_force_auth to yes");
  }

  @Test
  void the_page_of_the_votes_is_named() {
    Candidate commit = new CommitCandidate(new CommitHash("a".repeat(40), "b".repeat(40), ""), "");

    assertThat(dlrn.votePage(release(), commit).toString())
        .endsWith(
            Recorded.BASE
                + "/api/civotes_detail.html?commit_hash="
                + "a".repeat(40)
                + "&distro_hash="
                + "b".repeat(40));
    assertThat(dlrn.votePage(release(), AGGREGATE).toString())
        .endsWith("/api/civotes_agg_detail.html?ref_hash=" + AGGREGATE.id());
  }
}
