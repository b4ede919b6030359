package dev.promoter.engine;

import dev.promoter.engine.ReleaseLocks.Held;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/**
 * What every round needs from the house, apart from the adapters of its workflow.
 *
 * @param judge the rules
 * @param journal the truth about what was done
 * @param interventions what people say
 * @param freezes when nothing is promoted
 * @param clock the time
 * @param pool where readings run; must not queue
 * @param limits what bounds a round
 */
public record Ports(
    Judge judge,
    Journal journal,
    Interventions interventions,
    Freezes freezes,
    InstantSource clock,
    ExecutorService pool,
    CycleLimits limits) {
  /** The same for the holder of a release. */
  Ports under(Held held) {
    return new Ports(judge, journal.under(held), interventions, freezes, clock, pool, limits);
  }
}
