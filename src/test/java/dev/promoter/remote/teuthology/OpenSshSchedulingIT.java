package dev.promoter.remote.teuthology;

import static dev.promoter.remote.teuthology.Lab.CANDIDATE;
import static dev.promoter.remote.teuthology.Lab.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.fakes.OpenSsh;
import dev.promoter.suites.JobStatus;
import dev.promoter.suites.SuiteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program on another host, reached through the ssh of this one. Where no server is installed
 * this is skipped, unless PROMOTER_REQUIRE_SERVERS is yes.
 */
class OpenSshSchedulingIT {
  @TempDir static Path keys = Path.of("target/unset");
  @TempDir Path directory = Path.of("target/unset");
  private Lab lab;
  private OpenSsh server;

  @BeforeAll
  static void installed() throws Exception {
    OpenSsh.requireInstalled();
    OpenSsh.keys(keys);
  }

  @BeforeEach
  void a_lab_behind_ssh() throws Exception {
    Path scratch = Files.createDirectory(directory.resolve("ssh"));
    server = OpenSsh.start(scratch, keys);
    lab = new Lab(directory);
    lab.settings.put("teuthology_suite", ssh("id"));
    lab.settings.put("teuthology_timeout", "PT5M");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String ssh(String key) {
    return "ssh -F none -p %d -i %s -o IdentitiesOnly=yes -o UserKnownHostsFile=%s 127.0.0.1 %s"
        .formatted(
            server.port(),
            keys.resolve(key),
            directory.resolve("ssh/known_hosts"),
            directory.resolve("teuthology-suite"));
  }

  private Before before() {
    ScheduleSuite runner = new ScheduleSuite(lab.desk());
    return runner.before(lab.release(), lab.scheduling(runner, "rados"));
  }

  /** By a process that knows of it only what journal and files say. */
  private Outcome schedule(Before before) {
    ScheduleSuite runner = new ScheduleSuite(lab.desk());
    Action action = lab.scheduling(runner, "rados");
    return runner
        .observe(lab.release(), action, before)
        .orElseGet(() -> runner.run(lab.release(), action, before));
  }

  /** The program says something, tells through a pipe that it has, and then waits at another. */
  private void pausing(String said) throws IOException, InterruptedException {
    Process pipes = new ProcessBuilder("mkfifo", pipe("said"), pipe("go")).inheritIO().start();
    assertThat(pipes.waitFor()).isZero();
    lab.program("%s\necho > '%s'\nread word < '%s'\n".formatted(said, pipe("said"), pipe("go")));
  }

  private String pipe(String name) {
    return directory.resolve(name).toString();
  }

  private Outcome cutAfterItHasSpoken(Before before) throws Exception {
    CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> schedule(before));
    async(() -> Files.readString(Path.of(pipe("said")))).get(2, TimeUnit.MINUTES);
    server.cutConnections();
    Outcome told = outcome.get(5, TimeUnit.MINUTES);
    // Waits for ever if the program was killed.
    CompletableFuture<Path> unused = async(() -> Files.writeString(Path.of(pipe("go")), "on\n"));
    return told;
  }

  private static <T> CompletableFuture<T> async(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                done.complete(work.call());
              } catch (Exception fault) {
                done.completeExceptionally(fault);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  @Test
  void a_suite_is_scheduled_on_another_host_with_every_word_as_it_is() {
    lab.settings.putAll(Map.of("suite rados subset", "1/32", "suite rados priority", "110"));

    assertThat(schedule(before())).isEqualTo(new Outcome.Done("scheduled 2 jobs of " + RUN));

    assertThat(lab.calls())
        .singleElement()
        .asString()
        .contains("--sha1 " + CANDIDATE.id(), "--priority 110 --subset 1/32");
    assertThat(lab.desk().captured(lab.release(), CANDIDATE))
        .containsExactly(Map.entry(RUN, new SuiteKey("rados", "default")));
  }

  @Test
  void a_connection_that_is_cut_after_a_job_was_named_leaves_that_run_and_a_remark()
      throws Exception {
    pausing("echo 'Job scheduled with name %s and ID 1'".formatted(RUN));
    Before before = before();

    Outcome outcome = cutAfterItHasSpoken(before);

    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(outcome.detail())
        .startsWith("scheduled 1 job of " + RUN)
        .contains("ended with 255", "jobs may be missing");
    assertThat(schedule(before)).isEqualTo(outcome);
    assertThat(lab.calls()).hasSize(1);
  }

  @Test
  void a_connection_that_is_cut_before_is_never_repeated_and_its_run_is_taken_over()
      throws Exception {
    pausing("echo 'looking for packages'");
    Before before = before();

    Outcome outcome = cutAfterItHasSpoken(before);

    assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    assertThat(outcome.detail())
        .contains("the connection to the host of teuthology-suite was lost")
        .contains("might schedule everything twice");
    lab.clock.advance(Duration.ofDays(1));
    assertThat(schedule(before)).isInstanceOf(Outcome.Retry.class);
    assertThat(lab.calls()).hasSize(1);
    lab.shows(RUN, "rados", JobStatus.QUEUED);
    assertThat(schedule(before)).isEqualTo(new Outcome.AlreadyDone("there is " + RUN));
    assertThat(lab.calls()).hasSize(1);
  }

  @Test
  void a_key_that_the_host_does_not_know_is_told_and_tried_again_after_a_while()
      throws IOException, InterruptedException {
    OpenSsh.keygen(keys.resolve("stranger"), "ed25519", "");
    lab.settings.put("teuthology_suite", ssh("stranger"));
    Before before = before();

    assertThat(schedule(before).detail()).contains("Permission denied");
    assertThat(lab.calls()).isEmpty();

    lab.settings.put("teuthology_suite", ssh("id"));
    lab.clock.advance(Duration.ofMinutes(11));
    assertThat(schedule(before)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_host_whose_key_is_another_is_not_believed() throws Exception {
    OpenSsh.keygen(keys.resolve("other"), "ed25519", "");
    Files.writeString(
        directory.resolve("ssh/known_hosts"),
        "[127.0.0.1]:%d %s%n"
            .formatted(server.port(), Files.readString(keys.resolve("other.pub")).strip()));

    assertThat(schedule(before()).detail()).contains("Host key verification failed");
    assertThat(lab.calls()).isEmpty();
  }

  @Test
  void a_host_that_is_away_is_told_and_tried_again_after_a_while() throws Exception {
    server.close();
    Before before = before();

    assertThat(schedule(before).detail()).contains("Connection refused");
    assertThat(lab.calls()).isEmpty();
  }
}
