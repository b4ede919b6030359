package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Plan;
import dev.promoter.engine.Journal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path folder;
  private Path state;
  private Path copy;
  private StoreSettings settings;

  @BeforeEach
  void prepare() throws IOException {
    state = Files.createDirectory(folder.resolve("state"));
    copy = folder.resolve("a.backup");
    settings = StoreSettings.inState(state);
  }

  @Test
  void a_copy_holds_what_was_acknowledged_before_it_and_restoring_forgets_what_came_after()
      throws IOException {
    try (Store store = Store.open(settings)) {
      open(store, "before");
      store.backup(copy);
      open(store, "after");
    }
    Store.restore(settings, copy);

    assertThat(reasons()).containsExactly("before");
    assertThat(files()).contains("promoter.before-restore.mv.db").noneMatch(this::isLeftOver);
  }

  @Test
  void what_was_there_before_a_restore_can_be_taken_again() throws IOException {
    try (Store store = Store.open(settings)) {
      store.backup(copy);
      open(store, "after");
    }
    Store.restore(settings, copy);
    Files.copy(state.resolve("promoter.before-restore.mv.db"), folder.resolve("kept.mv.db"));

    settings =
        new StoreSettings(
            "jdbc:h2:file:" + folder.resolve("kept"), "promoter", settings.password(), state);
    assertThat(reasons()).containsExactly("after");
  }

  @Test
  void a_copy_is_made_by_way_of_the_process_that_has_the_file_open() {
    try (Store owner = Store.open(settings);
        Store other = Store.open(settings)) {
      open(owner, "before");
      other.backup(copy);
    }
    Store.restore(settings, copy);

    assertThat(reasons()).containsExactly("before");
  }

  @Test
  void a_copy_never_replaces_a_file() throws IOException {
    Files.writeString(copy, "precious");
    try (Store store = Store.open(settings)) {
      assertThatThrownBy(() -> store.backup(copy))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("already a file " + copy);
    }
    assertThat(copy).hasContent("precious");
    assertThat(files()).noneMatch(this::isLeftOver);
  }

  @Test
  void a_copy_that_cannot_be_brought_to_its_place_is_told() throws IOException {
    try (Store store = Store.open(settings)) {
      assertThatThrownBy(() -> store.backup(folder.resolve("nowhere/a.backup")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("nowhere/a.backup cannot be written: there is no such directory");
    }
    assertThat(files()).noneMatch(this::isLeftOver);
  }

  @Test
  void a_database_that_is_open_is_not_replaced() {
    try (Store store = Store.open(settings)) {
      open(store, "present");
      store.backup(copy);
      assertThatThrownBy(() -> Store.restore(settings, copy))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
    }
    assertThat(reasons()).containsExactly("present");
  }

  @Test
  void files_that_are_no_copies_are_refused_and_nothing_changes() throws Exception {
    try (Store store = Store.open(settings)) {
      open(store, "present");
    }
    Path text = Files.writeString(folder.resolve("text"), "no archive");
    Path other = archive("other.zip", "note.txt", "no database".getBytes(StandardCharsets.UTF_8));
    Path damaged =
        archive("damaged.zip", "promoter.mv.db", "no database".getBytes(StandardCharsets.UTF_8));
    Path foreign = archive("foreign.zip", "promoter.mv.db", database("create table a(b int)"));
    Path newer =
        archive(
            "newer.zip",
            "promoter.mv.db",
            database(
                "create table \"flyway_schema_history\"(\"version\" varchar, \"success\" boolean)",
                "insert into \"flyway_schema_history\" values('999', true)"));

    refused(folder.resolve("nothing"), "there is no file");
    refused(folder, "there is no file");
    refused(text, "is no backup of promoter");
    refused(other, "is no backup of promoter");
    refused(damaged, "damaged");
    refused(foreign, "holds no tables of promoter");
    refused(newer, "newer promoter");

    assertThat(reasons()).containsExactly("present");
    assertThat(files()).noneMatch(this::isLeftOver).doesNotContain("promoter.before-restore.mv.db");
  }

  @Test
  void another_kind_of_database_is_sent_to_its_own_tools() {
    StoreSettings server =
        new StoreSettings("jdbc:postgresql://localhost/x", "x", settings.password(), state);
    assertThatThrownBy(() -> Store.restore(server, copy))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("pg_dump");
  }

  private void refused(Path file, String reason) {
    assertThatThrownBy(() -> Store.restore(settings, file))
        .as(file.toString())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(reason);
  }

  private static void open(Store store, String reason) {
    store.journal().open(Samples.plan(Samples.MASTER, reason), List.of(), Samples.NOON);
  }

  private List<String> reasons() {
    try (Store store = Store.open(settings)) {
      return store.journal().unfinished(Samples.MASTER).stream()
          .map(Journal.OpenPlan::plan)
          .map(Plan::reason)
          .toList();
    }
  }

  private boolean isLeftOver(String name) {
    return name.contains(".part") || name.contains(".zip") || name.contains(".restore.");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> here = Files.list(state);
        Stream<Path> above = Files.list(folder)) {
      return Stream.concat(here, above.filter(path -> path.toString().endsWith(".part")))
          .map(path -> path.getFileName().toString())
          .toList();
    }
  }

  private Path archive(String name, String entry, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
      zip.closeEntry();
    }
    return path;
  }

  private byte[] database(String... statements) throws SQLException, IOException {
    Path path = Files.createTempDirectory(folder, "h2").resolve("made");
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + path, "promoter", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return Files.readAllBytes(path.resolveSibling("made.mv.db"));
  }
}
