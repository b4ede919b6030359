package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.real.Authority;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.store.DaemonSign;
import dev.promoter.web.Role;
import dev.promoter.web.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside a daemon: through its API they say and do what they do on the store. */
class CommandsByDaemonTest {
  private static final String RELEASE = "master";
  private static final String TOKEN = "PROMOTER_TOKEN";

  @TempDir private Path directory;
  private Stage stage;
  private TokenFile tokens;
  private Build old;
  private Build waiting;
  private ServedDaemon daemon;

  @BeforeEach
  void start() {
    stage = new Stage(directory, InstantSource.system());
    stage.environment("CI_SECRET", "between us");
    DlrnBuilder builder = stage.builder(RELEASE);
    stage.release(
        RELEASE,
        builder,
        ServedDaemon.ONCE,
        Stage.CRITERIA + "\n[approvals promoted]\nfrom: ann, bob\n");
    old = stage.candidate(builder, "old", 20, Stage.JOB, Stage.OTHER_JOB);
    builder.promote(Stage.TARGET, old, stage.hoursAgo(19));
    waiting = stage.candidate(builder, "waiting", 5, Stage.JOB);
    tokens = new TokenFile(stage.state().resolve("tokens"));
    stage.environment(TOKEN, tokens.add("desk", Role.ADMIN));
    daemon = ServedDaemon.start(stage, "ci", "dlrn", "CI_SECRET");
    daemon.awaitFirstRound(RELEASE);
  }

  @AfterEach
  void stop() {
    daemon.close();
    stage.close();
  }

  @Test
  void every_command_prints_and_ends_the_same_through_the_api_and_on_the_store() {
    String id = waiting.fullHash();
    String[] by = {"--by", "ann", "--reason", "why äöü"};
    same("explain", RELEASE);
    same("explain", RELEASE, Stage.TARGET, id, "--output", "json");
    same("explain", RELEASE, "--at", "1");
    same("explain", "nothing");
    same(by, "waive", "--release", RELEASE, Stage.TARGET, Stage.OTHER_JOB, "--any-candidate");
    same(by, "waive", "--release", RELEASE, Stage.TARGET, "no-such-job", "--any-candidate");
    same(
        by,
        "waive",
        "--release",
        RELEASE,
        Stage.TARGET,
        Stage.OTHER_JOB,
        "--candidate",
        "a".repeat(40));
    same("waivers");
    same("waivers", "--output", "yaml");
    same(by, "hold", "--release", RELEASE, Stage.TARGET);
    same(by, "hold", "--release", RELEASE, "--until", "2020-01-01");
    same("hold", "--release", RELEASE, "--by", "ann", "--reason", "");
    same("holds", "--release", RELEASE);
    same("freezes");
    same(by, "pin", "--release", RELEASE, Stage.TARGET, id);
    same(by, "veto", "--release", RELEASE, Stage.TARGET, id);
    same("pins", "--output", "json");
    same(
        "approve",
        RELEASE,
        "--target",
        Stage.TARGET,
        "--candidate",
        id,
        "--by",
        "ann",
        "--note",
        "fine");
    same(
        "approve",
        RELEASE,
        "--target",
        Stage.TARGET,
        "--candidate",
        id,
        "--by",
        "eve",
        "--note",
        "fine");
    same("approvals");
    same(
        "vote",
        "--release",
        RELEASE,
        "--job",
        Stage.OTHER_JOB,
        "--success",
        "--url",
        "https://logs.example.org/1",
        "--commit-hash",
        waiting.commitHash(),
        "--distro-hash",
        waiting.distroHash());
    same("rollback", RELEASE, Stage.TARGET, "--dry-run", "--by", "ann");
    same(
        "force-promote",
        "--release",
        RELEASE,
        Stage.SOURCE,
        Stage.TARGET,
        "--commit-hash",
        waiting.commitHash(),
        "--distro-hash",
        waiting.distroHash(),
        "--reason",
        "now",
        "--dry-run",
        "--by",
        "ann");
    for (String undo : List.of("unwaive", "unhold", "unpin", "unveto", "unapprove")) {
      same(undo, "1", "2");
      withdrawn(undo);
      same(undo, "77", "--by", "ann");
    }
    same("status");
    same("status", "--output", "json");
    same("history", "--limit", "5");
    same("history", "--output", "csv", "--kind", "hold");
    same("history", "--kind", "nonsense");
  }

