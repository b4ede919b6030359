package dev.promoter.remote.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
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
import dev.promoter.notes.PullRequest;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GitHubTest {
  private static final String PULLS = "/repos/ceph/ceph/pulls";
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Secrets NONE = name -> Optional.empty();

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final List<Duration> pauses = new ArrayList<>();
  private final Http http = new Http(HttpSettings.standard().withRetries(0, Duration.ZERO));

  @AfterEach
  void close() {
    http.close();
  }

  private static String address() {
    return "http://127.0.0.1:" + SERVER.getPort();
  }

  private GitHub github(Secrets secrets) {
    return new GitHub(
        URI.create(address() + "/"),
        "ceph/ceph",
        http,
        "GITHUB_TOKEN",
        secrets,
        InstantSource.fixed(NOON),
        Duration.ofMinutes(2),
        pauses::add);
  }

  private static String pull(int number) {
    return "{\"number\":%d,\"title\":\"reef: rgw: %d\",\"body\":null,\"user\":{\"login\":\"octocat\"},\"labels\":[{\"name\":\"rgw\"}],\"new\":1}"
        .formatted(number, number);
  }

  private static void single(int number, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(get(urlPathEqualTo(PULLS + "/" + number)).willReturn(answer));
  }

  @Test
  void pages_are_read_as_long_as_they_are_needed() {
    SERVER.stubFor(
        get(urlPathEqualTo(PULLS))
            .willReturn(
                okJson("[" + pull(1) + "," + pull(9) + "]")
                    .withHeader(
                        "Link",
                        "<"
                            + address()
                            + PULLS
                            + "/more?page=2>; rel=\"next\", <x>; rel=\"last\"")));
    SERVER.stubFor(
        get(urlPathEqualTo(PULLS + "/more"))
            .willReturn(
                okJson("[" + pull(2) + "]")
                    .withHeader("Link", "<" + address() + PULLS + "/never?page=3>; rel=\"next\"")));

    assertThat(github(NONE).read(Set.of(1, 2), "reef")).containsOnlyKeys(1, 2);
    SERVER.verify(
        getRequestedFor(urlPathEqualTo(PULLS))
            .withQueryParam("base", equalTo("reef"))
            .withQueryParam("per_page", equalTo("100"))
            .withoutHeader("Authorization"));
    SERVER.verify(0, getRequestedFor(urlPathEqualTo(PULLS + "/never")));
  }

  @Test
  void what_no_page_has_is_asked_for_by_number_and_what_is_gone_is_left_out() {
    SERVER.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson("[]")));
    single(3, okJson(pull(3)));
    single(4, aResponse().withStatus(404));

    assertThat(github(NONE).read(Set.of(3, 4), "reef").values())
        .containsExactly(new PullRequest(3, "reef: rgw: 3", "", "octocat", List.of("rgw")));
  }

  @Test
  void a_server_without_the_list_is_asked_for_each_by_number() {
    SERVER.stubFor(get(urlPathEqualTo(PULLS)).willReturn(aResponse().withStatus(404)));
    single(23, okJson(pull(23)));
    single(24, aResponse().withStatus(404));

    assertThat(github(NONE).read(Set.of(23, 24), "reef")).containsOnlyKeys(23);
  }

  @Test
  void a_repository_of_which_nothing_is_there_is_no_repository_without_pull_requests() {
    SERVER.stubFor(get(urlPathEqualTo(PULLS)).willReturn(aResponse().withStatus(404)));
    single(25, aResponse().withStatus(404));
    single(26, aResponse().withStatus(404));

    assertThatThrownBy(() -> github(NONE).read(Set.of(25, 26), "reef"))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("check github_api_url and the repository");
  }

  @Test
  void a_next_page_elsewhere_is_not_read() {
    SERVER.stubFor(
        get(urlPathEqualTo(PULLS))
            .willReturn(
                okJson("[]").withHeader("Link", "<http://elsewhere.example.org/x>; rel=\"next\"")));
    single(5, okJson(pull(5)));
    single(6, okJson(pull(6)));

    assertThat(github(NONE).read(Set.of(5, 6), "reef")).hasSize(2);
  }

  @Test
  void a_token_is_sent_when_there_is_one() {
    single(7, okJson(pull(7)));
    github(name -> Optional.of(new Secret("t0ken"))).read(Set.of(7), "reef");

    SERVER.verify(
        getRequestedFor(urlPathEqualTo(PULLS + "/7"))
            .withHeader("Authorization", equalTo("Bearer t0ken")));
  }

  private static void firstThen(int number, ResponseDefinitionBuilder first) {
    SERVER.stubFor(
        get(urlPathEqualTo(PULLS + "/" + number))
            .inScenario("limit" + number)
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(first)
            .willSetStateTo("open"));
    SERVER.stubFor(
        get(urlPathEqualTo(PULLS + "/" + number))
            .inScenario("limit" + number)
            .whenScenarioStateIs("open")
            .willReturn(okJson(pull(number))));
  }

  @Test
  void a_limit_is_waited_for() {
    firstThen(
        8,
        aResponse()
            .withStatus(403)
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("X-RateLimit-Reset", String.valueOf(NOON.getEpochSecond() + 30)));
    firstThen(9, aResponse().withStatus(403).withHeader("Retry-After", "5"));
    firstThen(10, aResponse().withStatus(429));

    assertThat(github(NONE).read(Set.of(8), "reef")).hasSize(1);
    assertThat(github(NONE).read(Set.of(9), "reef")).hasSize(1);
    assertThat(github(NONE).read(Set.of(10), "reef")).hasSize(1);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(31), Duration.ofSeconds(6), Duration.ofSeconds(1));
  }

  @Test
  void a_limit_that_lasts_too_long_ends_the_reading_until_later() {
    single(
        11,
        aResponse()
            .withStatus(403)
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("X-RateLimit-Reset", String.valueOf(NOON.getEpochSecond() + 3000)));

    RemoteException fault =
        catchThrowableOfType(RemoteException.class, () -> github(NONE).read(Set.of(11), "reef"));

    assertThat(fault.retryable()).isTrue();
    assertThat(fault.sentence())
        .contains("used up until 2026-11-21T12:50:01Z", "with the secret GITHUB_TOKEN");
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_refusal_that_is_no_limit_is_told_at_once() {
    single(12, aResponse().withStatus(403).withBody("{\"message\":\"Forbidden\"}"));

    assertThatThrownBy(() -> github(NONE).read(Set.of(12), "reef"))
        .hasMessageContaining("403: Forbidden");
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_reading_goes_on_where_it_stopped() {
    SERVER.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson("[]")));
    single(13, okJson(pull(13)));
    single(14, aResponse().withStatus(500));
    GitHub github = github(NONE);
    assertThatThrownBy(() -> github.read(Set.of(13, 14), "reef"))
        .isInstanceOf(RemoteException.class);
    single(14, okJson(pull(14)));

    assertThat(github.read(Set.of(13, 14), "reef")).hasSize(2);
    SERVER.verify(1, getRequestedFor(urlPathEqualTo(PULLS + "/13")));
  }

  @Test
  void an_answer_about_something_else_is_not_believed() {
    single(15, okJson(pull(16)));
    assertThatThrownBy(() -> github(NONE).read(Set.of(15), "reef"))
        .hasMessageContaining("about pull request 16");
    single(15, okJson("{\"title\":\"x\"}"));
    assertThatThrownBy(() -> github(NONE).read(Set.of(15), "reef"))
        .hasMessageContaining("no number or title");
    single(15, aResponse().withBody("<html>"));
    assertThatThrownBy(() -> github(NONE).read(Set.of(15), "reef")).hasMessageContaining("no JSON");
  }
}
