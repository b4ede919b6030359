package dev.promoter.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Schedule;
import dev.promoter.store.Store;
import dev.promoter.store.StoreSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each wait is for something that must come; the limit is for the day it does not. */
@Timeout(60)
class ReleaseScheduleTest {
  private static final Schedule EVERY_SECOND = new Schedule.Interval(Duration.ofSeconds(1));
  private static final ReleaseName MASTER = new ReleaseName("CentOS-9/master");
  private static final ReleaseName ZED = new ReleaseName("CentOS-9/zed");
  private static final Schedule NEVER_IN_A_TEST = new Schedule.Interval(Duration.ofDays(300));

  @TempDir Path state;
  private final BlockingQueue<ReleaseName> woken = new LinkedBlockingQueue<>();
  private Store store;
  private ReleaseSchedule schedule;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.inState(state));
    schedule = start();
  }

  @AfterEach
  void close() {
    schedule.close();
    store.close();
  }

  @Test
  void a_release_is_woken_at_once() throws InterruptedException {
    schedule.set(MASTER, NEVER_IN_A_TEST);

    assertThat(woken.take()).isEqualTo(MASTER);
  }

  @Test
  void an_interval_wakes_again_and_again() throws InterruptedException {
    schedule.set(MASTER, EVERY_SECOND);

    assertThat(woken.take()).isEqualTo(MASTER);
    assertThat(woken.take()).isEqualTo(MASTER);
    assertThat(woken.take()).isEqualTo(MASTER);
  }

  @Test
  void a_cron_expression_wakes_too() throws InterruptedException {
    schedule.set(MASTER, new Schedule.Cron("* * * * * ?"));

    assertThat(woken.take()).isEqualTo(MASTER);
    assertThat(woken.take()).isEqualTo(MASTER);
  }

  @Test
  void a_changed_schedule_replaces_the_old_one() throws Exception {
    schedule.set(MASTER, NEVER_IN_A_TEST);
    woken.take();
    schedule.set(MASTER, EVERY_SECOND);

    assertThat(woken.take()).isEqualTo(MASTER);
    assertThat(triggers()).isEqualTo(1);
  }

  @Test
  void a_restart_wakes_at_once_and_keeps_the_next_time() throws Exception {
    schedule.set(MASTER, NEVER_IN_A_TEST);
    woken.take();
    long next = nextFiring();

    schedule.close();
    schedule = start();
    schedule.set(MASTER, NEVER_IN_A_TEST);

    assertThat(woken.take()).isEqualTo(MASTER);
    assertThat(nextFiring()).isEqualTo(next);
  }

  @Test
  void what_was_missed_while_nothing_ran_is_made_up_for_by_one() throws Exception {
    schedule.set(MASTER, NEVER_IN_A_TEST);
    woken.take();
    schedule.close();
    update("update qrtz_triggers set next_fire_time = 1000 where trigger_name = '" + MASTER + "'");

    schedule = start();
    schedule.set(MASTER, NEVER_IN_A_TEST);
    schedule.set(ZED, NEVER_IN_A_TEST);
    List<ReleaseName> two = new ArrayList<>();
    two.add(woken.take());
    two.add(woken.take());
    assertThat(two).containsExactlyInAnyOrder(MASTER, ZED);
    assertThat(nextFiring()).isGreaterThan(System.currentTimeMillis());
  }

  @Test
  void a_job_that_a_killed_process_had_begun_does_not_block_its_release() throws Exception {
    schedule.set(MASTER, EVERY_SECOND);
    woken.take();
    schedule.close();
    update("update qrtz_triggers set trigger_state = 'BLOCKED' where trigger_type = 'SIMPLE'");
    update(
        "insert into qrtz_fired_triggers (sched_name, entry_id, trigger_name, trigger_group,"
            + " instance_name, fired_time, sched_time, priority, state, job_name, job_group,"
            + " is_nonconcurrent, requests_recovery) values ('promoter', 'x', '"
            + MASTER
            + "', 'release', 'promoter', 1, 1, 5, 'EXECUTING', '"
            + MASTER
            + "', 'release', true, true)");

    woken.clear();
    schedule = start();
    schedule.set(MASTER, EVERY_SECOND);
    for (int i = 0; i < 4; i++) {
      assertThat(woken.take()).isEqualTo(MASTER);
    }
  }

  @Test
  void a_removed_release_is_forgotten() throws Exception {
    schedule.set(MASTER, EVERY_SECOND);
    woken.take();
    schedule.remove(MASTER);
    assertThat(triggers()).isZero();

    schedule.wakeNow(MASTER);
    schedule.set(ZED, NEVER_IN_A_TEST);
    woken.removeIf(MASTER::equals);
    assertThat(woken.take()).isEqualTo(ZED);
  }

  @Test
  void releases_whose_files_are_gone_are_forgotten() throws Exception {
    schedule.set(MASTER, NEVER_IN_A_TEST);
    schedule.set(ZED, NEVER_IN_A_TEST);
    woken.take();
    woken.take();
    schedule.retain(Set.of(ZED));

    schedule.wakeNow(MASTER);
    schedule.wakeNow(ZED);
    assertThat(woken.take()).isEqualTo(ZED);
  }

  @Test
  void a_release_can_be_woken_beside_its_schedule() throws InterruptedException {
    schedule.set(MASTER, NEVER_IN_A_TEST);
    woken.take();
    schedule.wakeNow(MASTER);

    assertThat(woken.take()).isEqualTo(MASTER);
  }

  @Test
  void a_time_that_never_comes_is_refused() {
    assertThatThrownBy(() -> schedule.set(MASTER, new Schedule.Cron("0 0 0 1 1 ? 1999")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never");
  }

  private ReleaseSchedule start() {
    return ReleaseSchedule.start(store.dataSource(), false, ZoneId.of("Europe/Paris"), woken::add);
  }

  private long triggers() throws SQLException {
    return number("select count(*) from qrtz_triggers where trigger_group = 'release'");
  }

  private long nextFiring() throws SQLException {
    return number("select next_fire_time from qrtz_triggers where trigger_name = '" + MASTER + "'");
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
