package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.promoter.domain.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong around a store is said in one sentence. */
class StoreFaultsTest {
  @TempDir Path state;

  @Test
  void a_missing_state_directory_is_made_for_its_owner_alone() throws IOException {
    Path missing = state.resolve("var/lib/promoter");
    Store.open(StoreSettings.inState(missing)).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(missing)))
        .isEqualTo("rwx------");
  }

  @Test
  void a_state_directory_behind_a_link_is_the_same_directory() throws IOException {
    Path link = Files.createSymbolicLink(state.resolve("link"), Files.createDirectory(real()));
    try (Store first = Store.open(StoreSettings.inState(real()));
        Store second = Store.open(StoreSettings.inState(link))) {
      first.interventions().add(Samples.hold(""), Samples.ANN);
      assertThat(second.interventions().holds()).hasSize(1);
    }
  }

  @Test
  void a_state_directory_that_is_a_file_is_named() throws IOException {
    Path file = Files.writeString(state.resolve("file"), "x");

    refused(StoreSettings.inState(file)).hasMessageContaining(file + " is a file");
    refused(StoreSettings.inState(file.resolve("below"))).hasMessageContaining("cannot be created");
  }

  @Test
  void a_state_directory_without_permission_is_named() throws IOException {
    Path locked = Files.createDirectory(real());
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-x------"));
    assumeThat(Files.isWritable(locked)).as("the superuser may write anywhere").isFalse();

    refused(StoreSettings.inState(locked)).hasMessageContaining(locked + " is not writable");
  }

  @Test
  void faults_of_the_file_system_are_said_in_words() {
    assertThat(Faults.reason(new AccessDeniedException("/x"))).isEqualTo("permission denied");
    assertThat(Faults.reason(new FileSystemException("/x", null, "Read-only file system")))
        .isEqualTo("read-only file system");
    assertThat(Faults.reason(new IOException("No space left on device")))
        .isEqualTo("no space left on device");
  }

  @Test
  void a_damaged_file_is_named_with_what_to_do() throws IOException {
    Files.write(state.resolve("promoter.mv.db"), new byte[20_000]);

    refused(StoreSettings.inState(state))
        .hasMessageContaining("promoter.mv.db")
        .hasMessageContaining("the file is damaged");
  }

  @Test
  void a_cut_file_is_named_with_what_to_do() throws IOException {
    Store.open(StoreSettings.inState(state)).close();
    try (FileChannel file =
        FileChannel.open(state.resolve("promoter.mv.db"), StandardOpenOption.WRITE)) {
      file.truncate(3000);
    }

    refused(StoreSettings.inState(state)).hasMessageContaining("promoter.mv.db");
  }

  @Test
  void a_file_that_cannot_be_opened_can_be_tried_again() throws IOException {
    Path file = state.resolve("promoter.mv.db");
    Files.createDirectory(file);
    refused(StoreSettings.inState(state)).hasMessageContaining("cannot be read or written");

    Files.delete(file);
    Store.open(StoreSettings.inState(state)).close();
  }

  @Test
  void a_wrong_password_is_said_but_not_printed() {
    Store.open(with("right")).close();

    refused(with("wr0ng"))
        .hasMessageContaining("user or password is wrong")
        .hasMessageNotContaining("wr0ng");
    try (Store open = Store.open(with("right"))) {
      assertThat(open.interventions().holds()).isEmpty();
      refused(with("wr0ng")).hasMessageContaining("user or password is wrong");
    }
  }

  @Test
  void tables_of_a_newer_version_are_left_alone() throws SQLException {
    try (Store store = Store.open(StoreSettings.inState(state));
        Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update \"flyway_schema_history\" set \"version\" = '99' where \"version\" = '%d'"
              .formatted(Migrations.LATEST));
    }

    refused(StoreSettings.inState(state)).hasMessageContaining("newer promoter");
  }

  @Test
  void tables_of_an_older_version_are_not_changed_under_a_running_process() throws SQLException {
    try (Store store = Store.open(StoreSettings.inState(state));
        Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "delete from \"flyway_schema_history\" where \"version\" = '%d'"
              .formatted(Migrations.LATEST));

      refused(StoreSettings.inState(state)).hasMessageContaining("in use by an older promoter");
    }
  }

  @Test
  void the_newest_migration_is_the_one_the_program_asks_for() throws IOException {
    Path folder = Path.of("src/main/resources/dev/promoter/store/migration");
    try (var files = Files.list(folder)) {
      assertThat(files.mapToInt(StoreFaultsTest::number).max()).hasValue(Migrations.LATEST);
    }
  }

  /** From the one on that made them: programs before it knew nothing of other nodes. */
  @Test
  void a_migration_that_takes_something_away_says_which_programs_can_bear_it() throws IOException {
    Path folder = Path.of("src/main/resources/dev/promoter/store/migration");
    try (var files = Files.list(folder)) {
      for (Path migration : files.filter(file -> number(file) > 11).toList()) {
        String sql = Files.readString(migration).toLowerCase(Locale.ROOT);
        assertThat(sql.contains("drop ") || sql.contains("rename "))
            .as("%s takes something away", migration)
            .isEqualTo(sql.contains("update compatibility set oldest = " + number(migration)));
      }
    }
  }

  private static int number(Path migration) {
    String name = migration.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:x",
        "jdbc:h2:tcp://host/x",
        "jdbc:mysql://u:hunter2@host/x",
        "hunter2",
        "jdbc:h2:file:/x;AUTO_SERVER=TRUE",
        "jdbc:h2:file:/x;file_lock=NO"
      })
  void other_databases_and_ways_of_sharing_are_refused(String url) {
    refused(new StoreSettings(url, "u", Optional.empty(), state))
        .hasMessageNotContaining("hunter2")
        .hasMessageContaining("address");
  }

  @Test
  void a_full_disk_is_said_and_what_was_acknowledged_stays() {
    List<String> lines;
    List<String> limit = List.of("bash", "-c", "ulimit -f 1500; exec \"$@\"", "limited");
    try (ChildJvm writer = ChildJvm.start(limit, JournalWriter.class, state.toString())) {
      lines = writer.rest().toList();
      assertThat(writer.await()).isEqualTo(1);
    }

    String last = lines.get(lines.size() - 1);
    assertThat(last).startsWith("REFUSED the store could not").contains("look at disk space");
    try (Store store = Store.open(StoreSettings.inState(state))) {
      List<String> stored =
          store.journal().unfinished(Samples.MASTER).stream()
              .map(plan -> Long.toString(plan.id()))
              .toList();
      assertThat(stored).containsAll(lines.subList(0, lines.size() - 1));
    }
  }

  @Test
  void a_file_that_another_program_has_open_is_said() throws IOException {
    Path file = state.resolve("promoter.mv.db");
    Store.open(StoreSettings.inState(state)).close();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      refused(StoreSettings.inState(state)).hasMessageContaining("a program other than promoter");
    }
  }

  private Path real() {
    return state.resolve("real");
  }

  private StoreSettings with(String password) {
    return new StoreSettings("", "promoter", Optional.of(new Secret(password)), state);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(StoreSettings settings) {
    return assertThatThrownBy(() -> Store.open(settings)).isInstanceOf(StoreException.class);
  }
}
