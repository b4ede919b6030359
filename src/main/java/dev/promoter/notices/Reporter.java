package dev.promoter.notices;

import dev.promoter.engine.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what an audience knows with what is, and makes the notices it should get now. What
 * cannot be told now stays unknown to it, and is told with the next notice about the same subject:
 * so there is never more than one notice in a pause, and no change is lost.
 */
public final class Reporter {
  private Reporter() {}

  /**
   * What follows from one look.
   *
   * @param changed what has to be kept, in place of what was kept of these subjects
   * @param gone the subjects that are not there any more
   * @param notices to be put into the outbox in the same transaction
   */
  public record Step(List<Watch> changed, List<Subject> gone, List<Notice> notices) {
    public Step {
      changed = List.copyOf(changed);
      gone = List.copyOf(gone);
      notices = List.copyOf(notices);
    }

    /** Whether there is nothing to keep. */
    public boolean isEmpty() {
      return changed.isEmpty() && gone.isEmpty();
    }
  }

  /**
   * One look.
   *
   * @param kept what is known to the audience; empty when it is new
   * @param sights all subjects there are
   */
  public static Step step(
      Audience audience, Optional<List<Watch>> kept, List<Sight> sights, Instant at) {
    Map<Subject, Watch> known = new HashMap<>();
    kept.orElse(List.of()).forEach(watch -> known.put(watch.subject(), watch));
    List<Watch> changed = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    Set<Subject> present = new HashSet<>();
    for (Sight sight : sights) {
      Subject subject = sight.subject();
      if (!audience.releases().test(subject.release()) || !present.add(subject)) {
        continue;
      }
      if (sight.condition().same(Condition.UNKNOWN)) {
        continue;
      }
      Watch before = known.get(subject);
      Watch watch = before == null ? first(sight, kept.isEmpty(), at) : before;
      Watch after = look(audience, watch.after(sight.condition(), at), at, notices);
      if (!after.equals(before)) {
        changed.add(after);
      }
    }
    List<Subject> gone = known.keySet().stream().filter(each -> !present.contains(each)).toList();
    return new Step(changed, gone, notices);
  }

  private static Watch first(Sight sight, boolean newAudience, Instant at) {
    return Watch.first(sight.subject(), newAudience ? sight.atFirst() : Condition.FINE, at);
  }

  private static Watch look(Audience audience, Watch watch, Instant at, List<Notice> notices) {
    if (watch.changes() == 0) {
      return watch;
    }
    if (!audience.concernedBy(watch)) {
      return watch.known(false, at);
    }
    if (!audience.reachable(watch, at)) {
      return watch;
    }
    notices.add(Wording.notice(audience, watch));
    return watch.known(true, at);
  }
}
