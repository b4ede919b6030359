package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Audit;
import dev.promoter.engine.Ended;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Receipts;
import dev.promoter.engine.Recollections;
import dev.promoter.engine.ReleaseLocks;
import dev.promoter.engine.StatusBoard;
import dev.promoter.insight.Insights;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All ports of one real store, which is emptied before each test. */
abstract class StoreContract
    implements JournalContract,
        HistoryContract,
        InterventionsContract,
        PromotedWaiversContract,
        AuditContract,
        StatusBoardContract,
        ReleaseLocksContract,
        OutboxContract,
        InsightsContract,
        RecollectionsContract,
        ReceiptsContract,
        CensusContract,
        LedgerContract {
  @Test
  void what_is_over_is_what_was_taken_back_or_came_to_its_end() {
    Interventions interventions = interventions();
    Waiver first = interventions.add(Samples.waiver("job-1"), Samples.ANN);
    Waiver second = interventions.add(Samples.waiver("job-2"), Samples.ANN);
    assertThat(interventions.ended(Kind.WAIVER, Samples.NOON, Long.MAX_VALUE, 9)).isEmpty();
    interventions.withdraw(Kind.WAIVER, first.id(), Samples.ANN, "", Samples.NOON);
    assertThat(interventions.ended(Kind.WAIVER, Samples.NOON, Long.MAX_VALUE, 9))
        .containsExactly(new Ended(first, Optional.of(Samples.NOON)));
    assertThat(interventions.ended(Kind.WAIVER, second.until(), Long.MAX_VALUE, 9))
        .containsExactly(
            new Ended(second, Optional.empty()), new Ended(first, Optional.of(Samples.NOON)));
    assertThat(interventions.ended(Kind.WAIVER, second.until(), second.id(), 9)).hasSize(1);
    assertThat(interventions.ended(Kind.PIN, second.until(), Long.MAX_VALUE, 9)).isEmpty();
  }

  private static final List<String> TABLES =
      List.of(
          "lease",
          "asked_round",
          "node",
          "receipt",
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
          "pin",
          "veto",
          "release_status",
          "recollection",
          "tally",
          "watch",
          "audience",
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
  public Receipts receipts() {
    return store().receipts();
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
  public Audit audit() {
    return store().audit();
  }

  @Test
  void what_people_did_can_neither_be_changed_nor_removed() throws SQLException {
    interventions().add(Samples.hold(""), Samples.ANN);

    try (Connection connection = store().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String attempt :
          List.of("delete from deed", "update deed set author = 'nobody' where id > 0")) {
        assertThatThrownBy(() -> statement.execute(attempt))
            .hasStackTraceContaining("what people did is never changed or removed");
      }
    }
    assertThat(audit().deeds(HistoryQuery.newest(1)).get(0).caller()).isEqualTo(Samples.ANN);
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
