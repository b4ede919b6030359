package dev.promoter.store;

import dev.promoter.engine.Audit;
import dev.promoter.engine.History;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Receipts;
import dev.promoter.engine.Recollections;
import dev.promoter.engine.ReleaseLocks;
import dev.promoter.engine.StatusBoard;
import dev.promoter.fakes.InMemoryAudit;
import dev.promoter.fakes.InMemoryHistory;
import dev.promoter.fakes.InMemoryInterventions;
import dev.promoter.fakes.InMemoryJournal;
import dev.promoter.fakes.InMemoryReceipts;
import dev.promoter.fakes.InMemoryRecollections;
import dev.promoter.fakes.InMemoryReleaseLocks;
import dev.promoter.fakes.InMemoryStatusBoard;

/** The fakes keep the same promises as the store. */
class InMemoryPortsTest
    implements JournalContract,
        HistoryContract,
        InterventionsContract,
        AuditContract,
        StatusBoardContract,
        ReleaseLocksContract,
        RecollectionsContract,
        ReceiptsContract {
  private final InMemoryJournal journal = new InMemoryJournal();
  private final History history = new InMemoryHistory(journal);
  private final InMemoryAudit audit = new InMemoryAudit();
  private final Interventions interventions = new InMemoryInterventions(audit);
  private final StatusBoard board = new InMemoryStatusBoard();
  private final Receipts receipts = new InMemoryReceipts();
  private final Recollections recollections = new InMemoryRecollections();
  private final ReleaseLocks locks = new InMemoryReleaseLocks();

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public Receipts receipts() {
    return receipts;
  }

  @Override
  public Recollections recollections() {
    return recollections;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public Interventions interventions() {
    return interventions;
  }

  @Override
  public Audit audit() {
    return audit;
  }

  @Override
  public StatusBoard board() {
    return board;
  }

  @Override
  public ReleaseLocks locks() {
    return locks;
  }
}
