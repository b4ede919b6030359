package dev.promoter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One of several daemons on one database, as a process of its own. */
final class ClusterNode implements AutoCloseable {
  private static final int LINES = 40;

  private final String name;
  private final Path directory;
  private final Map<String, String> environment;
  private final Duration clockShift;
  private Process process;

  /**
   * The main class of the process.
   *
   * <p>Takes the configuration directory, and by how many seconds its clock is wrong.
   */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      Duration shift = Duration.ofSeconds(Long.parseLong(arguments[1]));
      InstantSource clock = () -> InstantSource.system().instant().plus(shift);
      System.exit(
          Promoter.run(
              new String[] {"run", "--config", arguments[0]},
              new Outside(System.getenv(), clock, System.out, UnaryOperator.identity())));
    }
  }

  /**
   * Starts it.
   *
   * @param releases the files of the releases
   * @param more options of its daemon
   */
  ClusterNode(
      String name,
      Path directory,
      Path releases,
      String more,
      Map<String, String> environment,
      Duration clockShift) {
    this.name = name;
    this.directory = directory;
    this.environment = environment;
    this.clockShift = clockShift;
    Stage.write(
        directory.resolve("config/promoter.ini"),
        "[daemon]\nnode: %s\n%s\n[web]\nlisten: off\n".formatted(name, more));
    try {
      Files.createSymbolicLink(directory.resolve("config/releases"), releases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.process = started();
  }

  String name() {
    return name;
  }

  String log() {
    Path file = directory.resolve("state/logs/promoter.log");
    return Files.exists(file) ? Stage.read(file) : "";
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** STOP, CONT. */
  void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void restart() {
    process = started();
  }

  private Process started() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(Main.class.getName());
    command.add(directory.resolve("config").toString());
    command.add(Long.toString(clockShift.toSeconds()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(directory.resolve("errors.txt").toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it said last. */
  String end() {
    Path errors = directory.resolve("errors.txt");
    List<String> lines = new ArrayList<>((log() + Stage.read(errors)).lines().toList());
    String state = process.isAlive() ? "lives" : "ended with " + process.exitValue();
    lines.add(state);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }

  @Override
  public void close() {
    signal("CONT");
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
