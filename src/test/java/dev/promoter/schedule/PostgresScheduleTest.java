package dev.promoter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Schedule;
import dev.promoter.store.Store;
import dev.promoter.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two daemons that share the triggers in a real PostgreSQL. */
@Timeout(120)
class PostgresScheduleTest {
  private static final Schedule EVERY_SECOND = new Schedule.Interval(Duration.ofSeconds(1));
  private static final ReleaseName MASTER = new ReleaseName("CentOS-9/master");

  @TempDir Path state;

  @Test
  void the_other_daemon_goes_on_waking_when_one_ends() throws Exception {
    BlockingQueue<ReleaseName> first = new LinkedBlockingQueue<>();
    BlockingQueue<ReleaseName> second = new LinkedBlockingQueue<>();
    try (EmbeddedPostgres server = server();
        Store one = store(server);
        Store two = store(server);
        ReleaseSchedule other = start(two, second)) {
      try (ReleaseSchedule ending = start(one, first)) {
        ending.set(MASTER, EVERY_SECOND);
        other.set(MASTER, EVERY_SECOND);
      }
      second.clear();

      assertThat(second.take()).isEqualTo(MASTER);
      assertThat(second.take()).isEqualTo(MASTER);
    }
  }

  @Test
  void a_node_is_told_apart_without_the_address_of_its_host() throws Exception {
    BlockingQueue<ReleaseName> woken = new LinkedBlockingQueue<>();
    try (EmbeddedPostgres server = server();
        Store store = store(server);
        ReleaseSchedule schedule = start(store, woken)) {
      schedule.set(MASTER, EVERY_SECOND);
      assertThat(woken.take()).isEqualTo(MASTER);

      try (Connection connection = store.dataSource().getConnection();
          Statement statement = connection.createStatement();
          ResultSet names =
              statement.executeQuery("SELECT instance_name FROM qrtz_scheduler_state")) {
        assertThat(names.next()).isTrue();
        assertThat(names.getString(1)).matches("promoter-[0-9a-f-]{36}");
      }
    }
  }

  private static ReleaseSchedule start(Store store, BlockingQueue<ReleaseName> woken) {
    return ReleaseSchedule.start(store.dataSource(), true, ZoneOffset.UTC, woken::add);
  }

  private Store store(EmbeddedPostgres server) {
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    return Store.open(new StoreSettings(url, "postgres", Optional.empty(), state));
  }

  private static EmbeddedPostgres server() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException | IllegalStateException e) {
      return Assumptions.abort("no PostgreSQL can be started on this machine: " + e);
    }
  }
}
