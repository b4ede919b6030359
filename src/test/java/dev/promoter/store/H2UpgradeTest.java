package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;

/**
 * An upgrade on an H2 file, and the way back by the copy that the older program made before it:
 * afterwards there are the tables of that program with its rows, and nothing newer.
 */
class H2UpgradeTest extends UpgradeContract {
  @TempDir Path folder;

  @Override
  DataSource database(int schema) {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:file:" + folder.resolve("promoter"));
    database.setUser("promoter");
    return database;
  }

  @Override
  StoreSettings settings(int schema) {
    return StoreSettings.inState(folder);
  }

  @Override
  Map<String, String> placeholders() {
    return Migrations.wordsOfH2();
  }

  /** In the words of H2, in which every version of the program has made its copies. */
  @Override
  void copy(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("backup to '" + folder.resolve("before.backup") + "'");
    }
  }

  @Override
  void goBack(int schema, Map<String, List<String>> tables, Map<String, List<String>> before)
      throws SQLException, IOException {
    Store.restore(settings(schema), folder.resolve("before.backup"));

    try (Connection connection = database(schema).getConnection()) {
      assertThat(OlderTables.applied(connection)).isEqualTo(upTo(schema));
      assertThat(OlderTables.tables(connection)).isEqualTo(tables);
      assertThat(OlderTables.content(connection, tables)).isEqualTo(before);
    }
  }
}
