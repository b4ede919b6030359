package dev.promoter.remote.paddles;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;
import dev.promoter.suites.SuiteKey;
import java.util.Map;

/** The runs that were scheduled for a release, by the names that scheduling gave. */
@FunctionalInterface
public interface ScheduledRuns {
  /** What each run was scheduled for; only by its name a run without jobs can be found. */
  Map<String, SuiteKey> of(Release release, Candidate candidate);
}
