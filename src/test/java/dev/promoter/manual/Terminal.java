package dev.promoter.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What a reader has in front of them: a directory with a built promoter, a home directory of their
 * own, and shells. What one block of commands exports, the next one finds.
 */
final class Terminal implements AutoCloseable {
  private static final long GRACE_SECONDS = 90;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path directory;
  private final Map<String, String> environment;
  private final List<Running> running = new ArrayList<>();
  private int blocks;

  /** A program that goes on while the reader types elsewhere. */
  private record Running(String commands, Process process, Path output) {}

  /**
   * What commands left behind.
   *
   * @param output all that the reader saw
   */
  record Ran(int exit, String output) {}

  /**
   * Opens it.
   *
   * @param directory an empty one
   * @param installation what a build makes
   */
  Terminal(Path directory, Path installation, Map<String, String> environment) throws IOException {
    this.directory = directory;
    this.environment = environment;
    Files.createDirectories(home());
    Path target = Files.createDirectories(checkout().resolve("target"));
    Files.createSymbolicLink(target.resolve("promoter"), installation);
    Files.createFile(exported());
  }

  private Path checkout() {
    return directory.resolve("checkout");
  }

  private Path home() {
    return directory.resolve("home");
  }

  private Path exported() {
    return directory.resolve("exported");
  }

  /** The file that a path of a page means. */
  Path file(String path) {
    return path.startsWith("~/") ? home().resolve(path.substring(2)) : checkout().resolve(path);
  }

  /** Types commands and waits until they have ended. */
  private Ran run(String commands) {
    Path output = directory.resolve("output" + blocks++);
    Process process = start(commands + "\nexport -p > '" + exported() + "'\n", output);
    try {
      return new Ran(process.waitFor(), read(output));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new AssertionError("interrupted in " + commands, e);
    }
  }

  /** Types commands again and again until they have printed enough; never for ever. */
  Ran runUntil(String commands, Predicate<String> enough) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Ran ran = run(commands);
    while (!enough.test(ran.output()) && System.nanoTime() - end < 0) {
      ran = run(commands);
    }
    return ran;
  }

  /** Types a command that goes on, in another terminal, and waits until it has printed this. */
  void begin(String command, Shown wanted) {
    Path output = directory.resolve("output" + blocks++);
    Process process = start("exec " + command, output);
    running.add(new Running(command, process, output));
    Await.until(
        command + " prints what is shown", () -> wanted.in(read(output)) || !process.isAlive());
    assertThat(read(output)).as(command).matches(wanted::in, "has the lines shown");
  }

  /** Ctrl-C in all terminals. */
  void interrupt() throws InterruptedException {
    for (Running one : running) {
      one.process().destroy();
    }
    for (Running one : running) {
      assertThat(one.process().waitFor(GRACE_SECONDS, TimeUnit.SECONDS))
          .as(one.commands() + " ends")
          .isTrue();
      assertThat(one.process().exitValue()).as(one.commands() + read(one.output())).isZero();
    }
    running.clear();
  }

  private Process start(String script, Path output) {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", "set -eu\n. '" + exported() + "'\n" + script)
            .directory(checkout().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    shell.environment().putAll(environment);
    shell.environment().put("HOME", home().toString());
    shell.environment().put("JAVA_HOME", System.getProperty("java.home", ""));
    try {
      return shell.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Running one : running) {
      one.process().destroyForcibly().waitFor();
    }
  }
}
