package dev.promoter.remote.paddles;

import dev.promoter.suites.IgnoredRun;
import dev.promoter.suites.LostRun;
import dev.promoter.suites.RunResult;
import dev.promoter.suites.SuiteKey;
import java.util.List;
import java.util.Map;

/**
 * What one poll found.
 *
 * @param runs the runs with all their jobs
 * @param setAside runs that do not count, and why
 * @param lost runs that were deleted while they were followed
 * @param unread runs of the commit that are listed but whose jobs the server does not know, and
 *     what they are of: whether they are there, the next poll tells
 * @param notes what could not be read but decides nothing, a sentence each
 * @param requests how many requests it took
 * @param changed whether anything differs from the poll before
 */
public record Sighting(
    List<RunResult> runs,
    List<IgnoredRun> setAside,
    List<LostRun> lost,
    Map<String, SuiteKey> unread,
    List<String> notes,
    int requests,
    boolean changed) {
  /** Where nothing is followed. */
  static final Sighting NOTHING =
      new Sighting(List.of(), List.of(), List.of(), Map.of(), List.of(), 0, false);

  public Sighting {
    runs = List.copyOf(runs);
    setAside = List.copyOf(setAside);
    lost = List.copyOf(lost);
    unread = Map.copyOf(unread);
    notes = List.copyOf(notes);
  }
}
