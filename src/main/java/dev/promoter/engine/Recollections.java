package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import java.util.Optional;

/**
 * Port: what a source has to know of an earlier look, kept through restarts. What is kept is never
 * evidence: a source that finds nothing here, or a text that it cannot read, begins anew.
 */
public interface Recollections {
  /** The text that was kept last for this subject of a release. */
  Optional<String> find(ReleaseName release, String subject);

  /** Keeps a text in place of the last one. */
  void keep(ReleaseName release, String subject, String text);
}
