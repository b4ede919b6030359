package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.engine.ReleaseReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextReportTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TextReport report =
      TextReport.on(new PrintStream(bytes, true, StandardCharsets.UTF_8), Map.of());

  private String printed(ReleaseReport round) {
    bytes.reset();
    report.round(round);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_round_is_printed_when_it_says_something_new() throws IOException {
    Golden.compare("round.txt", printed(Samples.eventful()));
    assertThat(printed(Samples.eventful())).isEmpty();
    assertThat(printed(Samples.promotion())).isEmpty();
    assertThat(printed(Samples.nothingNew())).contains("already current");
    assertThat(printed(Samples.nothingNew())).isEmpty();
  }

  @Test
  void a_refused_file_is_printed_once_until_it_is_good_again() {
    assertThat(printed(Samples.promotion())).contains("PROMOTED");
    assertThat(printed(Samples.refused())).contains("no round", "2 problems");
    assertThat(printed(Samples.refused())).isEmpty();
    assertThat(printed(Samples.promotion())).isEmpty();
    assertThat(printed(Samples.refused())).contains("no round");
  }

  @Test
  void colours_are_for_terminals_only_and_can_be_refused() {
    assertThat(printed(Samples.eventful())).doesNotContain("\u001b");
    assertThat(new Paint(true).good("yes\u001b[2J")).isEqualTo("\u001b[32myes [2J\u001b[0m");
    assertThat(Paint.ansi(System.out, Map.of("NO_COLOR", "1")).enabled()).isFalse();
    assertThat(Paint.ansi(System.out, Map.of("TERM", "dumb")).enabled()).isFalse();
    assertThat(Paint.ansi(System.err, Map.of()).enabled()).isFalse();
  }
}
