package dev.promoter.real;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that need not be on every machine.
 *
 * @param path where it is
 */
public record Program(Path path) {
  /** Set to {@code yes} where nothing may be missing. */
  private static final String REQUIRED = "PROMOTER_REQUIRE_SERVERS";

  /**
   * Finds a program. Where it is absent the test is skipped, or fails if it must not be.
   *
   * @param pack the Debian package it comes in, for the message
   */
  public static Program needed(String name, String pack) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Program::new)
        .orElseGet(() -> missing(name, pack));
  }

  private static Program missing(String name, String pack) {
    String message =
        "the program %s is not on this machine (Debian package %s)".formatted(name, pack);
    if ("yes".equals(System.getenv(REQUIRED))) {
      throw new AssertionError(message);
    }
    Assumptions.abort(message);
    throw new IllegalStateException("aborted");
  }

  /** Starts it with its output in a file. */
  public Process start(Path output, List<String> arguments) throws IOException {
    return builder(arguments).redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /**
   * Runs it to its end and gives its output.
   *
   * @throws IllegalStateException when it failed
   */
  public String run(String... arguments) {
    try {
      Process process = builder(List.of(arguments)).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(path + " " + List.of(arguments) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
