package dev.promoter.fakes;

import dev.promoter.domain.Deed;
import dev.promoter.engine.Audit;
import dev.promoter.engine.HistoryQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An audit that lives as long as the test. */
public final class InMemoryAudit implements Audit {
  private final List<Deed> deeds = new ArrayList<>();

  @Override
  public synchronized Deed record(Deed order) {
    Deed deed = order.stored(deeds.size() + 1L, order.at());
    deeds.add(deed);
    return deed;
  }

  @Override
  public synchronized List<Deed> deeds(HistoryQuery query) {
    List<Deed> newest = new ArrayList<>(deeds);
    Collections.reverse(newest);
    return newest.stream()
        .filter(deed -> query.asksForDeeds())
        .filter(deed -> same(query.release().map(Object::toString), deed.release()))
        .filter(deed -> same(query.target(), deed.target()))
        .filter(deed -> query.by().map(deed.caller().name()::equalsIgnoreCase).orElse(true))
        .filter(deed -> same(query.kind(), deed.kind().word()))
        .filter(deed -> query.since().map(since -> !deed.at().isBefore(since)).orElse(true))
        .filter(deed -> query.until().map(deed.at()::isBefore).orElse(true))
        .filter(deed -> deed.id() < query.from().deed())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized List<Deed> after(long deed, int limit) {
    return deeds.stream().filter(one -> one.id() > deed).limit(limit).toList();
  }

  private static boolean same(Optional<String> wanted, String value) {
    return wanted.map(value::equals).orElse(true);
  }
}
