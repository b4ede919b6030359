package dev.promoter.store;

import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport.Judged;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stored rounds that were asked for more than once lately: somebody looks at one of them. One
 * that is read in passing is not kept, as it would take the room of these and, going soon itself,
 * have the collector of the whole heap run. A stored round never changes, so nothing here goes out
 * of date. Safe for threads.
 */
final class KnownRounds {
  /** In requirements of candidates, each of which takes a few hundred bytes. */
  static final int LIMIT = 60_000;

  /** As many characters take about as much room as one requirement. */
  private static final int CHARACTERS = 256;

  /** Of so many rounds that were read but not kept is it known that they were. */
  private static final int MOST_PASSING = 16;

  private final Set<Long> passing = new LinkedHashSet<>();
  private final Map<Long, ReleaseReport> rounds = new LinkedHashMap<>(64, 0.75f, true);
  private int weight;

  synchronized Optional<ReleaseReport> find(long id) {
    return Optional.ofNullable(rounds.get(id));
  }

  /** A round was read. */
  synchronized void read(long id, ReleaseReport report) {
    if (passing.remove(id)) {
      keep(id, report);
      return;
    }
    passing.add(id);
    if (passing.size() > MOST_PASSING) {
      passing.remove(passing.iterator().next());
    }
  }

  private void keep(long id, ReleaseReport report) {
    if (rounds.put(id, report) == null) {
      weight += weight(report);
    }
    Iterator<ReleaseReport> oldest = rounds.values().iterator();
    while (weight > LIMIT && rounds.size() > 1) {
      weight -= weight(oldest.next());
      oldest.remove();
    }
  }

  private static int weight(ReleaseReport report) {
    return 1
        + report.targets().stream()
            .flatMap(target -> target.judged().stream())
            .mapToInt(KnownRounds::weight)
            .sum();
  }

  private static int weight(Judged judged) {
    return 1
        + judged.judgement().requirements().size()
        + judged.facts().annex().length() / CHARACTERS;
  }
}
