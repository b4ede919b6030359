package dev.promoter.config;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.Nearest;
import dev.promoter.domain.Target;
import dev.promoter.freezes.FreezePlan;
import java.util.Arrays;
import java.util.List;

/**
 * Whether the freezes of a release file are about targets of that release: one of a target that is
 * misspelt would freeze nothing. Those of promoter.ini may be about targets of other releases.
 */
record FreezeCheck(IniFile file, List<Target> targets, Problems problems) {
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
        .forEach(
            name ->
                problems.error(
                    entry.line(),
                    section.name(),
                    entry.key(),
                    "'%s' is no target of this release%s"
                        .formatted(Problems.abridged(name), Nearest.hint(name, known))));
  }
}
