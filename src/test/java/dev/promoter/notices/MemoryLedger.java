package dev.promoter.notices;

import dev.promoter.engine.Notice;
import dev.promoter.notices.Reporter.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A ledger that can die before or after any of its writes. */
final class MemoryLedger implements Ledger {
  private final Map<String, Map<Subject, Watch>> kept = new HashMap<>();

  /** What stands in the outbox, once per key, in the order in which it got there. */
  private final Map<String, Notice> outbox = new LinkedHashMap<>();

  private int writes;
  private int deadly = -1;
  private boolean afterwards;

  /** Dies at this write, counted from 0. */
  void dieAt(int write, boolean afterIt) {
    deadly = write;
    afterwards = afterIt;
  }

  int writes() {
    return writes;
  }

  List<Notice> outbox() {
    return List.copyOf(outbox.values());
  }

  @Override
  public Optional<List<Watch>> watches(String audience) {
    return Optional.ofNullable(kept.get(audience)).map(all -> new ArrayList<>(all.values()));
  }

  @Override
  public void keep(String audience, Step step) {
    boolean dies = writes++ == deadly;
    if (dies && !afterwards) {
      throw new Killed();
    }
    Map<Subject, Watch> mine = kept.computeIfAbsent(audience, name -> new LinkedHashMap<>());
    step.gone().forEach(mine::remove);
    step.changed().forEach(watch -> mine.put(watch.subject(), watch));
    step.notices().forEach(notice -> outbox.putIfAbsent(notice.key(), notice));
    if (dies) {
      throw new Killed();
    }
  }

  @Override
  public void retain(Set<String> audiences) {
    kept.keySet().retainAll(audiences);
  }

  /** The process was killed. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
