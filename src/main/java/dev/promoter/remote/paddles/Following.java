package dev.promoter.remote.paddles;

import dev.promoter.suites.SuiteKey;
import java.util.Map;

/**
 * What is followed for one release.
 *
 * @param sha1 the commit
 * @param branch the branch whose other runs are listed as not counting; empty for none
 * @param captured the runs that were scheduled for the release, by the names that scheduling gave,
 *     and what each was scheduled for: only by its name a run without jobs can be found
 * @param sparing whether a poll in which nothing changed must not take a second request
 */
public record Following(
    String sha1, String branch, Map<String, SuiteKey> captured, boolean sparing) {
  /** Nothing is followed yet. */
  static final Following NOTHING = new Following("", "", Map.of(), false);

  public Following {
    captured = Map.copyOf(captured);
  }
}
