package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The installation as it is delivered, started as a person starts it. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
  private static final Path HOME =
      Path.of(System.getProperty("promoter.installation", "target/promoter")).toAbsolutePath();
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/ini");
  private static final List<String> ORIGINALS =
      List.of("CentOS-7__queens.ini", "CentOS-8__master.ini", "RedHat-8__train.ini", "kolla.ini");

  @TempDir private Path directory;

  @Test
  void it_says_its_version() throws Exception {
    Ran ran = promoter("version");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("promoter").containsPattern("\\d+\\.\\d+");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void its_help_names_the_commands() throws Exception {
    Ran ran = promoter("--help");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("sandbox", "explain", "force-promote", "waive");
  }

  @Test
  void an_option_that_it_does_not_know_is_a_usage_error() throws Exception {
    Ran ran = promoter("once", "--dry-runn");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--dry-runn").contains("--dry-run").contains("--help");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void the_original_files_pass_the_check() throws Exception {
    Path releases = Files.createDirectories(directory.resolve("config/releases"));
    for (String original : ORIGINALS) {
      Files.copy(FIXTURES.resolve(original), releases.resolve(original));
    }

    Ran ran = promoter("check", "--config", directory.resolve("config").toString());

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
  }

  @Test
  void the_shipped_configuration_passes_the_check() throws Exception {
    Ran ran = promoter("check", "--state", directory.resolve("state").toString());

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
  }

  @Test
  void the_sandbox_shows_what_is_promoted_and_why_the_rest_is_not_and_ends_when_told()
      throws Exception {
    Path place = directory.resolve("sandbox");
    Process sandbox = start(List.of("sandbox", "--state", place.toString()));
    try {
      Await.until(
          "a promotion is shown, and why others are not",
          () -> !sandbox.isAlive() || tellsTheStory(out()));
      assertThat(sandbox.isAlive()).as(out() + err()).isTrue();

      Process kill = new ProcessBuilder("kill", "-TERM", String.valueOf(sandbox.pid())).start();
      assertThat(kill.waitFor()).isZero();

      assertThat(sandbox.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(sandbox.exitValue()).as(err()).isZero();
      assertThat(Stage.read(place.resolve("state/logs/promoter.log")))
          .contains("Promoter terminated normally");
    } finally {
      sandbox.destroyForcibly().waitFor();
    }
  }

  @Test
  void the_completion_script_is_a_script() throws Exception {
    assumeTrue(onPath("bash"), "there is no bash to ask");
    Ran ran = promoter("completion");
    assertThat(ran.exit()).as(ran.err()).isZero();
    Path script = directory.resolve("completion.sh");
    Files.writeString(script, ran.out());

    Process bash =
        new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(bash.waitFor()).as(said).isZero();
    assertThat(ran.out()).contains("force-promote");
  }

  private static boolean tellsTheStory(String text) {
    return text.contains("PROMOTED") && text.contains("not promoted") && text.contains("failed");
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private Ran promoter(String... words) throws IOException, InterruptedException {
    int exit = start(List.of(words)).waitFor();
    return new Ran(exit, out(), err());
  }

  private Process start(List<String> words) throws IOException {
    Path launcher = HOME.resolve("bin/promoter");
    assertThat(launcher).as("build it with: mvn -DskipTests package").isExecutable();
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(words);
    ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
    process.environment().put("JAVA_HOME", System.getProperty("java.home", ""));
    process.environment().put("DLRNAPI_PASSWORD", "not-asked-for");
    process.redirectOutput(directory.resolve("out").toFile());
    process.redirectError(directory.resolve("err").toFile());
    return process.start();
  }

  private String out() {
    return Stage.read(directory.resolve("out"));
  }

  private String err() {
    return Stage.read(directory.resolve("err"));
  }
}