  @Test
  void the_history_names_the_person_the_token_and_the_place() {
    Ran ran = stage.run("hold", "--release", RELEASE, "--by", "ann", "--reason", "release day");

    assertThat(ran.exit()).as(ran.err()).isZero();
    JsonNode deed = deed();
    assertThat(deed.path("by").asText()).isEqualTo("ann");
    assertThat(deed.path("role").asText()).isEqualTo("admin");
    assertThat(deed.path("channel").asText()).isEqualTo("command line");
    assertThat(deed.path("from").asText())
        .contains("@")
        .endsWith(" by the token desk from 127.0.0.1");
  }

  @Test
  void the_token_of_an_operator_speaks_for_its_owner_alone_and_promotes_nothing_by_force() {
    stage.environment(TOKEN, tokens.add("bob", Role.OPERATOR));
    String[] approve = {
      "approve",
      RELEASE,
      "--target",
      Stage.TARGET,
      "--candidate",
      waiting.fullHash(),
      "--note",
      "ok",
      "--by"
    };

    assertThat(stage.run(with(approve, "bob")).exit()).isZero();
    Ran forged = stage.run(with(approve, "ann"));
    assertThat(forged.exit()).isEqualTo(1);
    assertThat(forged.err()).contains("'bob'").contains("--by 'ann' is refused");
    assertThat(stage.run("approvals").out()).contains("bob").doesNotContain("ann");
    Ran back = stage.run("rollback", RELEASE, Stage.TARGET, "--by", "bob");
    assertThat(back.exit()).isEqualTo(1);
    assertThat(back.err()).contains("this needs the role admin");
  }

  @Test
  void a_token_that_is_refused_stops_the_command_and_is_never_shown() {
    stage.environment(TOKEN, "not-a-token-at-all");

    Ran ran = stage.run("hold", "--release", RELEASE, "--by", "ann", "--reason", "release day");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains("refuses the token of the secret PROMOTER_TOKEN", "nothing was done", "--direct")
        .doesNotContain("not-a-token-at-all");
    assertThat(stage.run("holds", "--direct").out()).isEqualTo("No holds.\n");
  }

  @Test
  void without_a_token_the_command_works_on_the_store_and_says_so_when_it_changes_anything() {
    stage.environment(TOKEN, "");

    Ran ran = stage.run("hold", "--release", RELEASE, "--by", "ann", "--reason", "release day");

    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("no token for it (secret PROMOTER_TOKEN)");
    assertThat(stage.run("holds").err()).isEmpty();
    assertThat(deed().path("from").asText()).doesNotContain("token");
  }

  @Test
  void a_daemon_that_is_named_and_does_not_answer_is_not_passed_over() {
    stage.daemonFile("[web]\nlisten: off\n\n[commands]\naddress: http://127.0.0.1:1/\n");

    Ran ran = stage.run("hold", "--release", RELEASE, "--by", "ann", "--reason", "release day");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("http://127.0.0.1:1/api/v1/commands").contains("--direct");
    assertThat(stage.run("holds", "--direct").out()).isEqualTo("No holds.\n");
    stage.environment(TOKEN, "");
    assertThat(stage.run("status").err()).contains("there is no token for it");
  }

  @Test
  void what_concerns_the_machine_of_the_daemon_is_not_carried_out_for_others() {
    String body = "{\"user\": \"eve@there\", \"arguments\": [\"token\", \"list\"]}";
    String token = stage.environment().getOrDefault(TOKEN, "");

    JsonNode answer = ServedDaemon.json(daemon.send("POST", "/commands", body, token));

    assertThat(answer.path("exit").asInt()).isEqualTo(1);
    assertThat(answer.path("output").asText()).isEmpty();
    assertThat(answer.path("errors").asText()).contains("does not carry out this command");
  }

