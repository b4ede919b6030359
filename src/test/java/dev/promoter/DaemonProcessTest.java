package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Vote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process of its own: signals, exit code, and commands of other processes. */
@DisabledOnOs(OS.WINDOWS)
class DaemonProcessTest {
  private static final String RELEASE = "master";

  @TempDir private Path directory;
  private Stage stage;
  private DlrnBuilder builder;
  private Build waiting;
  private Process daemon;

  @BeforeEach
  void start() throws IOException {
    stage = new Stage(directory, InstantSource.system());
    builder = stage.builder(RELEASE);
    waiting = stage.candidate(builder, "waiting", 5, Stage.JOB);
    stage.release(RELEASE, builder, "schedule: 1s", Stage.CRITERIA);
    // Without a signal no edit is noticed while this test runs.
    Stage.write(
        stage.config().resolve("promoter.ini"),
        "[daemon]\nreload_interval: 10m\n[web]\nlisten: off\n[people]\nwaiver_maximum: none\n");
    daemon = process("daemon.err", "run");
    Await.until("it is at work", () -> !daemon.isAlive() || errors().contains("is in force"));
    assertThat(daemon.isAlive()).as(errors()).isTrue();
  }

  @AfterEach
  void kill() throws InterruptedException {
    daemon.destroyForcibly().waitFor();
    stage.close();
  }

  @Test
  void the_signal_to_hang_up_makes_it_read_its_files_again() throws Exception {
    assumeTrue(hangUpArrives(), "SIGHUP is ignored here, as under nohup, and so by all children");
    stage.release(RELEASE, builder, "schedule: 1s", Stage.CRITERIA.replace("job-scenario:", "#"));
    signal("HUP");

    Await.until("the edit is in force", () -> builder.link(Stage.TARGET).isPresent());
  }

  @Test
  void the_signal_to_terminate_ends_it_cleanly() throws Exception {
    signal("TERM");

    assertThat(daemon.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(daemon.exitValue()).as(errors()).isZero();
    assertThat(stage.log()).contains("Promoter terminated normally");
    assertThat(errors()).contains("Promoter terminated normally").doesNotContain(Stage.PASSWORD);
  }

  @Test
  void commands_of_other_processes_work_beside_it() throws Exception {
    Process waive =
        process(
            "waive.err",
            "waive",
            "--release",
            RELEASE,
            Stage.TARGET,
            Stage.OTHER_JOB,
            "--any-candidate",
            "--by",
            "ann",
            "--reason",
            "the mirror is down",
            "--until",
            "2199-01-01");
    assertThat(waive.waitFor()).as(Stage.read(directory.resolve("waive.err"))).isZero();
    Await.until("the waiver counts", () -> builder.link(Stage.TARGET).isPresent());
    builder.vote(waiting, Vote.success(Stage.OTHER_JOB, stage.hoursAgo(0)));

    Await.until(
        "the history shows it",
        () -> stage.run("history", "--output", "json").out().contains("\"promoted\""));
    assertThat(stage.run("status").out()).contains(RELEASE);
    assertThat(stage.run("run").err()).contains("process " + daemon.pid());
    assertThat(daemon.isAlive()).isTrue();
  }

  private Process process(String errors, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(Promoter.class.getName());
    command.addAll(List.of(words));
    command.addAll(List.of("--config", stage.config().toString()));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().putAll(stage.environment());
    process.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    process.redirectError(directory.resolve(errors).toFile());
    return process.start();
  }

  private String errors() {
    return Stage.read(directory.resolve("daemon.err"));
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(daemon.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Whether a signal to hang up can arrive: what ignores it is inherited by every child. */
  private static boolean hangUpArrives() throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.exists(status)
        || Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .allMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) == 0);
  }
}
