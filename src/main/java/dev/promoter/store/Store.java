package dev.promoter.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.promoter.engine.Audit;
import dev.promoter.engine.Census;
import dev.promoter.engine.Courier;
import dev.promoter.engine.History;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.Outbox;
import dev.promoter.engine.Receipts;
import dev.promoter.engine.Recollections;
import dev.promoter.engine.ReleaseLocks;
import dev.promoter.engine.ReleaseLocks.Held;
import dev.promoter.engine.StatusBoard;
import dev.promoter.insight.Insights;
import dev.promoter.notices.Ledger;
import dev.promoter.store.DatabaseUrl.H2File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * Everything durable, in one database. Several processes on one host can have the same H2 file open
 * at a time; several hosts can share a PostgreSQL database. Safe for use by many threads.
 */
public final class Store implements AutoCloseable {
  private static final String OPEN = "be opened";
  private static final int POOL = Database.THREADS + 8;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DatabaseUrl url;
  private final Connections connections;
  private final HikariDataSource pool;
  private final Database database;
  private final ReleaseLocks locks;
  private final Nodes nodes;
  private final KnownRounds rounds = new KnownRounds();

  private Store(
      DatabaseUrl url,
      Connections connections,
      HikariDataSource pool,
      Database database,
      ReleaseLocks locks,
      Nodes nodes) {
    this.url = url;
    this.connections = connections;
    this.pool = pool;
    this.database = database;
    this.locks = locks;
    this.nodes = nodes;
  }

  /**
   * Opens the store, creating it or bringing its tables up to date if needed.
   *
   * @throws StoreException saying what is wrong with the directory, the file or the server
   */
  public static Store open(StoreSettings settings) {
    DatabaseUrl url = DatabaseUrl.parse(settings.url(), settings.stateDir());
    Faults faults = new Faults(url);
    Schema schema = new Schema(url);
    return url instanceof H2File file
        ? openFile(file, settings, schema, faults)
        : openServer(url, settings, schema, faults);
  }

  /**
   * Writes a copy of the H2 file while others go on working with it.
   *
   * @param target does not exist yet
   * @throws StoreException when it cannot be written, or the database is not an H2 file
   */
  public void backup(Path target) {
    H2Backup.write(h2(url), database, target.toAbsolutePath());
  }

  /**
   * Puts a copy in the place of the H2 file, which nobody may have open.
   *
   * @throws StoreException saying why nothing was changed
   */
  public static void restore(StoreSettings settings, Path backup) {
    DatabaseUrl url = DatabaseUrl.parse(settings.url(), settings.stateDir());
    H2File file = inPlace(h2(url));
    new H2Backup(file, settings, new Schema(url)).restore(backup.toAbsolutePath());
  }

  private static H2File h2(DatabaseUrl url) {
    if (url instanceof H2File file) {
      return file;
    }
    throw new StoreException(
        url.title() + " has tools of its own for copies: pg_dump and pg_restore");
  }

  /** The record of what was done to the outside. */
  public Journal journal() {
    return new JdbiJournal(database);
  }

  /** The rounds that changed anything. */
  public History history() {
    return new JdbiHistory(database, rounds);
  }

  /** Takes over into the insights what was stored before there were any. */
  public void completeInsights() {
    new JdbiHistory(database, rounds).catchUp();
  }

  /** What the rounds say over time. */
  public Insights insights() {
    return new JdbiInsights(database);
  }

  /** Counts over everything. */
  public Census census() {
    return new JdbiCensus(database);
  }

  /** What audiences were told. */
  public Ledger ledger(InstantSource clock) {
    return new JdbiLedger(database, clock, Fence.NONE);
  }

  /** What audiences were told, for whoever holds a lock, and only as long. */
  public Ledger ledger(InstantSource clock, Held held) {
    return new JdbiLedger(database, clock, Fence.of(held));
  }

  /** The present state of each release. */
  public StatusBoard statusBoard() {
    return new JdbiStatusBoard(database);
  }

  /** What people say about releases. */
  public Interventions interventions() {
    return new JdbiInterventions(database);
  }

  /** What people did. */
  public Audit audit() {
    return new JdbiAudit(database);
  }

  /** Answers to orders that were given with a key. */
  public Receipts receipts() {
    return new JdbiReceipts(database);
  }

  /** What sources know of earlier looks. */
  public Recollections recollections() {
    return new JdbiRecollections(database);
  }

  /** What is to be told outside. */
  public Outbox outbox(InstantSource clock) {
    return new JdbiOutbox(database, clock);
  }

  /** Begins to deliver what is in the outbox; to be closed before the store. */
  public Delivery deliver(List<Courier> couriers, DeliverySettings settings, InstantSource clock) {
    return Delivery.start(pool, new JdbiOutbox(database, clock), couriers, settings, clock);
  }

  /** Locks between processes of this host; with PostgreSQL between all that share the database. */
  public ReleaseLocks locks() {
    return locks;
  }

  /** The other processes that work with this store, and what they leave to each other. */
  public Nodes nodes() {
    return nodes;
  }

  /** The pool, for what keeps tables of its own here. Closed with the store. */
  public DataSource dataSource() {
    return pool;
  }

  /**
   * Closes the database; what was acknowledged is already durable. What uses {@link #dataSource}
   * has to be closed before.
   */
  @Override
  public void close() {
    if (nodes instanceof SharedNodes shared) {
      shared.close();
    }
    database.close();
    pool.close();
    connections.close();
  }

  private static Store openFile(
      H2File given, StoreSettings settings, Schema schema, Faults faults) {
    H2File file = inPlace(given);
    Connections connections = new SharedH2File(file, settings, schema);
    ReleaseLocks locks = new FileReleaseLocks(file.file().resolveSibling("locks"));
    HikariDataSource pool = open(connections, faults);
    Database database = new Database(Jdbi.create(pool), Dialect.H2, faults);
    return new Store(file, connections, pool, database, locks, Nodes.ALONE);
  }

  private static Store openServer(
      DatabaseUrl url, StoreSettings settings, Schema schema, Faults faults) {
    Connections connections = PostgresConnections.patient(settings);
    try (Connection first = connections.connect()) {
      schema.ensure(first, new ConnectionsDataSource(connections));
    } catch (SQLException e) {
      throw faults.of(OPEN, e);
    }
    HikariDataSource pool = open(connections, faults);
    Database database = new Database(Jdbi.create(pool), Dialect.POSTGRESQL, faults);
    LeaseTable table = new LeaseTable(UUID.randomUUID().toString());
    Leases leases = new Leases(database, table, LeaseTimes.STANDARD, Stopwatch.SYSTEM);
    Heart heart = new Heart(PostgresConnections.quick(settings), LeaseTimes.STANDARD.beat());
    return new Store(
        url, connections, pool, database, leases, new SharedNodes(database, leases, heart));
  }

  private static HikariDataSource open(Connections connections, Faults faults) {
    try {
      return new HikariDataSource(pool(connections));
    } catch (RuntimeException e) {
      connections.close();
      throw faults.of(OPEN, e);
    }
  }

  private static HikariConfig pool(Connections connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setDataSource(new ConnectionsDataSource(connections));
    config.setMaximumPoolSize(POOL);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setExceptionOverride(new EvictLost());
    return config;
  }

  private static H2File inPlace(H2File given) {
    Path directory = StateDirectory.prepare(parent(given.file()));
    return new H2File(directory.resolve(given.file().getFileName()), given.options());
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
