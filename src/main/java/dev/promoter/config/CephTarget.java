package dev.promoter.config;

import dev.promoter.domain.Nearest;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Target;
import dev.promoter.suites.SuiteLine;
import dev.promoter.suites.SuiteList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one target of a release of Ceph, and the suites it requires: those of its section, and those
 * of a list that several releases share. What the section says of a suite wins over the list.
 */
final class CephTarget {
  /**
   * What is required beside the suites of the section when the list is on a server: that every
   * suite of it has passed, whatever its names are by then.
   */
  static final String LIST = "suite_list_source";

  private final IniFile file;
  private final Problems problems;
  private final Map<String, SuiteLine> suites = new LinkedHashMap<>();
  private String fingerprint = "";
  private boolean elsewhere;

  CephTarget(IniFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The only line of {@code [promote_from]}. */
  Optional<Routes.Route> route() {
    Optional<IniSection> section = file.section(Routes.SECTION);
    if (section.isEmpty()) {
      problems.error(
          0, "", "", "there is no section [promote_from]; write '<release>: <branch>' below one");
      return Optional.empty();
    }
    List<Routes.Route> routes = Routes.read(section.get(), problems);
    if (section.get().entries().isEmpty()) {
      problems.error(
          section.get().line(), Routes.SECTION, "", "lists no target; write '<release>: <branch>'");
    }
    routes.stream()
        .skip(1)
        .forEach(
            more ->
                problems.error(
                    more.line(),
                    Routes.SECTION,
                    more.target().value(),
                    "is a second target; write a file for each release of Ceph"));
    return routes.stream().findFirst();
  }

  /** Reads the suites of the section, then those of the list. */
  void readSuites(Routes.Route route, Optional<String> source, Optional<Layer.Value> option) {
    String link = route.target().value();
    Optional<IniSection> section = file.section(link);
    section.ifPresent(this::readSection);
    if (section.isEmpty() && source.isEmpty()) {
      problems.error(
          route.line(),
          Routes.SECTION,
          link,
          "there is no section [" + link + "] with the suites that must pass");
    } else if (section.isPresent() && source.isEmpty() && section.get().entries().isEmpty()) {
      problems.error(
          section.get().line(),
          link,
          "",
          "lists no suite; a release without any would be let through");
    }
    source.ifPresent(text -> readList(text, option.map(Layer.Value::line).orElse(0)));
  }

  private void readSection(IniSection section) {
    for (IniEntry entry : section.entries()) {
      SuiteLine suite = SuiteLine.read(entry.key(), entry.value());
      suite
          .faults()
          .forEach(fault -> problems.error(entry.line(), section.name(), entry.key(), fault));
      suites.put(suite.suite(), suite);
    }
  }

  private void readList(String source, int line) {
    elsewhere = CephSection.isAddress(source);
    if (elsewhere) {
      return;
    }
    Problems own = new Problems(source);
    Optional<TextFile> text = TextFile.read(Path.of(source), own);
    fingerprint = text.map(TextFile::fingerprint).orElse("unreadable");
    SuiteList list = SuiteList.parse(text.map(TextFile::lines).orElse(List.of()));
    if (text.isPresent()) {
      list.faults().forEach(fault -> own.error(fault.line(), "", "", fault.sentence()));
    }
    own.sorted().stream()
        .filter(problem -> !problem.warning())
        .forEach(
            problem -> problems.error(line, Targets.MAIN, "suite_list_source", problem.toString()));
    list.entries().forEach(entry -> suites.putIfAbsent(entry.suite().suite(), entry.suite()));
  }

  /** The target with its requirements; empty when there is nothing to require. */
  Optional<Target> target(Routes.Route route) {
    List<Requirement> required = new ArrayList<>();
    suites.keySet().stream().filter(SuiteLine::isName).map(Requirement::new).forEach(required::add);
    if (elsewhere) {
      required.add(new Requirement(LIST));
    }
    return required.isEmpty()
        ? Optional.empty()
        : Optional.of(new Target(route.target(), route.source(), "", required));
  }

  /** The suites by name. */
  Map<String, SuiteLine> suites() {
    return Map.copyOf(suites);
  }

  /** Whether more suites are known only to a server. */
  boolean listElsewhere() {
    return elsewhere;
  }

  /** Changes when the list changes; empty when there is none in a file. */
  String fingerprint() {
    return fingerprint;
  }

  /** Says which sections nobody reads. */
  void reportUnused(Optional<Routes.Route> route) {
    List<String> used = new ArrayList<>(List.of(Targets.MAIN, Routes.SECTION));
    route.ifPresent(it -> used.add(it.target().value()));
    for (IniSection section : file.sections()) {
      String name = section.name();
      if (used.contains(name) || NamedSections.has(section)) {
        continue;
      }
      if (SectionKind.NAMES.contains(name)) {
        problems.error(section.line(), name, "", "lacks its name; write [" + name + " NAME]");
      } else {
        String hint = problems.full() ? "" : Nearest.hint(name, used);
        problems.warning(
            section.line(), name, "", "is not the target of [promote_from] and is ignored" + hint);
      }
    }
  }
}
