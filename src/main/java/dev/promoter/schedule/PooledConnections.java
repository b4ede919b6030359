package dev.promoter.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/** Lets Quartz work in the pool of the store. */
final class PooledConnections implements ConnectionProvider {
  private final DataSource dataSource;

  PooledConnections(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return dataSource.getConnection();
  }

  @Override
  public void initialize() {
    // the store has done it
  }

  @Override
  public void shutdown() {
    // the store will do it
  }
}
