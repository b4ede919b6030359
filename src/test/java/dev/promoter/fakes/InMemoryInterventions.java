package dev.promoter.fakes;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Interventions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Waivers, holds and approvals that live as long as the test. */
public final class InMemoryInterventions implements Interventions {
  private final List<Waiver> waivers = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();
  private final List<Approval> approvals = new ArrayList<>();
  private long lastWaiver;
  private long lastHold;
  private long lastApproval;

  @Override
  public synchronized List<Waiver> waivers() {
    return List.copyOf(waivers);
  }

  @Override
  public synchronized List<Hold> holds() {
    return List.copyOf(holds);
  }

  @Override
  public synchronized List<Approval> approvals() {
    return List.copyOf(approvals);
  }

  @Override
  public synchronized Approval add(Approval draft) {
    lastApproval++;
    Approval approval =
        new Approval(
            lastApproval,
            draft.release(),
            draft.target(),
            draft.candidate(),
            draft.subject(),
            draft.by(),
            draft.note(),
            draft.at());
    approvals.add(approval);
    return approval;
  }

  @Override
  public synchronized boolean withdrawApproval(long id, Instant at) {
    return approvals.removeIf(approval -> approval.id() == id);
  }

  @Override
  public synchronized Waiver add(Waiver draft) {
    lastWaiver++;
    Waiver waiver =
        new Waiver(
            lastWaiver,
            draft.release(),
            draft.target(),
            draft.requirement(),
            draft.candidate(),
            draft.pattern(),
            draft.by(),
            draft.reason(),
            draft.link(),
            draft.since(),
            draft.until());
    waivers.add(waiver);
    return waiver;
  }

  @Override
  public synchronized Hold add(Hold draft) {
    lastHold++;
    Hold hold =
        new Hold(
            lastHold,
            draft.release(),
            draft.target(),
            draft.by(),
            draft.reason(),
            draft.since(),
            draft.until());
    holds.add(hold);
    return hold;
  }

  @Override
  public synchronized boolean withdrawWaiver(long id, Instant at) {
    return waivers.removeIf(waiver -> waiver.id() == id);
  }

  @Override
  public synchronized boolean liftHold(long id, Instant at) {
    return holds.removeIf(hold -> hold.id() == id);
  }
}
