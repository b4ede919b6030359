package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseLocks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Locks between hosts that share a PostgreSQL database: advisory locks of one session, which the
 * server drops with the session. The session is kept out of the pool; a process that loses it has
 * lost its locks, and goes on only because every effect is fenced by the journal and by reading the
 * target before the write.
 */
final class AdvisoryReleaseLocks implements ReleaseLocks, AutoCloseable {
  private final Connections connections;
  private final Faults faults;

  /** What this process holds: the session would grant the same lock twice. */
  private final Map<Long, Grant> held = new HashMap<>();

  private @Nullable Connection session;

  AdvisoryReleaseLocks(Connections connections, Faults faults) {
    this.connections = connections;
    this.faults = faults;
  }

  @Override
  public synchronized Optional<Held> tryLock(ReleaseName release) {
    long key = key(release);
    if (held.containsKey(key)) {
      return Optional.empty();
    }
    try {
      Connection current = session();
      if (!ask(current, "select pg_try_advisory_lock(?)", key)) {
        return Optional.empty();
      }
      Grant grant = new Grant(key, current);
      held.put(key, grant);
      return Optional.of(grant);
    } catch (SQLException e) {
      throw faults.of("lock the release " + release, e);
    }
  }

  /**
   * Gives every lock back before the session goes: the server notices the end of a session only
   * some time after the client closed it, and until then would refuse the locks to everybody else.
   */
  @Override
  public synchronized void close() {
    held.clear();
    Connection current = session;
    session = null;
    if (current == null) {
      return;
    }
    try (current;
        Statement statement = current.createStatement()) {
      statement.execute("select pg_advisory_unlock_all()");
    } catch (SQLException e) {
      if (!Faults.lostConnection(e)) {
        throw faults.of("give up its locks", e);
      }
    }
  }

  /** Stable over versions and processes: the first eight bytes of the SHA-256 of the name. */
  static long key(ReleaseName release) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("promoter " + release.value()).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private Connection session() throws SQLException {
    Connection current = session;
    if (current == null || !current.isValid(2)) {
      if (current != null) {
        current.close();
      }
      current = connections.connect();
      session = current;
    }
    return current;
  }

  private synchronized void unlock(Grant grant) {
    if (!held.remove(grant.key, grant)) {
      return;
    }
    try {
      ask(grant.session, "select pg_advisory_unlock(?)", grant.key);
    } catch (SQLException e) {
      if (!Faults.lostConnection(e)) {
        throw faults.of("unlock a release", e);
      }
    }
  }

  private static boolean ask(Connection connection, String sql, long key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  /** One lock as it was granted; closing it twice must not release what was granted after it. */
  private final class Grant implements Held {
    private final long key;
    private final Connection session;

    Grant(long key, Connection session) {
      this.key = key;
      this.session = session;
    }

    @Override
    public void close() {
      unlock(this);
    }
  }
}
