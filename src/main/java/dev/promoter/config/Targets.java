package dev.promoter.config;

import dev.promoter.domain.Nearest;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * From {@code [promote_from]} and the sections of jobs to targets. A target has either one section
 * of its name, or one per component: {@code [<target> <component>]}.
 */
final class Targets {
  static final String MAIN = "main";

  private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  private final IniFile file;
  private final Problems problems;
  private final Set<String> used = new LinkedHashSet<>(List.of(MAIN, Routes.SECTION));

  private Targets(IniFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Reads all targets in file order; leaves out what is wrong. */
  static List<Target> read(IniFile file, Problems problems) {
    Optional<IniSection> section = file.section(Routes.SECTION);
    if (section.isEmpty()) {
      problems.error(
          0, "", "", "there is no section [promote_from], so nothing would ever be promoted");
      return List.of();
    }
    if (section.get().entries().isEmpty()) {
      problems.error(
          section.get().line(),
          Routes.SECTION,
          "",
          "lists no target; write '<target>: <source>' lines");
    }
    Targets targets = new Targets(file, problems);
    List<Target> all = Routes.read(section.get(), problems).stream().flatMap(targets::of).toList();
    targets.reportUnused(section.get());
    return all;
  }

  private Stream<Target> of(Routes.Route route) {
    String link = route.target().value();
    Optional<IniSection> plain = file.section(link);
    List<IniSection> components = components(link);
    plain.ifPresent(section -> used.add(section.name()));
    components.forEach(section -> used.add(section.name()));
    if (plain.isEmpty() && components.isEmpty()) {
      problems.error(
          route.line(),
          Routes.SECTION,
          link,
          "there is no section [" + link + "] with the jobs that must pass");
    }
    if (plain.isPresent() && !components.isEmpty()) {
      problems.error(
          components.get(0).line(),
          components.get(0).name(),
          "",
          "the target has a section without component, too (line "
              + plain.get().line()
              + "); keep either that one or those of the components");
    }
    return Stream.concat(plain.stream(), components.stream())
        .flatMap(section -> target(route, section).stream());
  }

  private Optional<Target> target(Routes.Route route, IniSection section) {
    String link = route.target().value();
    String component = section.name().substring(link.length()).replaceFirst("^ ", "");
    List<Requirement> requirements = Criteria.read(section, problems);
    boolean named = section.name().equals(link) || COMPONENT.matcher(component).matches();
    if (!named) {
      problems.error(
          section.line(),
          section.name(),
          "",
          "is not '<target> <component>' with one blank and a plain component name");
    }
    return named && !requirements.isEmpty()
        ? Optional.of(new Target(route.target(), route.source(), component, requirements))
        : Optional.empty();
  }

  private List<IniSection> components(String link) {
    return file.sections().stream()
        .filter(section -> section.name().startsWith(link))
        .filter(section -> section.name().length() > link.length())
        .filter(section -> Character.isWhitespace(section.name().charAt(link.length())))
        .filter(section -> !NamedSections.has(section))
        .toList();
  }

  private void reportUnused(IniSection routes) {
    List<String> targets =
        routes.entries().stream().map(IniEntry::key).filter(key -> !key.isBlank()).toList();
    List<String> known = new ArrayList<>(List.of(MAIN, Routes.SECTION));
    known.addAll(targets);
    for (IniSection section : file.sections()) {
      String name = section.name();
      boolean refused = targets.stream().anyMatch(target -> belongs(name, target));
      if (used.contains(name) || NamedSections.has(section)) {
        continue;
      }
      if (SectionKind.NAMES.contains(name)) {
        problems.error(section.line(), name, "", "lacks its name; write [" + name + " NAME]");
      } else if (refused) {
        // Its line in [promote_from] is wrong; its jobs are looked at nevertheless.
        Criteria.read(section, problems);
      } else {
        String hint = problems.full() ? "" : Nearest.hint(name, known);
        problems.warning(
            section.line(), name, "", "is not a target of [promote_from] and is ignored" + hint);
      }
    }
  }

  private static boolean belongs(String section, String target) {
    return section.equals(target) || section.startsWith(target + " ");
  }
}
