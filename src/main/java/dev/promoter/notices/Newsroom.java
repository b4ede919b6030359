package dev.promoter.notices;

import dev.promoter.notices.Reporter.Step;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells audiences what changed. May be asked to look as often as one likes, by one thread at a
 * time; what was told is known to the ledger alone.
 */
public final class Newsroom {
  private final Ledger ledger;
  private final InstantSource clock;

  /** A newsroom that tells what its ledger does not know. */
  public Newsroom(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Forgets audiences that are not among these. */
  public void begin(List<Audience> audiences) {
    Set<String> names = audiences.stream().map(Audience::name).collect(Collectors.toSet());
    ledger.retain(names);
  }

  /** One look. */
  public void look(List<Audience> audiences, List<Sight> sights) {
    for (Audience audience : audiences) {
      String name = audience.name();
      Optional<List<Watch>> known = ledger.watches(name);
      Step step = Reporter.step(audience, known, sights, clock.instant());
      if (!step.isEmpty() || known.isEmpty()) {
        ledger.keep(name, step);
      }
    }
  }
}
