package dev.promoter.remote.dlrn;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.promoter.domain.CommitHash;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateTreeTest {
  private static final String AGGREGATE = "f5efb0d45fb3c5152cfec46ba44cdeb9";
  private static final String PLACE =
      "/centos9-master/tripleo-ci-testing/f5/ef/" + AGGREGATE + "/delorean.repo";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final HttpPool pool = new HttpPool(HttpSettings.standard().withRetries(0, Duration.ZERO));
  private final AggregateTree tree =
      new AggregateTree(
          new Dlrn(pool, Releases.SECRETS, Runnable::run)
              .client(Releases.of(address("/api"), address("/centos9-master"))),
          Runnable::run,
          new KnownBuilds());

  @AfterEach
  void close() {
    pool.close();
  }

  private static String address(String path) {
    return "http://127.0.0.1:" + SERVER.getPort() + path;
  }

  private static void file(String path, String text) {
    SERVER.stubFor(get(path).willReturn(ok(text)));
  }

  private static void sections(String... baseUrls) {
    StringBuilder text = new StringBuilder();
    for (String url : baseUrls) {
      text.append("[s")
          .append(text.length())
          .append("]\nname=s\nbaseurl=")
          .append(url)
          .append("\n\n");
    }
    file(PLACE, text.toString());
  }

  private static String commit(char digit, String time, String extended) {
    return """
        commits:
        - commit_hash: %s
          distro_hash: %s
          extended_hash: %s
          component: None
          dt_commit: %s
          unknown: {a: [1, 2]}
        - commit_hash: ignored
        """
        .formatted(hash(digit), hash(digit), extended, time);
  }

  private static String hash(char digit) {
    return String.valueOf(digit).repeat(40);
  }

  private List<CommitHash> builds() {
    return tree.builds(AGGREGATE, "tripleo-ci-testing").stream()
        .map(CommitFile.Build::hash)
        .toList();
  }

  private String fault() {
    return catchThrowableOfType(RemoteException.class, this::builds).sentence();
  }

  @Test
  void the_builds_of_a_recorded_aggregate_are_found() {
    String repo =
        Recorded.text(
            "/fixtures/dlrn/tree-component/current-tripleo/f5/ef/" + AGGREGATE + "/delorean.repo");
    assertThat(RepositoryFile.parse(repo).sections())
        .extracting(RepositoryFile.Section::name)
        .containsExactly(
            "delorean-component-neutron", "delorean-component-nova", "delorean-component-tripleo");
    String nova =
        "/component/nova/74/ec/74ec8f058854597bd9eb0a979337a2fab6b1b971_7a1ce348_5ad1c5db_351afe42";
    sections(address(nova));
    file(
        nova + "/commit.yaml",
        Recorded.text("/fixtures/dlrn/tree-component" + nova + "/commit.yaml"));

    assertThat(builds())
        .extracting(CommitHash::full)
        .containsExactly("74ec8f058854597bd9eb0a979337a2fab6b1b971_7a1ce348_5ad1c5db_351afe42");
  }

  @Test
  void commits_are_sorted_as_numbers_and_equals_keep_their_order() {
    sections(address("/a"), address("/b/"), address("/c"), address("/d"));
    file("/a/commit.yaml", commit('a', "'10000000000'", "''"));
    file("/b/commit.yaml", commit('b', "'1578633519.5'", "'None'"));
    file("/c/commit.yaml", commit('c', "999999999", "None"));
    file("/d/commit.yaml", commit('d', "'1578633519.50'", "abc123"));

    assertThat(builds())
        .containsExactly(
            new CommitHash(hash('c'), hash('c'), ""),
            new CommitHash(hash('b'), hash('b'), ""),
            new CommitHash(hash('d'), hash('d'), "abc123"),
            new CommitHash(hash('a'), hash('a'), ""));
  }

  @Test
  void an_aggregate_never_changes_and_is_read_once_but_a_fault_is_not_kept() {
    sections(address("/a"));
    assertThat(fault()).contains("/a/commit.yaml");
    file("/a/commit.yaml", commit('a', "'1'", "''"));

    assertThat(builds()).isEqualTo(builds()).hasSize(1);
    SERVER.verify(2, getRequestedFor(urlEqualTo(PLACE)));
    SERVER.verify(2, getRequestedFor(urlEqualTo("/a/commit.yaml")));
  }

  @Test
  void times_that_no_calendar_has_are_the_nearest_it_has() {
    for (String time : List.of("-1", "'-1e9'", "'1e39'", "1578633519.25")) {
      BigDecimal seconds = new BigDecimal(time.replace("'", ""));
      Instant at =
          new CommitFile.Build(new CommitHash(hash('a'), hash('b'), ""), seconds).committed();
      assertThat(at).as(time).isBetween(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "baseurl=http://x/y\n", "<html>Not found</html>"})
  void a_file_without_sections_is_an_error(String text) {
    file(PLACE, text);

    assertThat(fault()).contains("the file has 0 sections").contains(PLACE);
  }

  @Test
  void too_many_sections_are_an_error() {
    file(PLACE, "[a]\nbaseurl=http://x\n".repeat(501));

    assertThat(fault()).contains("the file has 501 sections");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "file:///etc/passwd", "ftp://host/x", "/relative", "http:///x", "http://a b/"})
  void a_baseurl_that_is_no_web_address_is_an_error(String url) {
    sections(url);

    assertThat(fault()).contains("the baseurl of section s2 is no web address");
  }

  @Test
  void a_missing_file_is_an_error() {
    sections(address("/gone"));

    assertThat(fault()).contains("/gone/commit.yaml").contains("404");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[", "commits: []", "commits: x", "- a", "a: b: c", "commits:\n- just text"})
  void a_commit_file_without_commits_is_an_error(String text) {
    sections(address("/a"));
    file("/a/commit.yaml", text);

    assertThat(fault()).contains("/a/commit.yaml").containsAnyOf("lists no commits", "no YAML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"None", "''", "soon", "[]", "'1234567890123456789012345678901234567890123'"})
  void a_commit_without_a_time_is_an_error(String time) {
    sections(address("/a"));
    file("/a/commit.yaml", commit('a', time, "None"));

    assertThat(fault()).contains("dt_commit of its first commit is no number");
  }

  @Test
  void a_commit_without_hashes_is_an_error() {
    sections(address("/a"));
    file("/a/commit.yaml", "commits:\n- commit_hash: None\n  dt_commit: '1'\n");

    assertThat(fault()).contains("its first commit is no build: commit_hash");
  }

  @Test
  void a_yaml_bomb_explodes_in_nobodys_hands() {
    sections(address("/a"));
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      String item = "*a" + (i - 1);
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append((item + ", ").repeat(9))
          .append(item)
          .append("]\n");
    }
    file("/a/commit.yaml", bomb + "commits: *a19\n");

    assertThat(fault()).contains("lists no commits");
  }

  @Test
  void a_huge_file_is_not_read_to_its_end() {
    sections(address("/a"));
    file("/a/commit.yaml", "# " + "x".repeat(1024 * 1024));

    assertThat(fault()).contains("larger than the limit of 1048576 bytes");
  }

  @Test
  void a_moved_tree_is_followed_without_credentials() {
    SERVER.stubFor(
        get(PLACE).willReturn(aResponse().withStatus(301).withHeader("Location", "/new")));
    file("/new", "[a]\nbaseurl = " + address("/a") + "\n");
    file("/a/commit.yaml", commit('a', "1", "None"));

    assertThat(builds()).hasSize(1);
    assertThat(SERVER.getAllServeEvents())
        .noneMatch(event -> event.getRequest().containsHeader("Authorization"));
  }

  @Test
  void a_repository_file_may_be_written_with_spaces_and_capitals() {
    RepositoryFile file =
        RepositoryFile.parse("baseurl=http://lost\r\n [x] \r\n  BaseURL = http://host/a=b \r\n[y]");

    assertThat(file.sections())
        .containsExactly(
            new RepositoryFile.Section("x", "http://host/a=b"),
            new RepositoryFile.Section("y", ""));
  }
}
