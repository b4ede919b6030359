package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes each journal entry into a log that tests read, and dies where it is told to. */
final class WatchedJournal implements Journal {
  private final Journal journal;
  private final List<String> log;
  private int writesLeft = Integer.MAX_VALUE;
  private boolean deathKeepsTheWrite;

  WatchedJournal(Journal journal, List<String> log) {
    this.journal = journal;
    this.log = log;
  }

  /**
   * The process dies at a write.
   *
   * @param write its number, from 1
   * @param kept whether that write is still in the journal afterwards
   */
  void dieAt(int write, boolean kept) {
    writesLeft = write;
    deathKeepsTheWrite = kept;
  }

  @Override
  public long open(Plan plan, List<Judged> basis, Instant at) {
    beforeWrite();
    long id = journal.open(plan, basis, at);
    afterWrite("opened");
    return id;
  }

  @Override
  public void started(long plan, int action, Before before, Instant at) {
    beforeWrite();
    journal.started(plan, action, before, at);
    afterWrite("started " + action);
  }

  @Override
  public void finished(long plan, int action, Outcome outcome, Instant at) {
    beforeWrite();
    journal.finished(plan, action, outcome, at);
    afterWrite("finished " + action + " " + outcome.getClass().getSimpleName());
  }

  @Override
  public void close(long plan, PlanState state, Instant at) {
    beforeWrite();
    journal.close(plan, state, at);
    afterWrite("closed " + state);
  }

  @Override
  public List<OpenPlan> unfinished(ReleaseName release) {
    return journal.unfinished(release);
  }

  @Override
  public Optional<OpenPlan> standing(ReleaseName release, LinkName target, String component) {
    return journal.standing(release, target, component);
  }

  @Override
  public Optional<String> putBackTo(
      ReleaseName release, LinkName target, String component, String candidate) {
    return journal.putBackTo(release, target, component, candidate);
  }

  @Override
  public Optional<Action> lastDone(ReleaseName release, String kind, String title) {
    return journal.lastDone(release, kind, title);
  }

  private void beforeWrite() {
    writesLeft--;
    if (writesLeft == 0 && !deathKeepsTheWrite) {
      throw new ProcessDied();
    }
  }

  private void afterWrite(String entry) {
    log.add(entry);
    if (writesLeft == 0) {
      throw new ProcessDied();
    }
  }

  /** What a test throws where a real process would just be gone. */
  static final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;
  }
}
