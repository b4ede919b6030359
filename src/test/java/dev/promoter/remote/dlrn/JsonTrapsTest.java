package dev.promoter.remote.dlrn;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are wrong, strange or about something else. */
class JsonTrapsTest {
  private static final String COMMIT = "a".repeat(40);
  private static final String DISTRO = "b".repeat(40);
  private static final String EXTENDED = "c".repeat(40) + "_" + "d".repeat(40);
  private static final String ROW =
      """
      {"commit_hash":"%s","distro_hash":"%s","promote_name":"tripleo-ci-testing","timestamp":17}"""
          .formatted(COMMIT, DISTRO);
  private static final String VOTE =
      """
      {"job_id":"j","success":true,"in_progress":false,"timestamp":17,"commit_hash":"%s","distro_hash":"%s"}"""
          .formatted(COMMIT, DISTRO);

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final HttpPool pool = new HttpPool(HttpSettings.standard());
  private final DlrnClient client =
      new Dlrn(pool, Releases.SECRETS, Runnable::run)
          .client(Releases.of("http://127.0.0.1:" + SERVER.getPort(), "http://127.0.0.1/x"));

  @AfterEach
  void close() {
    pool.close();
  }

  private List<Row> rows(String body) {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson(body)));
    return client.history(RowQuery.of(Releases.SOURCE, "")).all();
  }

  private List<Vote> votes(String body, String extended) {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson(body)));
    Candidate candidate = new CommitCandidate(new CommitHash(COMMIT, DISTRO, extended), "");
    return client.votes(candidate);
  }

  private RemoteException unreadableRows(String body) {
    return catchThrowableOfType(RemoteException.class, () -> rows(body));
  }

  private RemoteException unreadableVotes(String body, String extended) {
    return catchThrowableOfType(RemoteException.class, () -> votes(body, extended));
  }

  @Test
  void a_row_of_2017_has_only_four_fields() {
    assertThat(rows("[" + ROW + "]"))
        .containsExactly(
            new Row(
                "tripleo-ci-testing",
                new CommitHash(COMMIT, DISTRO, ""),
                "",
                "",
                Instant.ofEpochSecond(17)));
  }

  @Test
  void unknown_and_null_fields_and_floating_times_are_fine() {
    String row =
        ROW.replace(
            "17}",
            "17.5,\"new\":{\"deep\":[1]},\"user\":7,\"component\":null,"
                + "\"extended_hash\":null,\"aggregate_hash\":null}");

    assertThat(rows("[" + row + "]").get(0).at()).isEqualTo(Instant.ofEpochMilli(17500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "null", "\"x\"", "[", "[1]", "[[]]", "[] []", "<html>Login</html>"})
  void an_answer_that_is_no_list_of_objects_is_unreadable(String body) {
    assertThat(unreadableRows(body).sentence())
        .startsWith(
            "DLRN: tried to read the promotions to tripleo-ci-testing (GET http://127.0.0.1")
        .contains("but failed because the answer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "commit_hash|7",
        "commit_hash|\"short\"",
        "commit_hash|null",
        "distro_hash|\"ABC\"",
        "promote_name|null",
        "promote_name|[]",
        "timestamp|\"17\"",
        "timestamp|null",
        "timestamp|true",
        "timestamp|1e300",
        "timestamp|-1e300",
        "extended_hash|7",
        "extended_hash|\"../../etc\"",
        "aggregate_hash|\"xyz\"",
        "aggregate_hash|true",
        "component|{}"
      })
  void a_needed_field_of_a_wrong_type_is_named_with_its_row(String field, String value) {
    String good = ROW.substring(0, ROW.length() - 1);
    String row =
        ROW.contains("\"" + field + "\"")
            ? ROW.replaceAll("\"" + field + "\":(\"[^\"]*\"|17)", "\"" + field + "\":" + value)
            : good + ",\"" + field + "\":" + value + "}";

    RemoteException fault = unreadableRows("[" + ROW + "," + row + "]");

    assertThat(fault.sentence()).contains("row 2 of the answer").contains(field);
    assertThat(fault.status()).isEqualTo(200);
  }

  @Test
  void rows_of_another_link_are_a_foreign_answer() {
    assertThat(unreadableRows("[" + ROW.replace("tripleo-ci-testing", "current") + "]").sentence())
        .contains(
            "row 1 of the answer is about something else: its promote_name is 'current',"
                + " asked for was 'tripleo-ci-testing'");
  }

  @Test
  void rows_of_another_component_are_a_foreign_answer_unless_the_server_knows_none() {
    RowQuery nova = RowQuery.of(Releases.SOURCE, "nova");
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("[" + ROW + "]")));
    assertThat(client.history(nova).all()).hasSize(1);

    String other = ROW.replace("17}", "17,\"component\":\"neutron\"}");
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("[" + other + "]")));
    assertThat(
            catchThrowableOfType(RemoteException.class, () -> client.history(nova).all())
                .sentence())
        .contains("its component is 'neutron', asked for was 'nova'");
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "false,false",
    "\"True\",true",
    "\"FALSE\",false",
    "\"true\",true",
    "\"1\",true",
    "\"0\",false"
  })
  void booleans_may_be_words_in_any_case(String spelt, boolean meant) {
    assertThat(votes("[" + VOTE.replace("\"success\":true", "\"success\":" + spelt) + "]", ""))
        .extracting(Vote::success)
        .containsExactly(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "\"yes\"", "\"\"", "null", "[]"})
  void any_other_word_makes_the_votes_unreadable(String spelt) {
    assertThat(
            unreadableVotes(
                    "[" + VOTE.replace("\"success\":true", "\"success\":" + spelt) + "]", "")
                .sentence())
        .contains("row 1 of the answer cannot be read: its field success should be true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"job_id", "success", "in_progress", "timestamp"})
  void a_vote_without_a_needed_field_makes_the_votes_unreadable(String field) {
    assertThat(unreadableVotes("[" + VOTE.replace(field, "other") + "]", "").sentence())
        .contains("field " + field)
        .contains("is absent");
  }

  @Test
  void a_vote_needs_no_hashes_url_or_notes() {
    String bare = "[{\"job_id\":\"j\",\"success\":true,\"in_progress\":false,\"timestamp\":1}]";

    assertThat(votes(bare, EXTENDED)).hasSize(1);
    assertThat(votes(bare, "").get(0).url()).isEmpty();
  }

  @Test
  void votes_on_another_build_are_a_foreign_answer() {
    assertThat(unreadableVotes("[" + VOTE.replace(COMMIT, "e".repeat(40)) + "]", "").sentence())
        .contains("its commit_hash is");
    assertThat(unreadableVotes("[" + VOTE.replace(DISTRO, "e".repeat(40)) + "]", "").sentence())
        .contains("its distro_hash is");
    String other = VOTE.replace("17,", "17,\"extended_hash\":\"" + "e".repeat(40) + "\",");
    assertThat(unreadableVotes("[" + other + "]", EXTENDED).sentence())
        .contains("its extended_hash is");
    String none = VOTE.replace("17,", "17,\"extended_hash\":null,");
    assertThat(unreadableVotes("[" + none + "]", EXTENDED).sentence())
        .contains("its extended_hash is ''");
  }

  @Test
  void votes_on_a_newer_build_are_no_evidence_for_one_without_extended_hash() {
    String newer = VOTE.replace("17,", "17,\"extended_hash\":\"" + EXTENDED + "\",");

    assertThat(unreadableVotes("[" + newer + "]", "").sentence())
        .contains("the server answered for another, newer build of the same commits");
  }

  @Test
  void votes_on_another_aggregate_are_a_foreign_answer() {
    String vote =
        "[{\"job_id\":\"j\",\"success\":true,\"in_progress\":false,\"timestamp\":1,"
            + "\"aggregate_hash\":\"%s\"}]".formatted("e".repeat(32));
    SERVER.stubFor(any(anyUrl()).willReturn(okJson(vote)));

    RemoteException fault =
        catchThrowableOfType(
            RemoteException.class, () -> client.votes(new AggregateCandidate("f".repeat(32))));

    assertThat(fault.sentence()).contains("its aggregate_hash is");
  }

  @Test
  void a_deeply_nested_answer_is_unreadable() {
    assertThat(unreadableRows("[".repeat(100_000)).sentence()).contains("is no JSON document");
  }
}
