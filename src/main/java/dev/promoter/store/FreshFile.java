package dev.promoter.store;

import dev.promoter.store.DatabaseUrl.H2File;
import dev.promoter.store.Migrations.Migration;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A new H2 file with all tables. It is made beside its place and put there when it is whole: H2
 * commits after each statement that makes a table, so that a process that is killed among them
 * would leave half of the tables to the next one, which could neither use nor complete them. It
 * holds the record of Flyway, which goes on from there; Flyway itself would take longer than all
 * else that a first start does with the store.
 */
final class FreshFile {
  private static final String SUFFIX = ".mv.db";

  private static final String RECORD =
      """
      create table "flyway_schema_history" (
        "installed_rank" int not null,
        "version" varchar(50),
        "description" varchar(200) not null,
        "type" varchar(20) not null,
        "script" varchar(1000) not null,
        "checksum" int,
        "installed_by" varchar(100) not null,
        "installed_on" timestamp default current_timestamp not null,
        "execution_time" int not null,
        "success" boolean not null,
        constraint "flyway_schema_history_pk" primary key ("installed_rank")
      );
      create index "flyway_schema_history_s_idx" on "flyway_schema_history" ("success");
      insert into "flyway_schema_history"
          ("installed_rank", "description", "type", "script", "installed_by", "execution_time",
           "success")
        values (-1, '<< Flyway Schema History table created >>', 'TABLE', '', current_user, 0, true);
      """;

  private static final String APPLIED =
      """
      insert into "flyway_schema_history"
          ("installed_rank", "version", "description", "type", "script", "checksum",
           "installed_by", "execution_time", "success")
        values (?, ?, ?, 'SQL', ?, ?, current_user, 0, true)
      """;

  private FreshFile() {}

  /**
   * Makes the file, unless it is there. To be called by whoever has its lock. Settings of H2 in the
   * address of the database may change what statements mean: there Flyway makes the tables.
   *
   * @throws SQLException when it cannot be made; then there is none
   */
  static void make(H2File file, StoreSettings settings) throws SQLException {
    Path place = onDisk(file);
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) || !file.options().isEmpty()) {
      return;
    }
    H2File draft =
        new H2File(file.file().resolveSibling(file.file().getFileName() + ".new"), Map.of());
    try {
      Files.deleteIfExists(onDisk(draft));
      try (Connection connection =
          DriverManager.getConnection(draft.ownerUrl(), settings.user(), settings.passwordText())) {
        fill(connection);
      }
      try (FileChannel channel = FileChannel.open(onDisk(draft), StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(onDisk(draft), place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new SQLException("it cannot be made: " + Faults.reason(e), "58030", e);
    }
  }

  private static Path onDisk(H2File file) {
    return file.file().resolveSibling(file.file().getFileName() + SUFFIX);
  }

  private static void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(RECORD);
    }
    for (int i = 0; i < Migrations.ALL.size(); i++) {
      apply(Migrations.ALL.get(i), i + 1, connection);
    }
  }

  private static void apply(Migration migration, int rank, Connection connection)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement applied = connection.prepareStatement(APPLIED)) {
      statement.execute(migration.statements(Migrations.wordsOfH2()));
      applied.setInt(1, rank);
      applied.setString(2, Integer.toString(migration.number()));
      applied.setString(3, migration.description());
      applied.setString(4, migration.file());
      applied.setInt(5, migration.checksum());
      applied.executeUpdate();
    }
  }
}
