package dev.promoter.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables, created and changed by Flyway. Flyway itself takes longer to start than everything
 * else in the store together, so it is asked only when its own record says that there is something
 * to do.
 */
final class Schema {
  private static final int UNKNOWN = 0;
  private static final String APPLIED =
      "select \"version\" from \"flyway_schema_history\" where \"success\" and \"version\" is not"
          + " null";

  private final DatabaseUrl database;

  Schema(DatabaseUrl database) {
    this.database = database;
  }

  /**
   * Brings the tables up to date.
   *
   * @throws StoreException when a newer promoter made them, and this one cannot work with them
   */
  void ensure(Connection connection, DataSource dataSource) throws SQLException {
    int version = version(connection);
    refuseNewer(connection, version);
    if (version < Migrations.LATEST) {
      migrate(dataSource);
    }
  }

  /**
   * Checks the tables without changing them: another process works on them.
   *
   * @throws StoreException when they are not those of this promoter
   */
  void requireCurrent(Connection connection) throws SQLException {
    int version = version(connection);
    refuseNewer(connection, version);
    if (version < Migrations.LATEST) {
      throw new StoreException(
          "%s is in use by an older promoter; stop that one first, so that its tables can be changed"
              .formatted(database.title()));
    }
  }

  /**
   * Checks, without changing anything, that these are tables of this promoter or of an older one.
   *
   * @throws StoreException when they are of a newer one, or not of any
   */
  void requireKnown(Connection connection) throws SQLException {
    int version = version(connection);
    if (version == UNKNOWN) {
      throw new StoreException("it holds no tables of promoter");
    }
    refuseNewer(connection, version);
  }

  /** A shared database may have been changed by a newer node, as long as older ones can bear it. */
  private void refuseNewer(Connection connection, int version) throws SQLException {
    if (version > Migrations.LATEST
        && !(database instanceof DatabaseUrl.Postgres && oldest(connection) <= Migrations.LATEST)) {
      throw new StoreException(
          "%s was written by a newer promoter (schema %d, this one knows %d); install that version again"
              .formatted(database.title(), version, Migrations.LATEST));
    }
  }

  private void migrate(DataSource dataSource) {
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(dataSource)
        .locations(Migrations.LOCATION)
        .failOnMissingLocations(true)
        .placeholders(
            database instanceof DatabaseUrl.Postgres
                ? Migrations.wordsOfPostgres()
                : Migrations.wordsOfH2())
        .loggers("slf4j")
        .load()
        .migrate();
  }

  /** The oldest program that may work with tables of a newer one. */
  private static int oldest(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select max(oldest) from compatibility")) {
      return row.next() && row.getInt(1) > 0 ? row.getInt(1) : Integer.MAX_VALUE;
    }
  }

  private static int version(Connection connection) throws SQLException {
    if (!hasHistory(connection)) {
      return UNKNOWN;
    }
    int highest = UNKNOWN;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(APPLIED)) {
      while (rows.next()) {
        highest = Math.max(highest, Integer.parseInt(rows.getString(1)));
      }
    }
    return highest;
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "flyway_schema_history", null)) {
      return tables.next();
    }
  }
}
