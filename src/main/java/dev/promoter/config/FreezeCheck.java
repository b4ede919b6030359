package dev.promoter.config;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.Nearest;
import dev.promoter.domain.Target;
import dev.promoter.freezes.FreezePlan;
import java.util.Arrays;
import java.util.List;

/**
 * Whether freezes are about targets that there are: one of a target that is misspelt would freeze
 * nothing. In a release file that is an error; in promoter.ini, whose freezes may be about a
 * release that comes later, a warning.
 *
 * @param file where the freezes stand
 * @param targets those it may be about
 * @param shared whether the file is that of all releases
 */
record FreezeCheck(IniFile file, List<Target> targets, boolean shared, Problems problems) {
  /** Of the file of a release. */
  FreezeCheck(IniFile file, List<Target> targets, Problems problems) {
    this(file, targets, false, problems);
  }

  void run() {
    file.sections().stream()
        .filter(section -> section.name().startsWith(FreezePlan.KIND + " "))
        .forEach(
            section ->
                section.entries().stream()
                    .filter(entry -> entry.key().equals(FreezeKeys.TARGETS))
                    .forEach(entry -> check(section, entry)));
  }

  private void check(IniSection section, IniEntry entry) {
    List<String> known =
        targets.stream().map(Target::link).map(LinkName::value).distinct().sorted().toList();
    Arrays.stream(entry.value().split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !known.contains(name))
        .forEach(name -> tell(section, entry, name, Nearest.hint(name, known)));
  }

  private void tell(IniSection section, IniEntry entry, String name, String hint) {
    String named = Problems.abridged(name);
    if (shared) {
      String sentence = "no release has a target '%s', so nothing is frozen by that name%s";
      problems.warning(entry.line(), section.name(), entry.key(), sentence.formatted(named, hint));
    } else {
      String sentence = "'%s' is no target of this release%s";
      problems.error(entry.line(), section.name(), entry.key(), sentence.formatted(named, hint));
    }
  }
}
