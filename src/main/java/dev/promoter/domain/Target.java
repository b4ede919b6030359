package dev.promoter.domain;

import java.util.List;

/**
 * A link to be promoted to, and its criteria.
 *
 * @param link the link that moves
 * @param source the link whose candidates are judged
 * @param component the component this target is about; empty when it is about whole builds or
 *     aggregates
 * @param requirements never empty: a target without criteria would promote anything
 */
public record Target(
    LinkName link, LinkName source, String component, List<Requirement> requirements) {
  public Target {
    if (requirements.isEmpty()) {
      throw new IllegalArgumentException("target " + link + " has no requirement");
    }
    requirements = List.copyOf(requirements);
  }

  /** What operators call this target: the link, with the component in brackets if there is one. */
  public String title() {
    return component.isEmpty() ? link.value() : link.value() + " [" + component + "]";
  }
}
