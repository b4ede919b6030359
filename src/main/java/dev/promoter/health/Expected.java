package dev.promoter.health;

import dev.promoter.domain.ReleaseName;
import java.time.Duration;
import java.time.Instant;

/**
 * A release that should have rounds.
 *
 * @param name its name
 * @param since when its schedule came into force
 * @param roundLimit how long one of its rounds may take
 * @param rhythm its schedule
 */
public record Expected(ReleaseName name, Instant since, Duration roundLimit, Rhythm rhythm) {
  /** When rounds begin. */
  public interface Rhythm {
    /** The beginning of the round with this number, counted from 1, after a moment. */
    Instant round(int number, Instant after);
  }
}
