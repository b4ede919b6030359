package dev.promoter.config;

import dev.promoter.domain.Problem;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the lines of problems that were noticed long after their file was read. */
public final class Whereabouts {
  private Whereabouts() {}

  /**
   * The same problem with the line of its option; of its section when the option takes its default.
   * A problem stays as it is when it has a line, or when neither stands in its file any more.
   */
  public static Problem located(Problem problem) {
    return problem.line() > 0 ? problem : line(problem).map(at -> at(problem, at)).orElse(problem);
  }

  private static Optional<Integer> line(Problem problem) {
    Problems unread = new Problems(problem.file());
    return TextFile.read(Path.of(problem.file()), unread)
        .flatMap(text -> IniFile.parse(text, unread).section(problem.section()))
        .map(section -> line(section, problem.key()));
  }

  private static int line(IniSection section, String key) {
    return section.entries().stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .map(IniEntry::line)
        .orElse(section.line());
  }

  private static Problem at(Problem problem, int line) {
    return new Problem(
        problem.file(),
        line,
        problem.section(),
        problem.key(),
        problem.sentence(),
        problem.warning());
  }
}
