package dev.promoter.fakes;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Ended;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Said;
import dev.promoter.engine.Slip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What people say, as long as the test lives. */
public final class InMemoryInterventions implements Interventions {
  /** Somebody on the host of the test. */
  public static final Caller KIM = new Caller("kim", "", "kim@host", Channel.COMMAND_LINE);

  private final List<Intervention> said = new ArrayList<>();
  private final Map<Intervention.Kind, Long> numbers = new EnumMap<>(Intervention.Kind.class);
  private final InMemoryAudit audit;

  /** With an audit of its own. */
  public InMemoryInterventions() {
    this(new InMemoryAudit());
  }

  /** With this audit. */
  public InMemoryInterventions(InMemoryAudit audit) {
    this.audit = audit;
  }

  @Override
  public Interventions answering(Slip slip) {
    throw new UnsupportedOperationException("there are no receipts here");
  }

  @Override
  public synchronized Said said() {
    return new Said(all(Waiver.class), all(Hold.class), all(Approval.class), all(Choice.class));
  }

  @Override
  public List<Ended> ended(Intervention.Kind kind, Instant now, long below, int limit) {
    throw new UnsupportedOperationException("what is over is not kept here");
  }

  /** Says it as {@link #KIM}. */
  public <T extends Intervention> T add(T draft) {
    return add(draft, KIM);
  }

  @Override
  @SuppressWarnings("unchecked") // stored() returns the type it is called on
  public synchronized <T extends Intervention> T add(T draft, Caller caller) {
    T stored = (T) draft.stored(numbers.merge(draft.kind(), 1L, Long::sum), at -> at);
    said.add(stored);
    audit.record(Deed.given(stored, caller));
    return stored;
  }

  @Override
  public synchronized boolean withdraw(
      Intervention.Kind kind, long id, Caller caller, String reason, Instant at) {
    List<Intervention> found =
        said.stream().filter(one -> one.kind() == kind && one.id() == id).toList();
    found.forEach(one -> audit.record(Deed.takenBack(one, caller, at, reason)));
    return said.removeAll(found);
  }

  private <T> List<T> all(Class<T> type) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
