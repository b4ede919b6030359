package dev.promoter.config;

import dev.promoter.domain.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the files and lines of problems that were noticed long after the files were read. */
public final class Whereabouts {
  private static final String MAIN = "main";

  private Whereabouts() {}

  /**
   * The same problem where its option stands: in the file of the release; else in promoter.ini, in
   * the section of that name, or in {@code [defaults]} for an option of {@code [main]}. When the
   * option takes its default it is the line of its section. A problem stays as it is when it has a
   * line, or when neither stands in these files any more.
   *
   * @param problem its file is that of a release
   * @param configDir as problems name it
   */
  public static Problem located(Problem problem, Path configDir) {
    if (problem.line() > 0) {
      return problem;
    }
    Optional<IniSection> own = section(Path.of(problem.file()), problem.section());
    return own.filter(section -> decides(section, problem))
        .map(section -> at(problem, problem.file(), section))
        .or(() -> common(problem, configDir.resolve(DaemonLoader.FILE)))
        .or(() -> own.map(section -> at(problem, problem.file(), section)))
        .orElse(problem);
  }

  /** A named section of a release replaces the one of promoter.ini whole; [main] does not. */
  private static boolean decides(IniSection section, Problem problem) {
    return !section.name().equals(MAIN) || entry(section, problem.key()).isPresent();
  }

  private static Optional<Problem> common(Problem problem, Path file) {
    boolean main = problem.section().equals(MAIN);
    return section(file, main ? DaemonLoader.DEFAULTS : problem.section())
        .filter(section -> !main || entry(section, problem.key()).isPresent())
        .map(section -> at(problem, file.toString(), section));
  }

  private static Optional<IniSection> section(Path file, String name) {
    Problems unread = new Problems(file.toString());
    return Files.notExists(file)
        ? Optional.empty()
        : TextFile.read(file, unread).flatMap(text -> IniFile.parse(text, unread).section(name));
  }

  private static Optional<IniEntry> entry(IniSection section, String key) {
    return section.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  private static Problem at(Problem problem, String file, IniSection section) {
    return new Problem(
        file,
        entry(section, problem.key()).map(IniEntry::line).orElse(section.line()),
        section.name(),
        problem.key(),
        problem.sentence(),
        problem.warning());
  }
}
