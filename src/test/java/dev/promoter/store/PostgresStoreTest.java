package dev.promoter.store;

import static dev.promoter.store.Samples.MASTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.Await;
import dev.promoter.domain.Secret;
import dev.promoter.engine.ReleaseLocks.Held;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contracts against a real PostgreSQL, and what only it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStoreTest extends StoreContract {
  @TempDir static Path state;
  private EmbeddedPostgres server;
  private Store store;

  @BeforeAll
  void start() {
    try {
      server = EmbeddedPostgres.builder().start();
    } catch (IOException | IllegalStateException e) {
      server = Assumptions.abort("no PostgreSQL can be started on this machine: " + e);
    }
    store = Store.open(settings(url()));
  }

  @AfterAll
  void stop() throws IOException {
    if (store != null) {
      store.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Override
  public Store store() {
    return store;
  }

  @Test
  void two_stores_exclude_each_other_from_a_release() {
    try (Store other = Store.open(settings(url()))) {
      Held held = store.locks().tryLock(MASTER).orElseThrow();
      assertThat(other.locks().tryLock(MASTER)).isEmpty();
      held.close();
      other.locks().tryLock(MASTER).orElseThrow().close();
    }
    store.locks().tryLock(MASTER).orElseThrow().close();
  }

  @Test
  void commits_wait_for_the_disk_even_if_the_role_does_not_ask_for_it() throws SQLException {
    execute("alter role postgres set synchronous_commit = off");
    try (Store other = Store.open(settings(url()))) {
      assertThat(other.dataSource().getConnection())
          .satisfies(
              connection -> {
                try (connection;
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show synchronous_commit")) {
                  assertThat(row.next()).isTrue();
                  assertThat(row.getString(1)).isEqualTo("on");
                }
              });
    } finally {
      execute("alter role postgres reset synchronous_commit");
    }
  }

  @Test
  void work_goes_on_after_the_server_dropped_the_connections() throws SQLException {
    store.statusBoard().began(MASTER, "f", Samples.NOON);
    dropConnections();

    store.statusBoard().ended(MASTER, false, "after the drop", Samples.LATER);
    assertThat(store.statusBoard().rows())
        .extracting(row -> row.summary())
        .contains("after the drop");
  }

  @Test
  void an_absent_server_is_named_without_credentials() {
    String url = "jdbc:postgresql://127.0.0.1:1/promoter?user=eve&password=hunter2";
    assertThatThrownBy(() -> Store.open(settings(url)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("PostgreSQL //127.0.0.1:1/promoter")
        .hasMessageContaining("the server cannot be reached")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void an_absent_database_is_named() {
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/nowhere";
    assertThatThrownBy(() -> Store.open(settings(url)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("there is no such database");
  }

  @Test
  void a_wrong_password_is_a_sentence_without_it() throws SQLException {
    execute("create role guarded login password 'right'");
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    StoreSettings wrong =
        new StoreSettings(url, "nobody-here", Optional.of(new Secret("wr0ng")), state);
    assertThatThrownBy(() -> Store.open(wrong))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("user or password is wrong")
        .hasMessageNotContaining("wr0ng");
  }

  @Test
  void tables_of_a_newer_node_are_used_as_long_as_it_says_that_they_can_be() throws SQLException {
    execute(history("'99'", "'" + Migrations.LATEST + "'"));
    try {
      Store.open(settings(url())).close();

      execute("update compatibility set oldest = 99");
      assertThatThrownBy(() -> Store.open(settings(url())))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("was written by a newer promoter");
    } finally {
      execute("update compatibility set oldest = 11");
      execute(history("'" + Migrations.LATEST + "'", "'99'"));
    }
  }

  private static String history(String now, String before) {
    return "update flyway_schema_history set \"version\" = "
        + now
        + " where \"version\" = "
        + before;
  }

  @Test
  void the_others_see_a_node_from_its_first_beat_until_it_leaves() {
    try (Store other = Store.open(settings(url()))) {
      other.nodes().join("east-1", "1.2");
      Await.until("it is seen", () -> !store.nodes().all().isEmpty());
      assertThat(store.nodes().all())
          .singleElement()
          .satisfies(node -> assertThat(node.name()).isEqualTo("east-1"))
          .satisfies(node -> assertThat(node.version()).isEqualTo("1.2"))
          .satisfies(node -> assertThat(node.alive()).isTrue());
    }
    assertThat(store.nodes().shared()).isTrue();
  }

  @Test
  void a_round_that_was_asked_for_goes_to_a_node_that_has_the_release() {
    store.nodes().ask(MASTER);
    assertThat(store.nodes().take(Set.of(Samples.ZED))).isEmpty();
    assertThat(store.nodes().forgotten()).isEmpty();
    assertThat(store.nodes().take(Set.of(MASTER, Samples.ZED))).containsExactly(MASTER);
    assertThat(store.nodes().take(Set.of(MASTER))).isEmpty();
  }

  @Test
  void what_no_node_has_is_forgotten_after_a_while() throws SQLException {
    store.nodes().ask(MASTER);
    execute("update asked_round set asked_at = asked_at - interval '11 minutes'");
    assertThat(store.nodes().forgotten()).containsExactly(MASTER);
    assertThat(store.nodes().forgotten()).isEmpty();
  }

  @Test
  void a_transaction_that_stands_still_is_ended_by_the_server() throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show idle_in_transaction_session_timeout")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("5s");
    }
  }

  /** Waits until they are gone: a connection that is about to go still answers when it is asked. */
  private void dropConnections() throws SQLException {
    execute(
        "select pg_terminate_backend(pid, 30000) from pg_stat_activity where pid <> pg_backend_pid()"
            + " and datname = 'postgres' and backend_type = 'client backend'");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String url() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  private StoreSettings settings(String url) {
    return new StoreSettings(url, "postgres", Optional.empty(), state);
  }
}
