package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.notices.Condition;
import dev.promoter.notices.Ledger;
import dev.promoter.notices.Reporter.Step;
import dev.promoter.notices.Severity;
import dev.promoter.notices.Subject;
import dev.promoter.notices.Watch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** What audiences know, in a table: a row per subject. */
final class JdbiLedger implements Ledger {
  private static final String INSERT =
      "insert into watch (audience, release, topic, told_state, told_severity, told_sentence,"
          + " told_at, seen_state, seen_severity, seen_sentence, seen_since, changes, worst_state,"
          + " worst_severity, worst_sentence, notices) values (:audience, :release, :topic,"
          + " :told_state, :told_severity, :told_sentence, :told_at, :seen_state, :seen_severity,"
          + " :seen_sentence, :since, :changes, :worst_state, :worst_severity, :worst_sentence,"
          + " :notices)";

  private final Database database;
  private final InstantSource clock;
  private final Fence fence;

  JdbiLedger(Database database, InstantSource clock, Fence fence) {
    this.database = database;
    this.clock = clock;
    this.fence = fence;
  }

  @Override
  public Optional<List<Watch>> watches(String audience) {
    return database.transaction(
        "read what " + audience + " was told",
        handle ->
            exists(handle, audience)
                ? Optional.of(
                    handle
                        .createQuery("select * from watch where audience = :audience")
                        .bind("audience", audience)
                        .map((row, context) -> watch(row))
                        .list())
                : Optional.empty());
  }

  @Override
  public void keep(String audience, Step step) {
    Instant now = clock.instant();
    database.transaction(
        "keep what " + audience + " was told",
        handle -> {
          fence.keep(handle);
          if (!exists(handle, audience)) {
            handle
                .createUpdate("insert into audience (name) values (:audience)")
                .bind("audience", audience)
                .execute();
          }
          step.gone().forEach(subject -> delete(handle, audience, subject));
          step.changed().forEach(watch -> replace(handle, audience, watch));
          step.notices().forEach(notice -> JdbiOutbox.put(handle, notice, now));
          return step;
        });
  }

  @Override
  public void retain(Set<String> audiences) {
    database.transaction(
        "forget whom nobody names any more",
        handle -> {
          fence.keep(handle);
          List<String> known =
              handle.createQuery("select name from audience").mapTo(String.class).list();
          for (String name : known) {
            if (!audiences.contains(name)) {
              handle.execute("delete from watch where audience = ?", name);
              handle.execute("delete from audience where name = ?", name);
            }
          }
          return audiences;
        });
  }

  private static boolean exists(Handle handle, String audience) {
    return handle
            .createQuery("select count(*) from audience where name = :audience")
            .bind("audience", audience)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private static void delete(Handle handle, String audience, Subject subject) {
    of(
            handle.createUpdate(
                "delete from watch where audience = :audience and release = :release and topic ="
                    + " :topic"),
            audience,
            subject)
        .execute();
  }

  private static void replace(Handle handle, String audience, Watch watch) {
    delete(handle, audience, watch.subject());
    var insert = of(handle.createUpdate(INSERT), audience, watch.subject());
    bind(insert, "told", watch.told());
    bind(insert, "seen", watch.seen());
    bind(insert, "worst", watch.worst());
    insert
        .bind("told_at", watch.toldAt().map(Times::column).orElse(null))
        .bind("since", Times.column(watch.since()))
        .bind("changes", watch.changes())
        .bind("notices", watch.number())
        .execute();
  }

  private static <T extends SqlStatement<T>> T of(T statement, String audience, Subject subject) {
    return statement
        .bind("audience", audience)
        .bind("release", subject.release().value())
        .bind("topic", subject.topic());
  }

  private static void bind(SqlStatement<?> statement, String name, Condition condition) {
    statement
        .bind(name + "_state", condition.state())
        .bind(name + "_severity", condition.severity().name())
        .bind(name + "_sentence", condition.sentence());
  }

  private static Watch watch(ResultSet row) throws SQLException {
    return new Watch(
        new Subject(new ReleaseName(row.getString("release")), row.getString("topic")),
        condition(row, "told"),
        Times.find(row, "told_at"),
        condition(row, "seen"),
        Times.read(row, "seen_since"),
        row.getInt("changes"),
        condition(row, "worst"),
        row.getInt("notices"));
  }

  private static Condition condition(ResultSet row, String name) throws SQLException {
    return new Condition(
        row.getString(name + "_state"),
        Severity.valueOf(row.getString(name + "_severity")),
        row.getString(name + "_sentence"));
  }
}
