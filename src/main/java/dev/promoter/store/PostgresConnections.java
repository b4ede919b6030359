package dev.promoter.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/**
 * Connections to a PostgreSQL server. Neither side waits for ever for the other one: a server that
 * does not answer is given up, and a process that stands still in the middle of a transaction loses
 * it, and with it what it had locked. What the address says of these things counts more.
 */
final class PostgresConnections implements Connections {
  /** A role may have switched off waiting for the disk; the journal must not be acknowledged so. */
  private static final String SESSION =
      "select set_config('synchronous_commit', 'on', false) where current_setting("
          + "'synchronous_commit') = 'off' union all select set_config("
          + "'idle_in_transaction_session_timeout', '5s', false)";

  private static final Duration CONNECTING = Duration.ofSeconds(5);

  private final StoreSettings settings;
  private final Duration patience;

  private PostgresConnections(StoreSettings settings, Duration patience) {
    this.settings = settings;
    this.patience = patience;
  }

  /** For all work that may take its time. */
  static PostgresConnections patient(StoreSettings settings) {
    return new PostgresConnections(settings, Duration.ofSeconds(30));
  }

  /** For what is worth nothing when it comes late. */
  static PostgresConnections quick(StoreSettings settings) {
    return new PostgresConnections(settings, Duration.ofSeconds(2));
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(settings.url(), properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute(SESSION);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Properties properties() {
    Properties all = new Properties();
    all.setProperty("user", settings.user());
    all.setProperty("password", settings.passwordText());
    all.setProperty("ApplicationName", "promoter");
    all.setProperty("connectTimeout", seconds(CONNECTING));
    all.setProperty("loginTimeout", seconds(CONNECTING));
    all.setProperty("socketTimeout", seconds(patience));
    all.setProperty("tcpKeepAlive", "true");
    return all;
  }

  private static String seconds(Duration time) {
    return Long.toString(time.toSeconds());
  }

  @Override
  public void close() {
    // the server is not ours
  }
}
