package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.engine.AlreadyOrderedException;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Receipts.Keyed;
import dev.promoter.engine.Receipts.Receipt;
import dev.promoter.engine.Slip;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said and its receipt are stored together, wherever the process ends. */
class SlipTest {
  /** More statements and commits than any of these orders needs. */
  private static final int PLENTY = 40;

  @TempDir Path state;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.inState(state));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void what_is_said_has_a_receipt_that_names_it() {
    Hold hold = said(store.interventions(), "k");
    assertThat(receipt("k")).contains(new Receipt("order", Optional.of("hold " + hold.id())));
    assertThatThrownBy(() -> said(store.interventions(), "k"))
        .isInstanceOf(AlreadyOrderedException.class);
    assertThat(store.interventions().holds()).containsExactly(hold);
  }

  @Test
  void what_is_not_taken_back_leaves_no_receipt() {
    assertThat(takenBack(store.interventions(), 77)).isFalse();
    assertThat(receipt("back")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_process_that_ends_anywhere_has_said_it_with_a_receipt_or_not_at_all(boolean before) {
    int died = 0;
    for (int point = 1; point <= PLENTY; point++) {
      String key = "k" + point;
      int there = store.interventions().holds().size();
      boolean ended = ends(point, before, dying -> said(dying, key));
      died += ended ? 1 : 0;
      int now = store.interventions().holds().size();
      assertThat(receipt(key).isPresent()).as("point %d", point).isEqualTo(now > there);
      if (receipt(key).isEmpty()) {
        said(store.interventions(), key);
      }
      List<Hold> holds = store.interventions().holds();
      assertThat(holds).hasSize(there + 1);
      assertThat(receipt(key).orElseThrow().answer()).contains("hold " + holds.get(there).id());
    }
    assertThat(died).isBetween(4, PLENTY - 1);
    assertThat(store.audit().deeds(HistoryQuery.newest(PLENTY * 2))).hasSize(PLENTY);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_process_that_ends_anywhere_has_taken_it_back_with_a_receipt_or_not_at_all(boolean before) {
    for (int point = 1; point <= PLENTY; point++) {
      Hold hold = store.interventions().add(Samples.hold(""), Samples.ANN);
      ends(point, before, dying -> takenBack(dying, hold.id()));
      boolean gone = store.interventions().holds().isEmpty();
      assertThat(receipt("back").isPresent()).as("point %d", point).isEqualTo(gone);
      if (!gone) {
        assertThat(takenBack(store.interventions(), hold.id())).isTrue();
      }
      assertThat(receipt("back").orElseThrow().answer()).contains("hold " + hold.id());
      assertThat(store.interventions().holds()).isEmpty();
      assertThat(store.audit().deeds(HistoryQuery.newest(PLENTY * 4))).hasSize(2 * point);
      forget();
    }
  }

  private void forget() {
    try (Connection connection = store.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement("delete from receipt")) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the process ended before the order was through. */
  private boolean ends(int point, boolean before, Consumer<Interventions> order) {
    AtomicInteger left = new AtomicInteger(point);
    Jdbi dying = Jdbi.create(() -> mortal(store.dataSource().getConnection(), left, before));
    Faults faults = new Faults(DatabaseUrl.parse("", state));
    try (Database database = new Database(dying, Dialect.H2, faults)) {
      order.accept(new JdbiInterventions(database));
      return false;
    } catch (StoreException e) {
      return true;
    }
  }

  /** Ends at a statement or commit, just before or just after it, and does nothing from then on. */
  private static Connection mortal(Connection connection, AtomicInteger left, boolean before) {
    return proxy(Connection.class, connection, left, before);
  }

  private static <T> T proxy(Class<T> type, T real, AtomicInteger left, boolean before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              String name = method.getName();
              boolean counts = name.startsWith("execute") || name.equals("commit");
              boolean last = counts && left.decrementAndGet() <= 0;
              if (last && (before || left.get() < 0)) {
                throw new SQLException("the process ended", "XX000");
              }
              Object result;
              try {
                result = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (last) {
                throw new SQLException("the process ended", "XX000");
              }
              return result instanceof PreparedStatement statement
                  ? proxy(PreparedStatement.class, statement, left, before)
                  : result;
            }));
  }

  private Optional<Receipt> receipt(String key) {
    return store.receipts().find("ann", key, Samples.NOON);
  }

  private static Hold said(Interventions interventions, String key) {
    return interventions.answering(slip(key)).add(Samples.hold(""), Samples.ANN);
  }

  private static boolean takenBack(Interventions interventions, long id) {
    return interventions
        .answering(slip("back"))
        .withdraw(Kind.HOLD, id, Samples.ANN, "", Samples.NOON);
  }

  private static Slip slip(String key) {
    return new Slip(
        new Keyed("ann", key, "order", Samples.NOON), said -> said.kind().word() + " " + said.id());
  }
}
