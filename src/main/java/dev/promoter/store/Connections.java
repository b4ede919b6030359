package dev.promoter.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where new connections to the database come from. */
interface Connections extends AutoCloseable {
  /** Opens one more connection. */
  Connection connect() throws SQLException;

  /** Gives up what connections need; called after all of them were closed. */
  @Override
  void close();
}
