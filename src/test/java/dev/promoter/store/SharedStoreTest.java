package dev.promoter.store;

import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static dev.promoter.store.Samples.waiver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseLocks.Held;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one H2 file. */
class SharedStoreTest {
  @TempDir Path state;

  @Test
  void a_second_process_works_on_the_store_of_the_first() {
    try (Store owner = open();
        ChildJvm child = ChildJvm.start(Attached.class, state.toString())) {
      owner.interventions().add(waiver("by-owner"), Samples.ANN);
      assertThat(child.line()).isEqualTo("written 0");

      assertThat(requirements(owner)).containsExactlyInAnyOrder("by-owner", "by-child-0");
    }
  }

  @Test
  void the_second_process_goes_on_when_the_first_one_closes() {
    try (ChildJvm child = attachedChild()) {
      child.release();
      assertThat(child.line()).isEqualTo("written 1");

      try (Store late = open()) {
        assertThat(requirements(late)).containsExactly("by-owner", "by-child-0", "by-child-1");
      }
    }
  }

  @Test
  void this_process_goes_on_when_the_owner_is_killed() {
    try (ChildJvm owner = ChildJvm.start(Attached.class, state.toString())) {
      assertThat(owner.line()).isEqualTo("written 0");
      try (Store attached = open()) {
        attached.interventions().add(waiver("before"), Samples.ANN);
        owner.kill();
        attached.interventions().add(waiver("after"), Samples.ANN);

        assertThat(requirements(attached)).containsExactly("by-child-0", "before", "after");
      }
    }
  }

  @Test
  void two_stores_of_one_process_share_the_file_too() {
    try (Store first = open();
        Store second = open()) {
      IntStream.range(0, 40)
          .parallel()
          .forEach(
              i ->
                  (i % 2 == 0 ? first : second)
                      .interventions()
                      .add(waiver("job-" + i), Samples.ANN));

      List<Waiver> waivers = first.interventions().waivers();
      assertThat(waivers).hasSize(40).isEqualTo(second.interventions().waivers());
      assertThat(waivers).extracting(Waiver::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_release_is_locked_against_other_stores() {
    try (Store first = open();
        Store second = open()) {
      Held held = first.locks().tryLock(MASTER).orElseThrow();
      assertThat(second.locks().tryLock(MASTER)).isEmpty();
      held.close();
      second.locks().tryLock(MASTER).orElseThrow().close();
    }
  }

  @Test
  void nobody_without_the_key_gets_in() throws Exception {
    try (Store owner = open()) {
      owner.statusBoard().began(MASTER, "f", NOON);
      H2Address address = H2Address.read(state.toRealPath().resolve("promoter.lock"));
      String guess = "jdbc:h2:tcp://127.0.0.1:" + address.port() + "/";
      for (String name : List.of("0".repeat(32), state.resolve("promoter").toString(), "mem:x")) {
        assertThat(canConnect(guess + name)).as(name).isFalse();
      }
      assertThat(canConnect(address.url())).isTrue();
    }
  }

  @Test
  void the_setting_against_forgetting_is_in_force_even_if_the_address_says_otherwise()
      throws SQLException {
    String url = "jdbc:h2:file:" + state.resolve("mine") + ";WRITE_DELAY=500";
    StoreSettings settings = new StoreSettings(url, "promoter", Optional.empty(), state);
    try (Store given = Store.open(settings);
        Store byDefault = open()) {
      assertThat(writeDelay(given)).isEqualTo("0");
      assertThat(writeDelay(byDefault)).isEqualTo("0");
    }
  }

  @Test
  void an_interrupted_thread_records_all_the_same() {
    try (Store store = open()) {
      for (int i = 0; i < 20; i++) {
        Thread.currentThread().interrupt();
        store.interventions().add(waiver("job-" + i), Samples.ANN);
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(store.interventions().waivers()).hasSize(20);
    }
  }

  /** A child that attached to a store of this process, which was then closed. */
  private ChildJvm attachedChild() {
    try (Store owner = open()) {
      owner.interventions().add(waiver("by-owner"), Samples.ANN);
      ChildJvm child = ChildJvm.start(Attached.class, state.toString());
      assertThat(child.line()).isEqualTo("written 0");
      return child;
    }
  }

  private Store open() {
    return Store.open(StoreSettings.inState(state));
  }

  private static List<String> requirements(Store store) {
    return store.interventions().waivers().stream().map(Waiver::requirement).toList();
  }

  private static boolean canConnect(String url) {
    try (Connection connection = DriverManager.getConnection(url, "promoter", "")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static String writeDelay(Store store) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select setting_value from information_schema.settings where setting_name ="
                    + " 'WRITE_DELAY'")) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
