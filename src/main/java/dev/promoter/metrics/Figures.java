package dev.promoter.metrics;

import dev.promoter.domain.ReleaseName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is read when Prometheus asks.
 *
 * @param ready whether {@code /readyz} is green
 * @param checks its checks by name, and whether each is not bad
 * @param stored what comes from the store; empty when it cannot be read
 */
public record Figures(boolean ready, Map<String, Boolean> checks, Optional<Stored> stored) {
  public Figures {
    checks = Map.copyOf(checks);
  }

  /** Reads them; called by one thread at a time. */
  @FunctionalInterface
  public interface Source {
    /** All figures of this moment. */
    Figures read();
  }

  /**
   * What comes from the store.
   *
   * @param nodes how many processes work with the store, this one included
   * @param releases those that have a file
   * @param rulesRefused whether the rules on disk are refused
   * @param settingsRefused whether promoter.ini on disk is refused
   * @param waivers how many are in force
   * @param waiverEnd when the first of them ends
   * @param holds how many are in force
   * @param pending how many notices are still to be delivered
   * @param oldestPending for how long the oldest of them waits; zero when there is none
   * @param givenUp how many notices were given up
   */
  public record Stored(
      long nodes,
      List<OfRelease> releases,
      boolean rulesRefused,
      boolean settingsRefused,
      long waivers,
      Optional<Instant> waiverEnd,
      long holds,
      long pending,
      Duration oldestPending,
      long givenUp) {
    public Stored {
      releases = List.copyOf(releases);
    }
  }

  /**
   * One release.
   *
   * @param age since its last round ended
   * @param late whether it had no completed round for too long
   * @param failed whether the last one failed
   * @param refused whether its file is refused
   * @param openPlans how many plans are not carried out to the end
   * @param oldestPlan for how long the oldest of them is open
   * @param targets its targets, and what the history tells of them
   */
  public record OfRelease(
      ReleaseName name,
      Duration age,
      boolean late,
      boolean failed,
      boolean refused,
      long openPlans,
      Optional<Duration> oldestPlan,
      Map<String, OfTarget> targets) {
    public OfRelease {
      targets = Map.copyOf(targets);
    }
  }

  /**
   * What the history tells of one target.
   *
   * @param lastPromotion when it last moved; empty when it never did
   * @param results result to how many stored rounds ended so
   */
  public record OfTarget(Optional<Instant> lastPromotion, Map<String, Long> results) {
    public OfTarget {
      results = Map.copyOf(results);
    }
  }
}
