package dev.promoter.store;

import static dev.promoter.store.Samples.ANN;
import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.ZED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.StatusBoard;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of every older schema, with what a daemon wrote into them, are taken over whole. */
abstract class UpgradeContract {
  private static final ReleaseName CEPH = new ReleaseName("ceph/tentacle");

  /** Numbers of the schemas that were ever the newest. */
  static Stream<Integer> older() {
    return IntStream.rangeClosed(1, 9).boxed();
  }

  /** A database of this schema's own, with no tables yet. */
  abstract DataSource database(int schema) throws SQLException;

  abstract StoreSettings settings(int schema);

  abstract Map<String, String> placeholders();

  @ParameterizedTest
  @MethodSource("older")
  void what_an_older_program_left_is_all_there_and_gone_on_with(int schema) throws Exception {
    DataSource database = database(schema);
    Map<String, List<String>> tables;
    Map<String, List<String>> before;
    OlderTables.make(database, schema, placeholders());
    try (Connection connection = database.getConnection()) {
      tables = OlderTables.tables(connection);
      before = OlderTables.content(connection, tables);
      assertThat(OlderTables.applied(connection).last()).isEqualTo(schema);
      copy(connection);
    }
    assertThat(before.get("plan")).isNotEmpty();

    try (Store store = Store.open(settings(schema))) {
      try (Connection connection = store.dataSource().getConnection()) {
        assertThat(OlderTables.applied(connection).last()).isEqualTo(Migrations.LATEST);
        assertThat(OlderTables.content(connection, tables)).isEqualTo(before);
      }
      readsAll(store, schema);
      goesOn(store);
    }
    goBack(schema, tables, before);
  }

  /** What the older program does before it is replaced. */
  void copy(Connection connection) throws SQLException {}

  /** To what the copy holds; the store is closed. */
  void goBack(int schema, Map<String, List<String>> tables, Map<String, List<String>> before)
      throws SQLException, IOException {}

  static Set<Integer> upTo(int schema) {
    return new TreeSet<>(IntStream.rangeClosed(1, schema).boxed().toList());
  }

  private static void readsAll(Store store, int schema) {
    List<Long> rounds =
        store.history().entries(HistoryQuery.newest(1000)).stream()
            .map(entry -> entry.round())
            .distinct()
            .toList();
    assertThat(rounds).hasSize(12);
    assertThat(rounds).allMatch(round -> store.history().round(round).isPresent());
    assertThat(store.statusBoard().rows()).extracting(StatusBoard.Row::release).contains(MASTER);
    assertThat(store.interventions().waivers()).hasSize(2);
    assertThat(store.interventions().holds()).hasSize(2);
    assertThat(store.interventions().approvals()).hasSize(1);
    assertThat(store.interventions().choices()).hasSize(schema < 5 ? 0 : 2);
    assertThat(store.audit().deeds(HistoryQuery.newest(1000))).hasSize(schema < 4 ? 0 : 11);
    assertThat(store.outbox(() -> Samples.NOON).waiting()).hasSize(schema < 3 ? 0 : 10);
    assertThat(store.receipts().open("eve", "order-1", "", Samples.NOON))
        .matches(known -> known.isPresent() == schema >= 9);
    assertThat(store.recollections().find(CEPH, "packages"))
        .matches(known -> known.isPresent() == schema >= 8);
    assertThat(store.ledger(() -> Samples.NOON).watches("people").stream().flatMap(List::stream))
        .hasSize(schema < 7 ? 0 : 15);
    assertThat(store.census().tallies()).isNotEmpty();
    store.completeInsights();
    assertThat(store.insights().states())
        .extracting(state -> state.release())
        .contains(MASTER, ZED);
  }

  /** The action in doubt is found as one, and plan, waiver and deed get numbers that are free. */
  private static void goesOn(Store store) {
    Journal journal = store.journal();
    assertThat(journal.unfinished(MASTER)).hasSize(1);
    OpenPlan open = journal.unfinished(MASTER).get(0);
    assertThat(open.id()).isEqualTo(OlderTables.CUT_OFF);
    assertThat(open.ended()).isFalse();
    assertThat(open.basis()).isNotEmpty();
    assertThat(open.plan().actions()).hasSize(7);
    assertThat(open.steps().subList(0, 5)).allMatch(Journal.Step::achieved);
    assertThat(open.steps().get(5).inDoubt()).isTrue();
    assertThat(open.steps().get(6)).isEqualTo(Journal.Step.UNTOUCHED);

    journal.finished(open.id(), 5, new Outcome.AlreadyDone("observed"), Samples.NOON);
    journal.started(open.id(), 6, Before.NOTHING, Samples.NOON);
    journal.finished(open.id(), 6, new Outcome.Done(""), Samples.NOON);
    journal.close(open.id(), Journal.PlanState.COMPLETED, Samples.NOON);
    assertThat(journal.unfinished(MASTER)).singleElement().matches(OpenPlan::ended);
    assertThat(journal.open(Samples.plan(ZED, "next"), List.of(), Samples.NOON)).isEqualTo(22);
    assertThat(store.interventions().add(Samples.waiver("next"), ANN).id()).isEqualTo(3);
    assertThat(store.audit().deeds(HistoryQuery.newest(1)).get(0).caller()).isEqualTo(ANN);
  }
}
