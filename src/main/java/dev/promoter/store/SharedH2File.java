package dev.promoter.store;

import dev.promoter.store.DatabaseUrl.H2File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One H2 file for several processes on one host. The first one locks {@code FILE.lock}, opens the
 * database and serves it on a loopback port; the others read port and key from the lock file and
 * attach. When the owner is gone, whoever needs a connection next becomes the owner.
 *
 * <p>H2 has this built in as AUTO_SERVER, but then locks by the time stamp of a file: after a kill
 * the next process waits almost four seconds. A lock of the operating system is free at once.
 */
final class SharedH2File implements Connections {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int WRONG_PASSWORD = 28000;
  private static final int CONNECTION_BROKEN = 90067;

  private final H2File file;
  private final Path lockFile;
  private final StoreSettings settings;
  private final Schema schema;
  private @Nullable H2Owner owner;

  SharedH2File(H2File file, StoreSettings settings, Schema schema) {
    this.file = file;
    this.lockFile = file.file().resolveSibling(file.file().getFileName() + ".lock");
    this.settings = settings;
    this.schema = schema;
  }

  @Override
  public synchronized Connection connect() throws SQLException {
    long start = System.nanoTime();
    do {
      Optional<Connection> connection = tryConnect();
      if (connection.isPresent()) {
        return connection.get();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (System.nanoTime() - start < PATIENCE.toNanos());
    throw new SQLTransientConnectionException(
        "the process that has it open does not answer: " + H2Address.read(lockFile).title(),
        "08001");
  }

  /** Ends the service for others, who go on by themselves, and closes the database. */
  @Override
  public synchronized void close() {
    if (owner != null) {
      owner.close();
      owner = null;
    }
  }

  private Optional<Connection> tryConnect() throws SQLException {
    if (owner == null) {
      owner = takeOver().orElse(null);
    }
    return owner != null ? Optional.of(owner.connect()) : attach();
  }

  private Optional<H2Owner> takeOver() throws SQLException {
    try {
      Optional<LockFile> lock = LockFile.tryLock(lockFile);
      return lock.isEmpty()
          ? Optional.empty()
          : Optional.of(H2Owner.open(file, settings, lock.get(), schema));
    } catch (IOException e) {
      throw new SQLException("its lock " + lockFile + " cannot be taken", "58030", e);
    }
  }

  /** Empty when the owner is not ready yet, or is gone; both are found out by trying again. */
  private Optional<Connection> attach() throws SQLException {
    H2Address address = H2Address.read(lockFile);
    if (!address.isServed()) {
      return Optional.empty();
    }
    Connection connection;
    try {
      connection =
          DriverManager.getConnection(address.url(), settings.user(), settings.passwordText());
    } catch (SQLException e) {
      boolean moved = !address.equals(H2Address.read(lockFile));
      if (e.getErrorCode() == CONNECTION_BROKEN || (e.getErrorCode() == WRONG_PASSWORD && moved)) {
        return Optional.empty();
      }
      throw e;
    }
    schema.requireCurrent(connection);
    return Optional.of(connection);
  }
}
