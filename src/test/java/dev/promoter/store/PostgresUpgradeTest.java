package dev.promoter.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade on a real PostgreSQL; the way back there is that of its own tools. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresUpgradeTest extends UpgradeContract {
  @TempDir static Path state;
  private EmbeddedPostgres server;

  @BeforeAll
  void start() {
    try {
      server = EmbeddedPostgres.builder().start();
    } catch (IOException | IllegalStateException e) {
      server = Assumptions.abort("no PostgreSQL can be started on this machine: " + e);
    }
  }

  @AfterAll
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Override
  DataSource database(int schema) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database schema" + schema);
    }
    return server.getDatabase("postgres", "schema" + schema);
  }

  @Override
  StoreSettings settings(int schema) {
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/schema" + schema;
    return new StoreSettings(url, "postgres", Optional.empty(), state);
  }

  @Override
  Map<String, String> placeholders() {
    return Migrations.wordsOfPostgres();
  }
}
