package dev.promoter.store;

import dev.promoter.engine.Courier.Letter;
import dev.promoter.engine.Notice;
import dev.promoter.engine.Outbox;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The outbox in tables: a row per recipient, and a row of due work for each as long as it waits.
 */
final class JdbiOutbox implements Outbox {
  static final String TASK = "letter";

  private static final int LONGEST_TEXT = 500_000;

  private final Database database;
  private final InstantSource clock;

  JdbiOutbox(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A letter and the channel it goes through. */
  record Addressed(String channel, Letter letter, Instant since) {}

  @Override
  public void put(Notice notice) {
    Instant now = clock.instant();
    database.transaction(
        "put a notice into the outbox",
        handle -> {
          put(handle, notice, now);
          return notice;
        });
  }

  /** Puts it there within a transaction that also does something else. */
  static void put(Handle handle, Notice notice, Instant now) {
    notice.to().stream().distinct().forEach(to -> insert(handle, notice, to, now));
  }

  private static void insert(Handle handle, Notice notice, String to, Instant now) {
    String number = number(notice, to);
    int added =
        handle
            .createUpdate(
                "insert into letter (id, channel, about, recipient, subject, body, put_at, attempts,"
                    + " problem) select :id, :channel, :about, :to, :subject, :body, :at, 0, ''"
                    + " where not exists (select 1 from letter where id = :id)")
            .bind("id", number)
            .bind("channel", notice.channel())
            .bind("about", notice.key())
            .bind("to", to)
            .bind("subject", notice.subject())
            .bind("body", shortened(notice.text()))
            .bind("at", Times.column(now))
            .execute();
    if (added > 0) {
      handle
          .createUpdate(
              "insert into due_work (task_name, task_instance, execution_time, picked,"
                  + " consecutive_failures, version) values (:task, :id, :at, false, 0, 1)")
          .bind("task", TASK)
          .bind("id", number)
          .bind("at", Times.column(now))
          .execute();
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, LONGEST_TEXT) + "\n(the rest is left out)\n";
  }

  /** The same for the same notice and recipient, in every process. */
  private static String number(Notice notice, String to) {
    String whole = notice.channel() + '\0' + notice.key() + '\0' + to;
    return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public List<Waiting> waiting() {
    return database.transaction(
        "read the outbox",
        handle ->
            handle
                .createQuery("select * from letter where delivered_at is null order by put_at, id")
                .map((row, context) -> waiting(row))
                .list());
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    return new Waiting(
        row.getString("channel"),
        row.getString("about"),
        row.getString("recipient"),
        row.getString("subject"),
        Times.read(row, "put_at"),
        row.getInt("attempts"),
        row.getString("problem"),
        Times.find(row, "given_up_at").isPresent());
  }

  /** A letter that is still to be delivered. */
  Optional<Addressed> find(String number) {
    return database.transaction(
        "read a letter",
        handle ->
            handle
                .createQuery(
                    "select * from letter where id = :id and delivered_at is null and given_up_at"
                        + " is null")
                .bind("id", number)
                .map((row, context) -> addressed(row))
                .findOne());
  }

  private static Addressed addressed(ResultSet row) throws SQLException {
    return new Addressed(
        row.getString("channel"),
        new Letter(
            row.getString("id"),
            row.getString("recipient"),
            row.getString("subject"),
            row.getString("body")),
        Times.read(row, "put_at"));
  }

  void delivered(String number) {
    update(
        "update letter set delivered_at = :at, problem = '', attempts = attempts + 1", number, "");
  }

  void failed(String number, String problem) {
    update("update letter set problem = :problem, attempts = attempts + 1", number, problem);
  }

  void givenUp(String number, String problem) {
    update(
        "update letter set given_up_at = :at, problem = :problem, attempts = attempts + 1",
        number,
        problem);
  }

  private void update(String sql, String number, String problem) {
    database.transaction(
        "record what became of a letter",
        handle ->
            handle
                .createUpdate(sql + " where id = :id")
                .bind("id", number)
                .bind("at", Times.column(clock.instant()))
                .bind("problem", problem)
                .execute());
  }
}
