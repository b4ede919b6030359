package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Census;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Counts that are kept while rounds are stored, so that asking for them reads few rows. */
final class JdbiCensus implements Census {
  private final Database database;

  JdbiCensus(Database database) {
    this.database = database;
  }

  @Override
  public List<Tally> tallies() {
    return database.transaction(
        "read what became of the rounds",
        handle ->
            handle
                .createQuery("select * from tally")
                .map(
                    (row, context) ->
                        new Tally(
                            new ReleaseName(row.getString("release")),
                            row.getString("target"),
                            TargetOutcome.valueOf(row.getString("outcome")),
                            row.getLong("rounds"),
                            Times.read(row, "last_at")))
                .list());
  }

  @Override
  public List<Unfinished> unfinished() {
    return database.transaction(
        "count the open plans",
        handle ->
            handle
                .createQuery(
                    "select release, count(*) as plans, min(opened_at) as oldest from plan where"
                        + " state = :open group by release")
                .bind("open", JdbiJournal.OPEN)
                .map(
                    (row, context) ->
                        new Unfinished(
                            new ReleaseName(row.getString("release")),
                            row.getLong("plans"),
                            Times.read(row, "oldest")))
                .list());
  }

  /** Counts one target of a round that is being stored, in its transaction. */
  static void count(
      Handle handle, ReleaseName release, String title, TargetReport target, Instant at) {
    int rows =
        bound(
                handle.createUpdate(
                    "update tally set rounds = rounds + 1, last_at = :at where release = :release"
                        + " and target = :target and outcome = :outcome"),
                release,
                title,
                target,
                at)
            .execute();
    if (rows == 0) {
      bound(
              handle.createUpdate(
                  "insert into tally (release, target, outcome, rounds, last_at) values (:release,"
                      + " :target, :outcome, 1, :at)"),
              release,
              title,
              target,
              at)
          .execute();
    }
  }

  private static <T extends SqlStatement<T>> T bound(
      T statement, ReleaseName release, String title, TargetReport target, Instant at) {
    return statement
        .bind("release", release.value())
        .bind("target", title)
        .bind("outcome", target.outcome().name())
        .bind("at", Times.column(at));
  }
}