  @Test
  void files_and_directories_of_the_machine_of_the_daemon_cannot_be_named() {
    Path elsewhere = directory.resolve("elsewhere");
    JsonNode plain = sent("holds");
    for (String option : List.of("--config", "--state", "--rules")) {
      assertThat(sent("holds", option, elsewhere.toString())).isEqualTo(plain);
    }
    assertThat(sent("holds", "--log-level", "trace")).isEqualTo(plain);
    assertThat(elsewhere).doesNotExist();
    Path secret = directory.resolve("secret");
    Stage.write(secret, "hidden");
    for (String word : List.of("@" + secret, "${env:CI_SECRET}", "${sys:user.dir}")) {
      assertThat(sent("explain", word).toString())
          .contains(word)
          .doesNotContain("hidden", "between us");
    }
  }

  @Test
  void a_daemon_that_has_just_begun_is_given_time_to_open_its_web_server() {
    DaemonSign.listens(stage.state(), "");
    CompletableFuture<Ran> ran = CompletableFuture.supplyAsync(() -> stage.run("holds"));
    DaemonSign.listens(stage.state(), daemon.address());
    assertThat(ran.join().err()).isEmpty();
    assertThat(ran.join().out()).isEqualTo("No holds.\n");
  }

  @Test
  void a_daemon_without_a_web_server_leaves_commands_to_the_store() {
    DaemonSign.listens(stage.state(), "");
    stage.daemonFile("[web]\nlisten: off\n");
    Ran ran = stage.run("hold", "--release", RELEASE, "--by", "ann", "--reason", "release day");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("it has no web server ([web] listen is off)");
    assertThat(stage.run("holds").err()).isEmpty();
  }

  @Test
  void a_daemon_behind_a_certificate_of_ones_own_authority_is_reached_with_its_bundle()
      throws IOException, GeneralSecurityException {
    daemon.close();
    Authority authority = Authority.make(directory.resolve("authority"));
    String served =
        "[web]\nlisten: 127.0.0.1:0\ntls_certificate: %s\ntls_key: %s\n"
            .formatted(authority.certificate(), authority.key());
    daemon = ServedDaemon.start(stage, served);
    String named = served + "[commands]\naddress: " + daemon.address() + "\n";
    stage.daemonFile(named);
    Ran distrusted = stage.run("holds");
    assertThat(distrusted.exit()).isEqualTo(1);
    assertThat(distrusted.err()).contains(daemon.address()).contains("--direct");
    stage.daemonFile(named + "ca_bundle: " + authority.bundle() + "\n");
    Ran trusted = stage.run("holds");
    assertThat(daemon.address()).startsWith("https://");
    assertThat(trusted.err()).isEmpty();
    assertThat(trusted.out()).isEqualTo("No holds.\n");
  }

  private JsonNode sent(String... words) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("user", "eve@there");
    List.of(words).forEach(body.putArray("arguments")::add);
    String token = stage.environment().getOrDefault(TOKEN, "");
    return ServedDaemon.json(daemon.send("POST", "/commands", body.toString(), token));
  }

  private JsonNode deed() {
    return stage.run("history", "--output", "json").document().path("deeds").path(0);
  }

  private void same(String[] more, String... words) {
    same(with(words, more));
  }

  /** Numbers differ: the second of two holds has another one, at another time. */
  private void same(String... words) {
    String command = Arrays.toString(words);
    Ran sent = stage.run(words);
    Ran direct = stage.run(with(words, "--direct"));
    assertThat(sent.exit()).as(command + sent.err()).isEqualTo(direct.exit());
    assertThat(plain(sent.out())).as(command).isEqualTo(plain(direct.out()));
    assertThat(plain(sent.err())).as(command).isEqualTo(plain(direct.err()));
    assertThat(sent.out() + sent.err()).as(command).isNotBlank();
  }

  private void withdrawn(String undo) {
    Ran sent = stage.run(undo, "1", "--by", "ann");
    Ran direct = stage.run(undo, "2", "--by", "ann", "--direct");
    assertThat(sent.exit()).as(undo + sent.err()).isZero();
    assertThat(direct.exit()).as(undo + direct.err()).isZero();
    assertThat(plain(sent.out())).isEqualTo(plain(direct.out()));
  }

  private static String plain(String text) {
    return text.replaceAll("[0-9]+", "#");
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
