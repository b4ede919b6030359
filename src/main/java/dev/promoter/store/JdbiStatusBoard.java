package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.StatusBoard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status board in a table: a row per release. */
final class JdbiStatusBoard implements StatusBoard {
  private static final String EMPTY_ROW =
      "insert into release_status (release, file, failed, summary, problems)"
          + " values (:release, '', false, '', '')";

  private final Database database;

  JdbiStatusBoard(Database database) {
    this.database = database;
  }

  @Override
  public void began(ReleaseName release, String file, Instant at) {
    set(release, "file = :file, started_at = :at", Map.of("file", file), at);
  }

  @Override
  public void ended(ReleaseName release, boolean failed, String summary, Instant at) {
    set(
        release,
        "failed = :failed, summary = :summary, finished_at = :at",
        Map.of("failed", failed, "summary", summary),
        at);
  }

  @Override
  public void configuration(ReleaseName release, String file, String problems, Instant at) {
    set(
        release,
        "file = :file, problems = :problems, configured_at = :at",
        Map.of("file", file, "problems", problems),
        at);
  }

  @Override
  public void remove(ReleaseName release) {
    database.transaction(
        "forget the status of " + release,
        handle ->
            handle
                .createUpdate("delete from release_status where release = :release")
                .bind("release", release.value())
                .execute());
  }

  /** Sorted here, as each database has its own idea of an alphabet. */
  @Override
  public List<Row> rows() {
    List<Row> rows =
        database.transaction(
            "read the status",
            handle ->
                handle
                    .createQuery("select * from release_status")
                    .map((row, context) -> row(row))
                    .list());
    return rows.stream().sorted(Comparator.comparing(Row::release)).toList();
  }

  @Override
  public Optional<Row> row(ReleaseName release) {
    return database.transaction(
        "read the status of " + release,
        handle ->
            handle
                .createQuery("select * from release_status where release = :release")
                .bind("release", release.value())
                .map((row, context) -> row(row))
                .findOne());
  }

  /** Two processes that both insert the first row: one of them fails and runs again. */
  private void set(ReleaseName release, String columns, Map<String, Object> values, Instant at) {
    String update = "update release_status set " + columns + " where release = :release";
    database.transaction(
        "record the status of " + release,
        handle -> {
          Map<String, Object> all = new HashMap<>(values);
          all.put("release", release.value());
          all.put("at", Times.column(at));
          int rows = handle.createUpdate(update).bindMap(all).execute();
          if (rows == 0) {
            handle.createUpdate(EMPTY_ROW).bind("release", release.value()).execute();
            rows = handle.createUpdate(update).bindMap(all).execute();
          }
          return rows;
        });
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new ReleaseName(row.getString("release")),
        row.getString("file"),
        Times.find(row, "started_at"),
        Times.find(row, "finished_at"),
        row.getBoolean("failed"),
        row.getString("summary"),
        row.getString("problems"));
  }
}
