package dev.promoter.remote.teuthology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.program.Command;
import dev.promoter.remote.program.Finished;
import dev.promoter.remote.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a program that writes down how it was called. */
class TeuthologyTest {
  private static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  private static final String RUN =
      "qabot-2025-08-04_15:30:11-upgrade:quincy-x-reef-release-distro-default-smithi";
  private static final String LINES =
      "echo \"Job scheduled with name "
          + RUN
          + " and ID 1\"\n"
          + "echo \"2025-08-04 INFO:Job scheduled with name "
          + RUN
          + " and ID 2\" >&2\n"
          + "echo \"Scheduled 2 jobs in total.\"\n";
  private static final SuiteOrder ORDER =
      new SuiteOrder(
          "upgrade:quincy-x",
          "smithi",
          "reef-release",
          Optional.of("https://github.com/ceph/ceph.git"),
          SHA1,
          Optional.of("distro"),
          Optional.of("default"),
          Optional.of(110),
          Optional.of("1/32"),
          Optional.empty());

  @TempDir Path directory;

  private Path program(String name, String rest) throws IOException {
    Path program = directory.resolve(name);
    Files.writeString(
        program,
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >> '" + directory.resolve("calls") + "'\n" + rest);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private Teuthology teuthology(String script) throws IOException {
    return teuthology(script, Duration.ofSeconds(20));
  }

  private Teuthology teuthology(String script, Duration limit) throws IOException {
    Path program = program("teuthology-suite", script);
    return new Teuthology(
        new Programs(System.getenv()), new Runner(program.toString(), Optional.empty(), limit));
  }

  private List<String> calls() throws IOException {
    Path calls = directory.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  @Test
  void a_suite_is_scheduled_by_its_commit_and_its_run_is_known() throws Exception {
    Scheduled scheduled = teuthology(LINES).schedule(ORDER, List::of);

    assertThat(scheduled).isEqualTo(new Scheduled(List.of(RUN), 2, ""));
    assertThat(String.join(" ", calls()))
        .isEqualTo(
            "--suite upgrade/quincy-x --machine-type smithi --ceph reef-release --sha1 "
                + SHA1
                + " --ceph-repo https://github.com/ceph/ceph.git --kernel distro --flavor default"
                + " --priority 110 --subset 1/32");
  }

  @Test
  void what_was_scheduled_before_is_not_scheduled_again() throws Exception {
    Scheduled scheduled = teuthology(LINES).schedule(ORDER, () -> List.of(RUN));

    assertThat(scheduled.runs()).containsExactly(RUN);
    assertThat(calls()).isEmpty();
  }

  @Test
  void nothing_scheduled_is_an_error_also_after_a_good_end() throws Exception {
    Teuthology silent = teuthology("echo 'Scheduled 0 jobs in total.'\n");

    RemoteException fault =
        catchThrowableOfType(RemoteException.class, () -> silent.schedule(ORDER, List::of));

    assertThat(fault.retryable()).isFalse();
    assertThat(fault.sentence())
        .contains("nothing was scheduled although the program ended well", "Scheduled 0 jobs");
  }

  @Test
  void a_refusal_is_told_in_the_words_of_the_program() throws Exception {
    Teuthology refusing = teuthology("echo 'ERROR: packages are missing' >&2; exit 1\n");

    assertThatThrownBy(() -> refusing.schedule(ORDER, List::of))
        .hasMessageContaining("packages are missing");
  }

  @Test
  void jobs_that_were_scheduled_before_a_bad_end_are_followed() throws Exception {
    Scheduled scheduled = teuthology(LINES + "exit 1\n").schedule(ORDER, List::of);

    assertThat(scheduled.runs()).containsExactly(RUN);
    assertThat(scheduled.remark()).contains("ended with 1");
  }

  @Test
  void after_an_end_that_tells_nothing_the_results_server_is_asked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Scheduled scheduled =
        teuthology("sleep 60\n", Duration.ofMillis(300))
            .schedule(ORDER, () -> asked.getAndIncrement() == 0 ? List.of() : List.of(RUN));

    assertThat(scheduled.runs()).containsExactly(RUN);
    assertThat(asked).hasValue(2);
  }

  @Test
  void a_lost_connection_is_tried_again_later() throws Exception {
    Teuthology lost = teuthology("exit 255\n");

    RemoteException fault =
        catchThrowableOfType(RemoteException.class, () -> lost.schedule(ORDER, List::of));

    assertThat(fault.retryable()).isTrue();
  }

  @Test
  void failures_are_scheduled_again_without_suite_and_subset() throws Exception {
    teuthology(LINES).again(ORDER, RUN, 3, List::of);

    assertThat(String.join(" ", calls()))
        .startsWith("--rerun " + RUN + " -R fail,dead --machine-type smithi --ceph reef-release")
        .doesNotContain("--subset", "--suite ", "--newest");
  }

  @Test
  void a_run_without_failures_is_never_scheduled_again() throws Exception {
    Teuthology teuthology = teuthology(LINES);

    assertThatThrownBy(() -> teuthology.again(ORDER, RUN, 0, List::of))
        .hasMessageContaining("the whole suite would be scheduled");
    assertThatThrownBy(() -> teuthology.again(ORDER, "--suite", 1, List::of))
        .hasMessageContaining("not the name of a run");
    assertThat(calls()).isEmpty();
  }

  @Test
  void another_host_gets_every_word_as_it_is() throws Exception {
    Path there = program("odd 'one' $(id)", LINES);
    Runner runner = new Runner(there.toString(), Optional.of("qa@host"), Duration.ofSeconds(20));
    List<String> words = runner.words(List.of("a b", "$(id)", "it's", ";x"));

    assertThat(words).startsWith("ssh", "-o", "BatchMode=yes").containsSubsequence("--", "qa@host");
    // What the shell of that host makes of it.
    String line = words.get(words.size() - 1);
    Finished finished =
        new Programs(System.getenv())
            .run(
                new Command(
                    "test",
                    "run it",
                    List.of("sh", "-c", line),
                    Map.of(),
                    Duration.ofSeconds(20),
                    1000));
    assertThat(finished.exit()).isZero();
    assertThat(calls()).containsExactly("a b", "$(id)", "it's", ";x");
  }

  @Test
  void a_proposal_is_a_command_to_look_at() throws Exception {
    assertThat(teuthology("").proposal(ORDER, RUN))
        .contains("teuthology-suite --rerun " + RUN + " -R fail,dead --machine-type smithi");
    assertThat(calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rados; rm -rf /", "$(id)", "-n", "--newest", "a b", "../x", "", "a|b", "a\nb"})
  void a_suite_name_with_anything_else_is_refused(String suite) {
    assertThat(SuiteOrder.problem(suite)).isPresent();
    assertThatThrownBy(() -> SuiteOrder.of(suite, "smithi", "reef", SHA1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("suite");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "9191375", "", "--newest"})
  void only_a_whole_commit_is_scheduled(String sha1) {
    assertThatThrownBy(() -> SuiteOrder.of("rados", "smithi", "reef", sha1))
        .hasMessageContaining("SHA1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-oProxyCommand=x", "host name", "host;x", "a@b@c", ""})
  void a_host_that_ssh_could_take_for_an_option_is_refused(String host) {
    assertThatThrownBy(() -> new Runner("x", Optional.of(host), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
