package dev.promoter.remote.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.promoter.engine.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramsTest {
  private final Programs programs =
      new Programs(Map.of("PATH", System.getenv("PATH"), "REDMINE_API_KEY", "hidden"));

  private static Command command(Duration limit, int output, String... words) {
    return new Command("test", "try it", List.of(words), Map.of("MORE", "given"), limit, output);
  }

  private static Command shell(String script) {
    return command(Duration.ofSeconds(20), 100_000, "sh", "-c", script);
  }

  @Test
  void arguments_arrive_as_they_are() {
    Finished finished =
        programs.run(
            command(Duration.ofSeconds(20), 1000, "printf", "%s|", "a b", "$(id)", "'\"", ";x"));

    assertThat(finished.out()).isEqualTo("a b|$(id)|'\"|;x|");
    assertThat(finished.exit()).isZero();
    assertThat(finished.complete()).isTrue();
  }

  @Test
  void our_secrets_are_not_passed_on() {
    assertThat(programs.run(shell("env")).out())
        .contains("PATH=", "LC_ALL=C.UTF-8", "MORE=given")
        .doesNotContain("hidden");
  }

  @Test
  void an_exit_code_and_both_outputs_are_told() {
    assertThat(programs.run(shell("echo one; echo two >&2; exit 3")))
        .isEqualTo(new Finished(3, "one\n", "two\n", true));
  }

  @Test
  void too_much_output_is_dropped_and_holds_nobody_up() {
    Finished finished =
        programs.run(command(Duration.ofSeconds(60), 100, "sh", "-c", "yes | head -c 5000000"));

    assertThat(finished.out()).hasSize(100);
    assertThat(finished.complete()).isFalse();
    assertThat(finished.exit()).isZero();
  }

  @Test
  void a_program_that_takes_too_long_is_ended_with_its_children() {
    long begin = System.nanoTime();
    RemoteException fault =
        catchThrowableOfType(
            RemoteException.class,
            () ->
                programs.run(
                    command(
                        Duration.ofMillis(300),
                        100,
                        "sh",
                        "-c",
                        "sleep 60 & echo begun >&2; wait")));

    assertThat(fault.retryable()).isTrue();
    assertThat(fault.sentence()).contains("did not end within 0.3 seconds");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
        .noneMatch(child -> child.info().commandLine().orElse("").contains("sleep 60"));
  }

  @Test
  void nothing_is_read_from_our_own_input() {
    assertThat(programs.run(shell("cat; echo end")).out()).isEqualTo("end\n");
  }

  @Test
  void an_absent_program_is_named() {
    assertThatThrownBy(() -> programs.run(command(Duration.ofSeconds(5), 10, "no-such-program")))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("no-such-program")
        .hasMessageContaining("is it installed?");
  }

  @Test
  void an_interrupt_ends_the_program() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> programs.run(shell("sleep 60")))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
