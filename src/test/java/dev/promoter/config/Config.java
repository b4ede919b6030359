package dev.promoter.config;

import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A configuration directory that a test writes and loads. */
final class Config {
  static final String PASSWORD = "s3cr3t-of-the-test";

  private static final String TARGETS =
      "[promote_from]\ncurrent-tripleo: tripleo-ci-testing\n[current-tripleo]\njob-a\n";

  final Path dir;
  final Map<String, String> environment = new HashMap<>();
  String stateOption = "";
  boolean dryRun;
  Set<String> workflows = Set.of("dlrn");

  Config(Path root) {
    dir = root.resolve("config");
    environment.put("DLRNAPI_PASSWORD", PASSWORD);
    environment.put("HOME", "/home/promoter");
  }

  Config daemon(String... lines) {
    return write("promoter.ini", String.join("\n", lines) + "\n");
  }

  Config release(String name, String... lines) {
    return write("releases/" + name + ".ini", String.join("\n", lines) + "\n");
  }

  /** A good release whose [main] section has these lines. */
  Config main(String name, String... lines) {
    return release(name, "[main]\n" + String.join("\n", lines) + "\n" + TARGETS);
  }

  Config write(String file, String content) {
    return write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  Config write(String file, byte[] content) {
    try {
      Path path = dir.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Configuration load() {
    write("releases/.keep", "");
    return ConfigLoader.load(dir, surroundings());
  }

  Surroundings surroundings() {
    return new Surroundings(environment, stateOption, workflows, dryRun);
  }

  /** The only release, which must have been accepted. */
  Release accepted() {
    Configuration configuration = load();
    if (configuration.releases().get(0) instanceof LoadedRelease.Accepted accepted) {
      return accepted.release();
    }
    throw new AssertionError("refused: " + configuration.problems());
  }

  LoadedRelease only() {
    List<LoadedRelease> releases = load().releases();
    if (releases.size() != 1) {
      throw new AssertionError("not one release: " + releases);
    }
    return releases.get(0);
  }

  /** What was found, as printed, but without the directory. */
  List<String> problems() {
    return printed(load().problems());
  }

  List<String> printed(List<Problem> problems) {
    return problems.stream().map(p -> p.toString().replace(dir + "/", "")).toList();
  }

  /** A release file of the given length in MiB. */
  static byte[] large(int mib) {
    String line = "job-%05d-of-a-very-long-list-of-jobs-that-nobody-has\n";
    StringBuilder text = new StringBuilder("[main]\n");
    IntStream.range(0, mib * 1024 * 1024 / 54).forEach(i -> text.append(line.formatted(i)));
    return text.append("#".repeat(1024 * 1024)).toString().getBytes(StandardCharsets.UTF_8);
  }
}
