package dev.promoter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Schedule;
import dev.promoter.store.Store;
import dev.promoter.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
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
