package dev.promoter.engine;

import dev.promoter.domain.Freeze;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import java.time.Instant;
import java.util.List;

/** Port: the windows in which nothing is promoted, as a release plans them. */
@FunctionalInterface
public interface Freezes {
  /** Nothing is ever frozen. */
  Freezes NONE = (release, target, now) -> List.of();

  /** The windows that cover a time, by name. */
  List<Freeze> inForce(Release release, LinkName target, Instant now);
}
