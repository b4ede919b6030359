package dev.promoter.engine;

import dev.promoter.domain.Release;

/** Port: where candidates and the present content of targets are read. */
public interface CandidateSource {
  /**
   * Begins one round of one release. Reads nothing yet; what is read later is read once per round
   * and link, unless the link moved within the round.
   */
  LinkView open(Release release);
}
