package dev.promoter.config;

import dev.promoter.config.IniEntry.Separator;
import dev.promoter.domain.Requirement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The jobs of one section: one requirement per line. */
final class Criteria {
  private final IniSection section;
  private final Problems problems;

  private Criteria(IniSection section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  /** Reads all lines of a section; leaves out what is wrong. */
  static List<Requirement> read(IniSection section, Problems problems) {
    if (section.entries().isEmpty()) {
      problems.error(
          section.line(),
          section.name(),
          "",
          "lists no job; a target without criteria would promote anything");
    }
    Criteria criteria = new Criteria(section, problems);
    return section.entries().stream().flatMap(entry -> criteria.line(entry).stream()).toList();
  }

  private Optional<Requirement> line(IniEntry entry) {
    if (!plain(entry.key())) {
      error(
          entry,
          "a job name holds no blank, ':' or '='; comments must stand on a line of their own");
      return Optional.empty();
    }
    if (entry.separator() == Separator.EQUALS) {
      error(entry, "a job name holds no '='; alternatives are written '<job>: <job>, <job>'");
      return Optional.empty();
    }
    return Optional.of(
        new Requirement(entry.key(), entry.bare() ? List.of() : alternatives(entry)));
  }

  private List<String> alternatives(IniEntry entry) {
    Set<String> alternatives = new LinkedHashSet<>();
    for (String part : entry.value().split(",", -1)) {
      String name = part.strip();
      String shown = "'" + Problems.abridged(name) + "'";
      if (name.isEmpty()) {
        error(entry, "an alternative is empty; write '<job>: <job>, <job>' or the job alone");
      } else if (!plain(name)) {
        error(
            entry,
            shown
                + " is not a job name, which holds no blank, ':' or '='; comments must stand on a"
                + " line of their own");
      } else if (name.equals(entry.key())) {
        error(entry, "is named as its own alternative");
      } else if (!alternatives.add(name)) {
        error(entry, "the alternative " + shown + " is listed twice");
      }
    }
    return List.copyOf(alternatives);
  }

  private static boolean plain(String name) {
    return name.codePoints()
        .noneMatch(
            c ->
                c == ':'
                    || c == '='
                    || Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c));
  }

  private void error(IniEntry entry, String sentence) {
    problems.error(entry.line(), section.name(), entry.key(), sentence);
  }
}
