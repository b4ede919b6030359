package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told when what he gave cannot be used, and that nothing is written then. */
class BadInputTest {
  /** A rule of an operator's own that stops every promotion. */
  static final String BLOCK_EVERYTHING =
      """
      package local

      import dev.promoter.domain.*
      import dev.promoter.rules.Block

      rule "Nothing moves"
      when
          Target()
      then
          insertLogical( new Block( "nothing moves" ) );
      end
      """;

  static final String BROKEN =
      """
      package local

      import dev.promoter.domain.*

      rule "Broken"
      when
          Target( colour == "red" )
      then
      end
      """;

  private static final String ENDLESS =
      """
      package local

      import dev.promoter.domain.*

      rule "Endless"
      when
          $number : Integer()
      then
          insert( Integer.valueOf( $number + 1 ) );
      end

      rule "Begins the endless"
      when
          Target()
      then
          insert( Integer.valueOf( 0 ) );
      end
      """;

  private static final String RELEASE = "master";

  @TempDir private Path directory;
  private Stage stage;
  private DlrnBuilder builder;
  private Build good;

  @BeforeEach
  void set_the_stage() {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    builder = stage.builder(RELEASE);
    stage.release(RELEASE, builder);
    good = stage.candidate(builder, "good", 5, Stage.JOB, Stage.OTHER_JOB);
  }

  @AfterEach
  void close_the_stage() {
    stage.close();
  }

  @Test
  void what_keeps_the_web_server_from_starting_is_named_before_it_is_started() {
    stage.daemonFile(
        """
        [web]
        listen: 127.0.0.1:0
        tls_certificate: nowhere.pem
        tls_key: nowhere.key

        [hook ci]
        kind: dlrn
        secret: NOBODY_HAS_IT
        """);

    Ran ran = stage.run("check");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .contains("promoter.ini:1: [hook ci] of promoter.ini needs the secret NOBODY_HAS_IT")
        .contains("nowhere.pem");
    assertThat(stage.run("run").err()).contains("NOBODY_HAS_IT");
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void rules_that_do_not_compile_are_named_with_file_and_line_and_nothing_is_judged() {
    stage.ownRules();
    Stage.write(stage.rules().resolve("local/broken.drl"), BROKEN);

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(error(ran)).containsPattern("broken\\.drl:\\d+: .*colour");
    assertThat(stage.promotions()).isEmpty();
    assertThat(stage.run("check").out()).containsPattern("broken\\.drl:\\d+: .*colour");
  }

  @Test
  void rules_that_loop_for_ever_are_refused_before_they_judge() {
    stage.ownRules();
    Stage.write(stage.rules().resolve("local/endless.drl"), ENDLESS);

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(error(ran)).contains("Endless").contains("refused after a trial");
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void a_state_directory_that_is_a_file_is_named() {
    Stage.write(stage.state(), "not a directory");

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out() + ran.err()).contains(stage.state().toString());
    assertThat(ran.err()).doesNotContain("unexpected fault");
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void a_state_directory_that_nobody_can_write_to_is_named() {
    Path readOnly = Path.of("/proc/promoter");
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc: nothing is read-only to root");

    Ran ran = stage.once("--state", readOnly.toString());

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out() + ran.err()).contains(readOnly.toString());
    assertThat(ran.err()).doesNotContain("unexpected fault");
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void a_missing_password_is_named() {
    stage.noPassword();

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(error(ran)).contains("DLRNAPI_PASSWORD");
    assertThat(stage.server.requests()).isEmpty();
  }

  @Test
  void a_wrong_password_is_refused_at_once_naming_user_and_secret_and_never_its_value() {
    stage.environment("DLRNAPI_PASSWORD", "battery-staple-wrong");

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(error(ran)).contains("'ciuser'").contains("DLRNAPI_PASSWORD").contains("401");
    assertThat(ran.out() + ran.err() + stage.log()).doesNotContain("battery-staple-wrong");
    assertThat(stage.promotions()).isEmpty();
    Ran check = stage.run("check", "--online");
    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.out()).contains("'ciuser'").doesNotContain("battery-staple-wrong");
  }

  @Test
  void a_file_of_fifty_megabytes_is_refused_and_the_other_releases_go_on() throws IOException {
    Path huge = stage.file("huge");
    try (BufferedWriter writer = Files.newBufferedWriter(huge)) {
      writer.write("[main]\n");
      String line = "# " + "x".repeat(1021) + "\n";
      for (int i = 0; i < 50 * 1024; i++) {
        writer.write(line);
      }
    }

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.release("huge").path("error").asText()).contains("huge.ini").contains("8 MiB");
    assertThat(builder.link(Stage.TARGET)).contains(good);
  }

  @Test
  void a_broken_file_is_refused_with_line_section_and_key_and_the_other_releases_go_on() {
    stage.release("broken", stage.builder("broken"), "latest_hashes_count: many", Stage.CRITERIA);

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.release("broken").path("error").asText())
        .containsPattern("broken\\.ini:\\d+: \\[main\\] latest_hashes_count: ");
    assertThat(ran.release("broken").path("targets")).isEmpty();
    assertThat(ran.release(RELEASE).path("error").isNull()).isTrue();
    assertThat(builder.link(Stage.TARGET)).contains(good);
  }

  @Test
  void a_release_that_does_not_exist_is_a_usage_error_that_names_those_that_do() {
    Ran ran = stage.run("once", "--release", "maester");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("maester").contains(RELEASE);
    assertThat(stage.server.requests()).isEmpty();
  }

  private static String error(Ran ran) {
    return ran.release(RELEASE).path("error").asText();
  }
}
