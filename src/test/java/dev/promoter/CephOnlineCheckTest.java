package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check --online} finds out about the tracker and GitHub before a release needs it. */
class CephOnlineCheckTest {
  @TempDir private Path directory;
  private ActingStage acts;
  private GitHubServer gitHub;

  @BeforeEach
  void set_the_stage() {
    acts = new ActingStage(directory);
    gitHub = new GitHubServer();
    acts.ceph.ready(acts.ceph.commit("first"));
    acts.tracked().option("github_api_url", gitHub.address());
  }

  @AfterEach
  void close_the_stage() {
    gitHub.close();
    acts.close();
  }

  @Test
  void nothing_is_said_about_a_tracker_that_accepts_the_key_and_has_the_issue() {
    acts.option("notes_since", "v20.0.0").suites("rados");

    assertSilent();
    assertThat(gitHub.requests()).isEqualTo(1);
    assertThat(acts.updates()).isZero();
  }

  @Test
  void a_wrong_key_of_the_tracker_is_named_although_the_issue_is_shown_to_it() {
    acts.ceph.stage.environment("REDMINE_API_KEY", "wrong-key");
    acts.suites("rados");

    assertNamed(
        "redmine_key_secret",
        "tried to check the key",
        "401",
        "not accept the secret REDMINE_API_KEY");
  }

  @Test
  void the_key_is_the_one_that_the_release_names() {
    acts.option("redmine_key_secret", "KEY_OF_QA").suites("rados");
    acts.ceph.stage.environment("REDMINE_API_KEY", "wrong-key");
    acts.ceph.stage.environment("KEY_OF_QA", "bot-key");
    assertSilent();

    acts.ceph.stage.environment("REDMINE_API_KEY", "bot-key");
    acts.ceph.stage.environment("KEY_OF_QA", "wrong-key");
    assertNamed("redmine_key_secret", "401", "not accept the secret KEY_OF_QA");
  }

  @Test
  void an_issue_that_is_not_there_is_named_with_its_number() {
    acts.option("tracker_issue_id", "4711").suites("rados");

    assertNamed("tracker_issue_id", "tried to read issue 4711", "404", "there is no such issue");
  }

  @Test
  void a_tracker_that_is_not_to_be_updated_is_not_asked() {
    acts.ceph.stage.environment("REDMINE_API_KEY", "wrong-key");
    acts.option("skip_tracker_update", "yes").suites("rados");

    assertSilent();
    assertThat(acts.redmine.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"401, check the secret GITHUB_TOKEN", "404, look for ceph/ceph"})
  void what_github_has_against_the_token_or_the_repository_is_named(int status, String part) {
    acts.ceph.stage.environment("GITHUB_TOKEN", "token-of-github");
    acts.option("notes_since", "v20.0.0").option("github_repository", "ceph/ceph").suites("rados");
    gitHub.status(status);

    assertNamed("github_api_url", part, String.valueOf(status));
  }

  @Test
  void the_token_is_the_one_that_the_release_names() {
    acts.ceph.stage.environment("TOKEN_OF_QA", "token-of-github");
    acts.option("notes_since", "v20.0.0").option("github_token_secret", "TOKEN_OF_QA");
    acts.suites("rados");
    gitHub.status(401);

    assertNamed("github_api_url", "check the secret TOKEN_OF_QA", "401");
  }

  @Test
  void a_github_that_does_not_answer_is_named_and_without_notes_it_is_not_asked() {
    acts.option("github_api_url", "http://127.0.0.1:9").suites("rados");
    assertSilent();

    acts.option("notes_since", "v20.0.0").suites("rados");
    assertNamed("github_api_url", "http://127.0.0.1:9");
  }

  @Test
  void a_commit_of_another_repository_is_named() {
    String sha1 = acts.ceph.commit("one more");
    acts.option("ceph_sha1", sha1).suites("rados");
    assertSilent();

    acts.option("ceph_sha1", "ab".repeat(20)).suites("rados");
    assertNamed("ceph_sha1", "has no commit abab", "one of another repository, or misspelt");
  }

  @Test
  void an_issue_that_will_not_be_written_to_is_named() {
    acts.option("redmine_project", "rgw").suites("rados");
    assertNamed("tracker_issue_id", "belongs to the project 'Ceph' and not to 'rgw'");
  }

  private Ran check() {
    Ran ran = acts.ceph.run("check", "--online");
    assertThat(ran.out() + ran.err()).doesNotContain("wrong-key", "bot-key", "token-of-github");
    return ran;
  }

  private void assertSilent() {
    Ran ran = check();
    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).doesNotContain("failed because");
  }

  /** One line about one option, where it stands in the file; in its section if it does not. */
  private void assertNamed(String key, String... parts) {
    Ran ran = check();
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
    assertThat(ran.out().lines().filter(line -> line.contains("failed because")))
        .singleElement()
        .asString()
        .startsWith(
            acts.ceph.stage.file(CephStage.RELEASE) + ":" + line(key) + ": [main] " + key + ": ")
        .contains(parts);
  }

  private int line(String key) {
    try {
      List<String> lines = Files.readAllLines(acts.ceph.stage.file(CephStage.RELEASE));
      int option =
          IntStream.range(0, lines.size())
              .filter(at -> lines.get(at).matches(key + "\\s*[:=].*"))
              .findFirst()
              .orElse(lines.indexOf("[main]"));
      return option + 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
