package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new file is what Flyway would have made of it, and is there as a whole or not at all. */
class FreshFileTest {
  private static final String RECORD =
      "select \"installed_rank\", \"version\", \"description\", \"type\", \"script\","
          + " \"checksum\", \"installed_by\", \"success\" from \"flyway_schema_history\""
          + " order by \"installed_rank\"";

  @TempDir Path state;

  @Test
  void it_has_the_tables_and_the_record_that_flyway_makes() throws SQLException {
    FreshFile.make(file("ours", Map.of()), StoreSettings.inState(state));
    flyway("flyways").migrate();

    assertThat(rows("ours", "script nodata nopasswords nosettings"))
        .isEqualTo(rows("flyways", "script nodata nopasswords nosettings"));
    assertThat(rows("ours", RECORD)).isEqualTo(rows("flyways", RECORD)).isNotEmpty();
    assertThat(rows("ours", "select oldest from compatibility"))
        .isEqualTo(rows("flyways", "select oldest from compatibility"))
        .isNotEmpty();
  }

  @Test
  void flyway_takes_its_record_for_its_own() throws SQLException {
    FreshFile.make(file("ours", Map.of()), StoreSettings.inState(state));

    Flyway flyway = flyway("ours");
    flyway.validate();
    assertThat(flyway.info().pending()).isEmpty();
    assertThat(flyway.info().applied())
        .extracting(MigrationInfo::getScript)
        .containsAll(Migrations.ALL.stream().map(Migrations.Migration::file).toList());
  }

  /** Whoever adds a file of migration names it there too, or nobody applies it. */
  @Test
  void every_migration_there_is_has_its_place() throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/dev/promoter/store/migration"))) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Migrations.ALL.stream().map(Migrations.Migration::file).toList());
    }
    assertThat(Migrations.ALL).extracting(Migrations.Migration::number).isSorted();
  }

  @Test
  void what_a_killed_process_left_is_in_nobodys_way() throws IOException, SQLException {
    flyway("promoter.new").migrate();
    assertThat(state.resolve("promoter.new.mv.db")).exists();

    Store.open(StoreSettings.inState(state)).close();

    assertThat(state.resolve("promoter.new.mv.db")).doesNotExist();
    assertThat(rows("promoter", "select count(*) from plan")).containsExactly("0");

    Files.delete(state.resolve("promoter.mv.db"));
    Files.writeString(state.resolve("promoter.new.mv.db"), "half of a page");
    Store.open(StoreSettings.inState(state)).close();
    assertThat(rows("promoter", "select count(*) from plan")).containsExactly("0");
  }

  @Test
  void a_process_that_is_killed_while_it_makes_the_tables_keeps_no_other_from_it() {
    try (ChildJvm first = ChildJvm.start(Attached.class, state.toString())) {
      while (Files.notExists(state.resolve("promoter.new.mv.db"))
          && Files.notExists(state.resolve("promoter.mv.db"))) {
        Thread.onSpinWait();
      }
      first.kill();
      assertThat(first.rest()).isNotNull();
    }

    try (Store store = Store.open(StoreSettings.inState(state))) {
      assertThat(store.interventions().holds()).isEmpty();
    }
  }

  @Test
  void a_file_that_is_there_stays_as_it_is() throws SQLException {
    Store.open(StoreSettings.inState(state)).close();
    try (Connection connection = connect("promoter");
        Statement statement = connection.createStatement()) {
      statement.execute("insert into asked_round values ('a', current_timestamp)");
    }

    FreshFile.make(file("promoter", Map.of()), StoreSettings.inState(state));

    assertThat(rows("promoter", "select release from asked_round")).containsExactly("a");
  }

  @Test
  void where_the_address_has_settings_of_its_own_flyway_makes_the_tables() throws SQLException {
    FreshFile.make(file("ours", Map.of("MODE", "PostgreSQL")), StoreSettings.inState(state));

    assertThat(state.resolve("ours.mv.db")).doesNotExist();
  }

  private DatabaseUrl.H2File file(String name, Map<String, String> options) {
    return new DatabaseUrl.H2File(state.resolve(name), options);
  }

  private Flyway flyway(String name) {
    return Flyway.configure()
        .dataSource(url(name), "promoter", "")
        .locations(Migrations.LOCATION)
        .placeholders(Migrations.wordsOfH2())
        .loggers("slf4j")
        .load();
  }

  private List<String> rows(String name, String query) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(String.valueOf(rows.getString(i)));
        }
        all.add(String.join(" | ", cells));
      }
    }
    return all;
  }

  private Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(url(name), "promoter", "");
  }

  private String url(String name) {
    return "jdbc:h2:file:" + state.resolve(name);
  }
}
