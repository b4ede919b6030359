package dev.promoter.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/**
 * Refuses to change or remove rows of the audit, also to whoever works on the database by hand. An
 * owner of the tables can drop the trigger: against that only a database of another owner helps.
 */
public final class AppendOnly implements Trigger {
  /** For H2. */
  static final String H2 =
      """
      create trigger deed_stays before update, delete on deed for each row
        call 'dev.promoter.store.AppendOnly';
      """;

  /** For PostgreSQL, which can also refuse to empty the whole table. */
  static final String POSTGRESQL =
      """
      create function deed_stays() returns trigger language plpgsql as $body$
      begin
        raise exception 'what people did is never changed or removed';
      end $body$;
      create trigger deed_stays before update or delete or truncate on deed
        for each statement execute procedure deed_stays();
      """;

  @Override
  public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
    throw new SQLException("what people did is never changed or removed");
  }
}
