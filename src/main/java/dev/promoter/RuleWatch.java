package dev.promoter;

import dev.promoter.domain.Problem;
import dev.promoter.rules.LiveRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notices edits of rule files by their names, sizes and times. Used by one thread. */
final class RuleWatch {
  private final Path directory;
  private final LiveRules rules;
  private String seen;

  RuleWatch(Path directory, LiveRules rules) {
    this.directory = directory;
    this.rules = rules;
    this.seen = look();
  }

  /**
   * Reads the rules again if a file changed since the last look.
   *
   * @param always read them whether or not a file changed
   * @return why they were refused, empty for accepted; nothing at all when they were not read
   */
  Optional<List<Problem>> look(boolean always) {
    String now = look();
    if (!always && now.equals(seen)) {
      return Optional.empty();
    }
    seen = now;
    return Optional.of(rules.reload());
  }

  private String look() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(RuleWatch::trace)
          .sorted()
          .collect(Collectors.joining());
    } catch (IOException | UncheckedIOException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  private static String trace(Path file) {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      return file + " " + Files.size(file) + " " + time + "\n";
    } catch (IOException e) {
      return file + " is gone\n";
    }
  }
}
