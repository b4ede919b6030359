package dev.promoter.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The launcher from its start to the first decision, each time on a new state directory. */
final class StartBench {
  private static final Load LOAD = new Load(1, 10, 25);
  private static final int TIMES = 5;
  private static final String DECIDED = "Candidates for ";

  private final Path home;
  private final Path scratch;
  private final Path config;
  private int runs;

  private StartBench(Path home, Path scratch, Path config) {
    this.home = home;
    this.scratch = scratch;
    this.config = config;
  }

  static void run(Path home) throws Exception {
    try (Scratch scratch = Scratch.create();
        Remote server = Remote.start(LOAD)) {
      Path config = LOAD.configure(scratch.path(), server.address());
      StartBench bench = new StartBench(home, scratch.path(), config);
      for (Path java : javas()) {
        System.out.printf("  %s%n", java.getFileName());
        Series once = Series.of(TIMES, () -> bench.once(java));
        System.out.printf("    once --dry-run, to its end: %s (at most 3000 ms)%n", once);
        Series daemon = Series.of(TIMES, () -> bench.daemon(java));
        System.out.printf("    run, to the first decision: %s (at most 3000 ms)%n", daemon);
      }
    }
  }

  private void once(Path java) throws IOException, InterruptedException {
    Path output = scratch.resolve("output");
    Process process = launcher(java, "once", "--dry-run").redirectOutput(output.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(output));
    }
  }

  private void daemon(Path java) throws IOException, InterruptedException {
    Process process = launcher(java, "run").start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.contains(DECIDED)) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("the daemon ended without a decision");
      }
    } finally {
      // What is measured is over: how a daemon ends is not of interest here.
      process.destroyForcibly();
    }
  }

  private ProcessBuilder launcher(Path java, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/promoter").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    Path state = scratch.resolve("state-" + runs++);
    command.addAll(List.of("--config", config.toString(), "--state", state.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().put("DLRNAPI_PASSWORD", dev.promoter.sandbox.DlrnBuilder.PASSWORD);
    return builder;
  }

  /** The Java of this process, and a 17 and a 25 if they stand where Linux systems keep them. */
  private static List<Path> javas() throws IOException {
    List<Path> found = new ArrayList<>();
    found.add(Path.of(System.getProperty("java.home")).toRealPath());
    Path all = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(all)) {
      try (Stream<Path> entries = Files.list(all)) {
        for (Path entry : entries.sorted().toList()) {
          Path real = entry.toRealPath();
          if (feature(real).filter(each -> each == 17 || each == 25).isPresent()
              && found.stream().noneMatch(real::equals)) {
            found.add(real);
          }
        }
      }
    }
    return found;
  }

  private static Optional<Integer> feature(Path java) throws IOException {
    Path release = java.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(java.resolve("bin/java"))) {
      return Optional.empty();
    }
    return Files.readAllLines(release).stream()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> Integer.valueOf(line.replaceAll("\\D*(\\d+).*", "$1")))
        .findFirst();
  }
}
