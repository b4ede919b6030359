package dev.promoter.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs command lines against recorded operations and keeps what they print. */
final class Terminal {
  final RecordingOperations operations = new RecordingOperations();
  final List<CommonOptions> opened = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Map<String, String> environment = Map.of();

  void environment(Map<String, String> variables) {
    environment = variables;
  }

  int run(String... words) {
    out.reset();
    err.reset();
    return PromoterCommand.run(
        words,
        options -> {
          opened.add(options);
          return operations;
        },
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment);
  }

  /** Splits at blanks; for command lines without blanks inside a word. */
  int type(String line) {
    return run(line.isEmpty() ? new String[0] : line.split(" ", -1));
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
