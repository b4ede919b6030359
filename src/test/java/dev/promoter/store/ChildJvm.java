package dev.promoter.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Another process with the class path of this one, to be killed or to share a store with. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it; it ends with this object at the latest. */
  public static ChildJvm start(Class<?> main, String... arguments) {
    return start(List.of(), main, arguments);
  }

  /** With words before {@code java}, for example a shell that sets a limit. */
  static ChildJvm start(List<String> before, Class<?> main, String... arguments) {
    String classPath = System.getProperty("java.class.path", "");
    return start(before, List.of("-cp", classPath), main, arguments);
  }

  /** With classes laid down before; if there are none, this one writes down their names. */
  public static ChildJvm start(SharedClasses shared, Class<?> main, String... arguments) {
    List<String> options = List.of(shared.option(), "-Xlog:disable", "-cp", shared.classPath());
    return start(List.of(), options, main, arguments);
  }

  private static ChildJvm start(
      List<String> before, List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dlogback.configurationFile=dev/promoter/store/quiet.xml");
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    try {
      return new ChildJvm(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** The next line; null when the process has ended. */
  public @Nullable String line() {
    try {
      return output.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lines up to the end of the process. */
  Stream<String> rest() {
    return output.lines();
  }

  /** Lets a child that reads its input go on. */
  public void release() {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL, and waits until the system has cleaned up. What it printed can still be read. */
  public void kill() {
    process.toHandle().destroyForcibly();
    await();
  }

  /** Waits for the end of the process and gives its exit code. */
  public int await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    kill();
  }
}
