package dev.promoter.freezes;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What comes of a freeze.
 *
 * @param plan what the configuration says
 * @param releases those that have it
 * @param windows the one of now if there is one, and the next ones; empty when it is over
 * @param fault why the windows are not known, so that it is in force; usually empty
 */
public record Outlook(
    FreezePlan plan, List<ReleaseName> releases, List<Window> windows, String fault) {
  private static final int SHOWN = 3;

  public Outlook {
    releases = List.copyOf(releases);
    windows = List.copyOf(windows);
  }

  /** Each freeze of some releases once: the one that begins first comes first. */
  public static List<Outlook> of(List<Release> releases, PlannedFreezes freezes, Instant now) {
    Map<FreezePlan, List<ReleaseName>> plans = new LinkedHashMap<>();
    for (Release release : releases) {
      freezes
          .plans(release)
          .forEach(
              plan -> plans.computeIfAbsent(plan, any -> new ArrayList<>()).add(release.name()));
    }
    return plans.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), now))
        .sorted(Comparator.comparing(Outlook::begins).thenComparing(outlook -> outlook.plan.name()))
        .toList();
  }

  private static Outlook of(FreezePlan plan, List<ReleaseName> releases, Instant now) {
    try {
      List<Window> windows = new ArrayList<>();
      Iterator<Window> all = plan.windows(now);
      while (windows.size() < SHOWN && all.hasNext()) {
        windows.add(all.next());
      }
      return new Outlook(plan, releases, windows, "");
    } catch (IncalculableException e) {
      return new Outlook(plan, releases, List.of(), String.valueOf(e.getMessage()));
    }
  }

  /** Whether it is in force. */
  public boolean inForce(Instant now) {
    return !fault.isEmpty() || (!windows.isEmpty() && windows.get(0).covers(now));
  }

  /** Whether it is in force never again. */
  public boolean over() {
    return fault.isEmpty() && windows.isEmpty();
  }

  private Instant begins() {
    if (over()) {
      return Instant.MAX;
    }
    return windows.isEmpty() ? Instant.MIN : windows.get(0).begins();
  }
}
