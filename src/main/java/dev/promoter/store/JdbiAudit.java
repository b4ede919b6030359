package dev.promoter.store;

import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.domain.Deed;
import dev.promoter.engine.Audit;
import dev.promoter.engine.HistoryQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** What people did, in a table that takes new rows only. */
final class JdbiAudit implements Audit {
  private static final String NUMBERS = "deed_number";

  private final Database database;

  JdbiAudit(Database database) {
    this.database = database;
  }

  @Override
  public Deed record(Deed order) {
    Deed deed = numbered(order);
    return database.transaction(
        "record what a person ordered",
        handle -> {
          insert(handle, deed);
          return deed;
        });
  }

  @Override
  public List<Deed> deeds(HistoryQuery query) {
    if (!query.asksForDeeds()) {
      return List.of();
    }
    Conditions conditions = new Conditions();
    query
        .release()
        .ifPresent(name -> conditions.add("release = :release", "release", name.value()));
    query.target().ifPresent(link -> conditions.add("target = :target", "target", link));
    query
        .by()
        .ifPresent(
            name -> conditions.add("lower(author) = :by", "by", name.toLowerCase(Locale.ROOT)));
    query.kind().ifPresent(kind -> conditions.add("kind = :kind", "kind", kind));
    query.since().ifPresent(at -> conditions.add("at >= :since", "since", Times.column(at)));
    query.until().ifPresent(at -> conditions.add("at < :until", "until", Times.column(at)));
    conditions.add("id < :newest", "newest", query.from().deed());
    return database.transaction(
        "read what people did",
        handle ->
            handle
                .createQuery(
                    "select * from deed " + conditions.where() + " order by id desc limit :limit")
                .bind("limit", query.limit())
                .bindMap(conditions.values())
                .map((row, context) -> deed(row))
                .list());
  }

  @Override
  public List<Deed> after(long deed, int limit) {
    return database.transaction(
        "read what people did last",
        handle ->
            handle
                .createQuery("select * from deed where id > :deed order by id limit :limit")
                .bind("deed", deed)
                .bind("limit", limit)
                .map((row, context) -> deed(row))
                .list());
  }

  /** With a number and with its time as it is kept, so that it can be stored again without harm. */
  Deed numbered(Deed draft) {
    return draft.stored(database.draw(NUMBERS), Times.kept(draft.at()));
  }

  /** Stores it within the transaction of what it tells of. */
  static void insert(Handle handle, Deed deed) {
    handle
        .createUpdate(
            "insert into deed (id, at, kind, author, role, channel, origin, release, target,"
                + " subject, candidate, reason, sentence, fields) select :id, :at, :kind, :author,"
                + " :role, :channel, :origin, :release, :target, :subject, :candidate, :reason,"
                + " :sentence, :fields where not exists (select 1 from deed where id = :id)")
        .bind("id", deed.id())
        .bind("at", Times.column(deed.at()))
        .bind("kind", deed.kind().word())
        .bind("author", deed.caller().name())
        .bind("role", deed.caller().role())
        .bind("channel", deed.caller().channel().name())
        .bind("origin", deed.caller().from())
        .bind("release", deed.release())
        .bind("target", deed.target())
        .bind("subject", deed.subject())
        .bind("candidate", deed.candidate())
        .bind("reason", deed.reason())
        .bind("sentence", deed.sentence())
        .bind("fields", TextObject.write(deed.fields()))
        .execute();
  }

  /** Whether it is stored, because an attempt to do so was committed after all. */
  static boolean has(Handle handle, Deed deed) {
    return handle
        .createQuery("select 1 from deed where id = :id")
        .bind("id", deed.id())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static Deed deed(ResultSet row) throws SQLException {
    return new Deed(
        row.getLong("id"),
        Times.read(row, "at"),
        new Caller(
            row.getString("author"),
            row.getString("role"),
            row.getString("origin"),
            Channel.valueOf(row.getString("channel"))),
        Deed.Kind.of(row.getString("kind")),
        row.getString("release"),
        row.getString("target"),
        row.getString("subject"),
        row.getString("candidate"),
        row.getString("reason"),
        row.getString("sentence"),
        TextObject.read(row.getString("fields")));
  }
}
