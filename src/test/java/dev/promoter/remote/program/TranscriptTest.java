package dev.promoter.remote.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.remote.program.Transcript.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
  private final Instant now = Instant.now();

  @TempDir Path directory;

  private State run(Duration limit, String... words) {
    Command command = new Command("test", "run it", List.of(words), Map.of(), limit, 1000);
    return new Programs(System.getenv()).run(command, transcript(), now);
  }

  private Transcript transcript() {
    return new Transcript(directory.resolve("a/b.log"));
  }

  @Test
  void a_program_that_was_never_begun_is_absent() throws Exception {
    assertThat(transcript().state()).isEqualTo(new State.Absent());
    Files.createDirectories(directory.resolve("a"));
    Files.writeString(directory.resolve("a/b.log"), "promoter: " + now + " true\n");
    assertThat(transcript().state()).isEqualTo(new State.Absent());
  }

  @Test
  void both_outputs_and_the_exit_code_are_kept() {
    State state = run(Duration.ofSeconds(20), "sh", "-c", "echo one; printf two >&2; exit 3");

    assertThat(state)
        .isInstanceOfSatisfying(
            State.Ended.class,
            ended -> {
              assertThat(ended.exit()).isEqualTo(3);
              assertThat(ended.output().lines()).containsExactly("one", "two");
              assertThat(ended.words()).startsWith("sh -c echo one");
            });
    assertThat(transcript().state()).isEqualTo(state);
  }

  @Test
  void no_word_is_read_by_the_shell() {
    State state = run(Duration.ofSeconds(20), "printf", "%s|", "a b", "$(id)", "it's", ";x");

    assertThat(((State.Ended) state).output()).isEqualTo("a b|$(id)|it's|;x|");
  }

  @Test
  void a_program_that_is_not_there_ends_with_an_error() {
    State state = run(Duration.ofSeconds(20), "no-such-program");

    assertThat(((State.Ended) state).exit()).isEqualTo(127);
  }

  @Test
  void a_program_that_takes_too_long_is_cut_off() {
    State state = run(Duration.ofMillis(300), "sh", "-c", "echo begun; sleep 60");

    assertThat(state)
        .isInstanceOfSatisfying(
            State.CutOff.class, cut -> assertThat(cut.output()).isEqualTo("begun"));
  }

  @Test
  void a_process_of_that_number_which_is_younger_is_another_one() throws Exception {
    Files.createDirectories(directory.resolve("a"));
    Files.writeString(
        directory.resolve("a/b.log"),
        "promoter: 2020-01-01T00:00:00Z x\npromoter: begun "
            + ProcessHandle.current().pid()
            + "\n");

    assertThat(transcript().state()).isInstanceOf(State.CutOff.class);
  }

  @Test
  void a_file_that_cannot_be_read_is_no_reason_to_begin() throws Exception {
    Files.createDirectories(directory.resolve("a/b.log"));

    assertThatThrownBy(() -> transcript().state()).hasMessageContaining("b.log");
  }
}
