package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Recollections;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Recollections in a table: a row per subject of a release. */
final class JdbiRecollections implements Recollections {
  private static final String FIND =
      "select text from recollection where release = :release and subject = :subject";
  private static final String UPDATE =
      "update recollection set text = :text where release = :release and subject = :subject";
  private static final String INSERT =
      "insert into recollection (release, subject, text) values (:release, :subject, :text)";

  private final Database database;

  JdbiRecollections(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> find(ReleaseName release, String subject) {
    return database.transaction(
        "look up " + subject,
        handle ->
            handle
                .createQuery(FIND)
                .bind("release", release.value())
                .bind("subject", subject)
                .mapTo(String.class)
                .findOne());
  }

  /** Two processes that both insert the first row: one of them fails and runs again. */
  @Override
  public void keep(ReleaseName release, String subject, String text) {
    database.transaction(
        "keep " + subject,
        handle -> {
          int rows = write(handle, UPDATE, release, subject, text);
          return rows == 0 ? write(handle, INSERT, release, subject, text) : rows;
        });
  }

  private static int write(
      Handle handle, String sql, ReleaseName release, String subject, String text) {
    return handle
        .createUpdate(sql)
        .bind("release", release.value())
        .bind("subject", subject)
        .bind("text", text)
        .execute();
  }
}
