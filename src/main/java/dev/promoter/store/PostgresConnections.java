package dev.promoter.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections to a PostgreSQL server. */
final class PostgresConnections implements Connections {
  private static final String DURABLE =
      "select set_config('synchronous_commit', 'on', false)"
          + " where current_setting('synchronous_commit') = 'off'";

  private final StoreSettings settings;

  PostgresConnections(StoreSettings settings) {
    this.settings = settings;
  }

  /** A role may have switched off waiting for the disk; the journal must not be acknowledged so. */
  @Override
  public Connection connect() throws SQLException {
    Connection connection =
        DriverManager.getConnection(settings.url(), settings.user(), settings.passwordText());
    try (Statement statement = connection.createStatement()) {
      statement.execute(DURABLE);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    // the server is not ours
  }
}
