package dev.promoter.notices;

import dev.promoter.notices.Reporter.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Port: what audiences know, kept so that a restart neither repeats nor loses anything. */
public interface Ledger {
  /** What an audience knows; empty when it never looked. */
  Optional<List<Watch>> watches(String audience);

  /**
   * Keeps what follows from a look, and puts its notices into the outbox: both or neither. Doing it
   * again changes nothing.
   */
  void keep(String audience, Step step);

  /** Forgets all audiences but these. */
  void retain(Set<String> audiences);
}
