package dev.promoter.store;

import dev.promoter.engine.History;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Recollections;
import dev.promoter.engine.ReleaseLocks;
import dev.promoter.engine.StatusBoard;
import dev.promoter.insight.Insights;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** All ports of one real store, which is emptied before each test. */
abstract class StoreContract
    implements JournalContract,
        HistoryContract,
        InterventionsContract,
        StatusBoardContract,
        ReleaseLocksContract,
        OutboxContract,
        InsightsContract,
        RecollectionsContract {
  private static final List<String> TABLES =
      List.of(
          "step",
          "plan",
          "told_release",
          "target_state",
          "promoted",
          "seen_candidate",
          "requirement_week",
          "round_target",
          "round",
          "waiver",
          "hold",
          "approval",
          "release_status",
          "recollection",
          "letter",
          "due_work");

  @Override
  public abstract Store store();

  @BeforeEach
  void empty() throws SQLException {
    try (Connection connection = store().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("delete from " + table);
      }
    }
  }

  @Override
  public Journal journal() {
    return store().journal();
  }

  @Override
  public Recollections recollections() {
    return store().recollections();
  }

  @Override
  public History history() {
    return store().history();
  }

  @Override
  public Interventions interventions() {
    return store().interventions();
  }

  @Override
  public StatusBoard board() {
    return store().statusBoard();
  }

  @Override
  public Insights insights() {
    return store().insights();
  }

  @Override
  public ReleaseLocks locks() {
    return store().locks();
  }
}
