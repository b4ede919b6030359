package dev.promoter.store;

import dev.promoter.store.DatabaseUrl.H2File;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.h2.tools.Server;

/** The process that has an H2 file open and serves it to the others. */
final class H2Owner implements AutoCloseable {
  private static final String BIND_ADDRESS = "h2.bindAddress";

  static {
    // H2 listens on all addresses otherwise; it reads this once, when it first listens
    if (System.getProperty(BIND_ADDRESS) == null) {
      System.setProperty(BIND_ADDRESS, "127.0.0.1");
    }
  }

  private final H2File file;
  private final StoreSettings settings;
  private final LockFile lock;
  private final Server server;

  /** H2 closes a database with its last connection; this one keeps it open. */
  private Connection keeper;

  private H2Owner(
      H2File file, StoreSettings settings, LockFile lock, Server server, Connection keeper) {
    this.file = file;
    this.settings = settings;
    this.lock = lock;
    this.server = server;
    this.keeper = keeper;
  }

  /** Opens the file and brings its schema up to date before others can see it. */
  static H2Owner open(H2File file, StoreSettings settings, LockFile lock, Schema schema)
      throws SQLException {
    boolean opened = false;
    try {
      FreshFile.make(file, settings);
      Connection keeper = local(file, settings);
      try {
        schema.ensure(keeper, new ConnectionsDataSource(new Local(file, settings)));
        H2Owner owner = new H2Owner(file, settings, lock, serve(file, lock), keeper);
        opened = true;
        return owner;
      } finally {
        if (!opened) {
          keeper.close();
        }
      }
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  /** A connection within the process; also opens the database again after a fault closed it. */
  Connection connect() throws SQLException {
    if (keeper.isClosed() || !keeper.isValid(1)) {
      keeper = local(file, settings);
    }
    return local(file, settings);
  }

  /** The order matters: nobody can attach to a database that is being closed. */
  @Override
  public void close() {
    server.stop();
    try {
      keeper.close();
    } catch (SQLException e) {
      throw new Faults(file).of("close", e);
    } finally {
      lock.close();
    }
  }

  private static Server serve(H2File file, LockFile lock) throws SQLException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String key = HexFormat.of().formatHex(random);
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-key", key, file.file().toString());
    server.start();
    try {
      lock.write(new H2Address(ProcessHandle.current().pid(), server.getPort(), key).text());
      return server;
    } catch (IOException e) {
      server.stop();
      throw new SQLException("its lock cannot be written", "58030", e);
    }
  }

  private static Connection local(H2File file, StoreSettings settings) throws SQLException {
    Connection connection =
        DriverManager.getConnection(file.ownerUrl(), settings.user(), settings.passwordText());
    if (connection.isReadOnly()) {
      connection.close();
      throw new SQLException("the file is read-only for this user", "25006");
    }
    return connection;
  }

  private record Local(H2File file, StoreSettings settings) implements Connections {
    @Override
    public Connection connect() throws SQLException {
      return local(file, settings);
    }

    @Override
    public void close() {
      // the owner closes the file
    }
  }
}
