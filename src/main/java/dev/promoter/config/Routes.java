package dev.promoter.config;

import dev.promoter.domain.LinkName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [promote_from]}: which link is promoted from which, in file order. Refuses
 * routes that would promote in a circle or overwrite each other's former links.
 */
final class Routes {
  static final String SECTION = "promote_from";

  /**
   * One line of the section.
   *
   * @param target the link that moves
   * @param source the link whose candidates are judged
   * @param line from 1
   */
  record Route(LinkName target, LinkName source, int line) {}

  private final Problems problems;
  private final Map<LinkName, Route> byTarget = new LinkedHashMap<>();

  private Routes(Problems problems) {
    this.problems = problems;
  }

  /** Reads and checks the section; leaves out what is wrong. */
  static List<Route> read(IniSection section, Problems problems) {
    Routes routes = new Routes(problems);
    section.entries().forEach(routes::add);
    routes.checkPrevious();
    routes.checkCycles();
    routes.checkOrder();
    return List.copyOf(routes.byTarget.values());
  }

  private void add(IniEntry entry) {
    if (entry.value().isEmpty()) {
      error(entry.line(), entry.key(), "has no source; write '<target>: <source>'");
      return;
    }
    Optional<LinkName> target = link(entry, entry.key());
    Optional<LinkName> source = link(entry, entry.value());
    if (target.isEmpty() || source.isEmpty()) {
      return;
    }
    if (target.get().reserved()) {
      error(entry.line(), entry.key(), "is made by DLRN itself; nothing can be promoted to it");
    } else if (target.equals(source)) {
      error(entry.line(), entry.key(), "cannot be promoted from itself");
    } else {
      byTarget.put(target.get(), new Route(target.get(), source.get(), entry.line()));
    }
  }

  private Optional<LinkName> link(IniEntry entry, String name) {
    try {
      return Optional.of(new LinkName(name));
    } catch (IllegalArgumentException e) {
      error(
          entry.line(),
          entry.key(),
          "'"
              + Problems.abridged(name)
              + "' is not a link name (letters, digits, '.', '_', '+', '-'; begins with a letter"
              + " or digit)");
      return Optional.empty();
    }
  }

  private void checkPrevious() {
    for (Route route : byTarget.values()) {
      Route other = byTarget.get(route.target().previous());
      if (other != null) {
        error(
            other.line(),
            other.target().value(),
            "keeps what stood at '"
                + route.target()
                + "' before (line "
                + route.line()
                + "), so it cannot be a target itself");
      }
    }
  }

  private void checkCycles() {
    Set<LinkName> done = new HashSet<>();
    for (Route start : byTarget.values()) {
      Set<LinkName> path = new LinkedHashSet<>();
      @Nullable Route at = start;
      while (at != null && !done.contains(at.target()) && path.add(at.target())) {
        at = byTarget.get(at.source());
      }
      if (at != null && path.contains(at.target())) {
        reportCycle(List.copyOf(path), at.target());
      }
      done.addAll(path);
    }
  }

  private void reportCycle(List<LinkName> path, LinkName entrance) {
    List<LinkName> circle = path.subList(path.indexOf(entrance), path.size());
    Route first =
        byTarget.values().stream()
            .filter(route -> circle.contains(route.target()))
            .findFirst()
            .orElseThrow();
    StringBuilder text = new StringBuilder(first.target().value());
    Route at = first;
    do {
      text.append(" from ").append(at.source());
      at = byTarget.getOrDefault(at.source(), first);
    } while (!at.equals(first));
    error(first.line(), first.target().value(), "is promoted in a circle: " + text);
  }

  private void checkOrder() {
    for (Route route : byTarget.values()) {
      Route before = byTarget.get(route.source());
      if (before != null && before.line() > route.line()) {
        problems.warning(
            route.line(),
            SECTION,
            route.target().value(),
            "its source '"
                + route.source()
                + "' is a target listed below (line "
                + before.line()
                + "); put that first, or this one is always a round behind");
      }
    }
  }

  private void error(int line, String key, String sentence) {
    problems.error(line, SECTION, key, sentence);
  }
}
