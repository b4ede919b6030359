package dev.promoter.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that a measurement starts, with the classes of this one. */
final class Children {
  /** As {@code bin/promoter run} starts Java. */
  static final List<String> DAEMON =
      List.of(
          "-Xmx512m",
          "-Xms320m",
          "-Xmn200m",
          "-XX:+UseSerialGC",
          "-XX:MetaspaceSize=128m",
          "-XX:Tier4InvocationThreshold=100000",
          "-XX:Tier4MinInvocationThreshold=12000",
          "-XX:Tier4CompileThreshold=300000",
          "-XX:Tier4BackEdgeThreshold=800000");

  /** As {@code bin/promoter once} starts Java. */
  static final List<String> ONCE =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:MetaspaceSize=128m", "-XX:TieredStopAtLevel=1");

  private Children() {}

  static ProcessBuilder java(List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    return builder;
  }

  /** Runs one to its end, with its output in ours. */
  static void run(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    int code = java(options, main, arguments).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(main.getSimpleName() + " ended with " + code);
    }
  }
}
