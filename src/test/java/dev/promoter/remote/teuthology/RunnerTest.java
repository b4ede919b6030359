package dev.promoter.remote.teuthology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.remote.program.Command;
import dev.promoter.remote.program.Finished;
import dev.promoter.remote.program.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void here_every_word_is_given_as_it_is() {
    Runner runner = new Runner(List.of("env", "X=1", "teuthology-suite"), LIMIT);

    assertThat(runner.words(List.of("a b")))
        .containsExactly("env", "X=1", "teuthology-suite", "a b");
    assertThat(runner.elsewhere()).isFalse();
  }

  @Test
  void another_host_gets_every_word_as_it_is() {
    List<String> odd = List.of("a b", "$(id)", "it's", ";x");
    Runner runner = new Runner(List.of("/usr/bin/ssh", "-p", "22", "qa@host", "printf"), LIMIT);
    List<String> words = runner.words(odd);

    assertThat(runner.elsewhere()).isTrue();
    assertThat(words)
        .startsWith("/usr/bin/ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-p", "22")
        .containsSubsequence("qa@host", "printf");
    // What the shell of that host makes of it.
    String line = "printf '%s\\n' " + String.join(" ", words.subList(9, words.size()));
    Finished finished =
        new Programs(System.getenv())
            .run(new Command("test", "run it", List.of("sh", "-c", line), Map.of(), LIMIT, 1000));
    assertThat(finished.out().lines()).containsExactlyElementsOf(odd);
  }
}
