package dev.promoter.freezes;

import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.engine.Freezes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The freezes that the configuration plans: sections {@code [freeze NAME]} among the settings of a
 * release, which are its own and those of promoter.ini.
 *
 * @param zone the operators' time zone, for sections that name none
 */
public record PlannedFreezes(ZoneId zone) implements Freezes {
  /** What is frozen that long without a gap has no opening in sight. */
  private static final Duration SIGHT = Duration.ofDays(2 * 366);

  private static final String BROKEN = " (its recurrence cannot be calculated: %s)";

  @Override
  public List<Freeze> inForce(Release release, LinkName target, Instant now) {
    List<Freeze> broken = new ArrayList<>();
    List<Open> open = new ArrayList<>();
    for (FreezePlan plan : plans(release)) {
      if (plan.concerns(target)) {
        try {
          open.add(new Open(plan, now));
        } catch (IncalculableException e) {
          broken.add(endless(plan, e));
        }
      }
    }
    List<Open> covering = open.stream().filter(one -> one.until.isAfter(now)).toList();
    List<Freeze> freezes = new ArrayList<>(broken);
    if (!covering.isEmpty()) {
      Instant opens = broken.isEmpty() ? opening(open, now) : Hold.NO_END;
      covering.forEach(one -> freezes.add(one.freeze(opens)));
    }
    freezes.sort(Comparator.comparing(Freeze::name));
    return List.copyOf(freezes);
  }

  /** What a release plans, by name, be it over or not. */
  public List<FreezePlan> plans(Release release) {
    return release.settings().sectionNames(FreezePlan.KIND).stream()
        .flatMap(
            name ->
                release.settings().section(FreezePlan.KIND, name).stream()
                    .map(section -> FreezePlan.of(name, section, zone)))
        .toList();
  }

  /** Nothing is promoted while nobody can say when something may be. */
  private static Freeze endless(FreezePlan plan, IncalculableException e) {
    return new Freeze(
        plan.name(), plan.reason() + BROKEN.formatted(e.getMessage()), Hold.NO_END, Hold.NO_END);
  }

  /** The end of the run of windows that overlap or follow each other without a gap. */
  private static Instant opening(List<Open> open, Instant now) {
    try {
      return endOfRun(open, now);
    } catch (IncalculableException e) {
      return Hold.NO_END;
    }
  }

  private static Instant endOfRun(List<Open> open, Instant now) {
    Instant end = open.stream().map(one -> one.until).max(Comparator.naturalOrder()).orElse(now);
    Instant horizon = now.plus(SIGHT);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Open one : open) {
        Instant reached = one.reach(end);
        grown |= reached.isAfter(end);
        end = reached;
      }
      if (end.isAfter(horizon)) {
        return Hold.NO_END;
      }
    }
    return end;
  }

  /** A plan, and how far its windows were followed. */
  private static final class Open {
    private final FreezePlan plan;
    private final Iterator<Window> windows;
    private final Instant until;
    private Optional<Window> next;

    Open(FreezePlan plan, Instant now) {
      this.plan = plan;
      this.windows = plan.windows(now);
      this.next = following();
      this.until = reach(now);
    }

    /** The end of what covers a time or begins at it; the time itself if nothing does. */
    Instant reach(Instant time) {
      Instant end = time;
      while (next.isPresent() && !next.get().begins().isAfter(time)) {
        end = next.get().ends().isAfter(end) ? next.get().ends() : end;
        next = following();
      }
      return end;
    }

    Freeze freeze(Instant opens) {
      return new Freeze(plan.name(), plan.reason(), until, opens);
    }

    private Optional<Window> following() {
      return windows.hasNext() ? Optional.of(windows.next()) : Optional.empty();
    }
  }
}
