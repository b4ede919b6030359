package dev.promoter.suites;

import dev.promoter.domain.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything a table is made from.
 *
 * @param sha1 the commit to release, 40 lower-case hexadecimal digits
 * @param required the suites that decide, in the operator's order
 * @param flavors flavors that the release is about besides those of its required suites
 * @param runs the runs that were found, with their jobs
 * @param setAside runs that were already found not to count
 * @param lost runs that were deleted while they were followed
 * @param waivers those in force for this release and this commit; their requirement is a suite,
 *     their pattern a part of a description, with {@code *} for any text
 * @param now the present, UTC
 * @param stale how long an unfinished run may stand still before that is remarked
 */
public record Question(
    String sha1,
    List<SuiteKey> required,
    Set<String> flavors,
    List<RunResult> runs,
    List<IgnoredRun> setAside,
    List<LostRun> lost,
    List<Waiver> waivers,
    Instant now,
    Stale stale) {
  /**
   * Limits after which nobody believes any more that something moves.
   *
   * @param queued for a run of which nothing but queued jobs is left
   * @param started for any other
   */
  public record Stale(Duration queued, Duration started) {
    /** Those of the server and of the tool that waits (contract ceph.md sections 2.3 and 3). */
    public static final Stale STANDARD =
        new Stale(Duration.ofDays(14), Duration.ofDays(3).plusMinutes(30));
  }

  public Question {
    required = List.copyOf(new LinkedHashSet<>(required));
    flavors = Set.copyOf(flavors);
    runs = List.copyOf(runs);
    setAside = List.copyOf(setAside);
    lost = List.copyOf(lost);
    waivers = List.copyOf(waivers);
  }

  /** Whether the release is about a flavor. */
  boolean about(String flavor) {
    return flavors.contains(flavor)
        || required.stream().anyMatch(key -> key.flavor().equals(flavor));
  }
}
