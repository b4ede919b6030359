package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a daemon is at work is told by its lock and never by a file that it left behind. */
class DaemonSignTest {
  @TempDir private Path state;

  @Test
  void there_is_no_daemon_where_none_ever_was() {
    assertThat(DaemonSign.look(state)).isEmpty();
    assertThat(DaemonSign.look(state.resolve("nothing"))).isEmpty();
  }

  @Test
  void a_daemon_is_seen_with_where_it_listens_until_it_ends() {
    try (DaemonSign sign = DaemonSign.put(state)) {
      assertThat(DaemonSign.look(state)).contains("");
      DaemonSign.listens(state, "http://127.0.0.1:8080");
      assertThat(DaemonSign.look(state)).contains("http://127.0.0.1:8080");
    }
    assertThat(DaemonSign.look(state)).isEmpty();
  }

  @Test
  void what_a_killed_daemon_left_is_no_sign_of_it() throws Exception {
    Files.writeString(state.resolve("daemon.sign"), "http://127.0.0.1:8080");

    assertThat(DaemonSign.look(state)).isEmpty();
    try (DaemonSign sign = DaemonSign.put(state)) {
      assertThat(DaemonSign.look(state)).contains("");
    }
  }
}
