package dev.promoter.store;

import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static dev.promoter.store.Samples.ZED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.LostReleaseException;
import dev.promoter.engine.ReleaseLocks.Held;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes and one database; their hearts beat and their time passes when the test says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeasesTest {
  private static final LeaseTimes TIMES =
      new LeaseTimes(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(3));
  private static final Set<ReleaseName> KNOWN = Set.of(MASTER, ZED);

  @TempDir static Path state;
  private EmbeddedPostgres server;
  private Store store;
  private Database database;
  private Node one;
  private Node two;

  /** A process: its leases, and its clocks. */
  private final class Node {
    private long seconds;
    private Instant day = NOON;
    private Runnable whileWaiting = () -> {};
    private final Leases leases =
        new Leases(
            database,
            new LeaseTable(UUID.randomUUID().toString()),
            TIMES,
            new Stopwatch(() -> seconds * 1_000_000_000, () -> day) {
              @Override
              void await(Duration time) {
                whileWaiting.run();
                passes(time.toSeconds());
              }
            });

    void passes(long more) {
      seconds += more;
      day = day.plusSeconds(more);
    }

    /** Time passes, and it looks for the others all the time. */
    void watches(long more) {
      for (long second = 0; second < more; second++) {
        passes(1);
        look();
      }
    }

    void beat() {
      with(leases::beat);
    }

    void look() {
      with(leases::look);
    }

    Set<ReleaseName> bury() {
      return database.transaction("bury", handle -> leases.bury(handle, KNOWN));
    }

    Held take() {
      return leases.tryLock(MASTER).orElseThrow();
    }

    Journal journal(Held held) {
      return store.journal().under(held);
    }

    private void with(Consumer<Handle> work) {
      Jdbi.create(store.dataSource()).useHandle(work::accept);
    }
  }

  @BeforeAll
  void start() {
    try {
      server = EmbeddedPostgres.builder().start();
    } catch (IOException | IllegalStateException e) {
      server = Assumptions.abort("no PostgreSQL can be started on this machine: " + e);
    }
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    StoreSettings settings = new StoreSettings(url, "postgres", Optional.empty(), state);
    store = Store.open(settings);
    database =
        new Database(
            Jdbi.create(store.dataSource()),
            Dialect.POSTGRESQL,
            new Faults(DatabaseUrl.parse(url, state)));
  }

  @AfterAll
  void stop() throws IOException {
    if (store != null) {
      database.close();
      store.close();
    }
    server.close();
  }

  @BeforeEach
  void two_nodes() throws SQLException {
    execute("delete from lease; delete from asked_round; delete from step; delete from plan");
    one = new Node();
    two = new Node();
  }

  @Test
  void a_release_is_in_the_hands_of_one_node_until_it_is_given_back() {
    Held held = one.take();
    assertThat(one.leases.tryLock(MASTER)).isEmpty();
    assertThat(two.leases.tryLock(MASTER)).isEmpty();
    assertThat(one.leases.tryLock(ZED)).isPresent();

    held.close();
    two.take();
    assertThat(one.leases.tryLock(MASTER)).isEmpty();
  }

  @Test
  void a_node_that_lives_is_not_taken_for_dead_however_long_it_works() {
    one.take();
    two.look();
    for (int i = 0; i < 20; i++) {
      one.passes(2);
      two.passes(2);
      one.beat();
      two.look();
      assertThat(two.bury()).isEmpty();
    }
    assertThat(one.leases.objection()).isEmpty();
  }

  @Test
  void a_node_whose_beat_stands_still_for_a_whole_life_is_dead() {
    one.take();
    two.look();
    two.watches(7);
    assertThat(two.bury()).isEmpty();

    two.watches(1);
    assertThat(two.bury()).containsExactly(MASTER);
    two.take();
  }

  @Test
  void only_one_of_the_others_gets_what_a_dead_node_left() {
    Node three = new Node();
    one.take();
    two.look();
    three.look();
    two.watches(8);
    three.watches(8);

    assertThat(two.bury()).containsExactly(MASTER);
    assertThat(three.bury()).isEmpty();
  }

  @Test
  void a_node_that_was_away_itself_does_not_take_the_others_for_dead() {
    one.take();
    two.look();
    one.passes(2);
    one.beat();
    two.passes(60);

    assertThat(two.bury()).isEmpty();
    two.look();
    assertThat(two.bury()).isEmpty();
  }

  @Test
  void nobody_is_dead_because_the_database_was_down() {
    one.take();
    two.look();
    two.passes(30); // nobody could give a sign of life, or see one
    assertThat(two.bury()).isEmpty();
    two.look();
    assertThat(two.bury()).isEmpty();

    two.watches(8);
    assertThat(two.bury()).containsExactly(MASTER);
  }

  @Test
  void clocks_of_the_day_do_not_matter_to_who_is_dead() throws SQLException {
    one.take();
    two.look();
    two.day = two.day.plusSeconds(3600);
    execute("update lease set renewed_at = renewed_at + interval '1 hour'");
    assertThat(two.bury()).isEmpty();

    two.day = two.day.minusSeconds(7200);
    two.watches(8);
    assertThat(two.bury()).containsExactly(MASTER);
  }

  @Test
  void who_was_taken_for_dead_writes_nothing_any_more() {
    Held held = one.take();
    Journal stale = one.journal(held);
    long plan = stale.open(Samples.plan(MASTER, "r"), List.of(), NOON);
    two.look();
    two.watches(8);
    two.bury();

    lost(() -> stale.started(plan, 0, Before.NOTHING, NOON));
    lost(() -> stale.finished(plan, 0, new Outcome.Done(""), NOON));
    lost(() -> stale.close(plan, PlanState.COMPLETED, NOON));
    lost(() -> stale.open(Samples.plan(MASTER, "again"), List.of(), NOON));

    assertThat(store.journal().unfinished(MASTER))
        .singleElement()
        .satisfies(open -> assertThat(open.steps()).containsOnly(Journal.Step.UNTOUCHED))
        .satisfies(open -> assertThat(open.ended()).isFalse());
    Held again = two.take();
    two.journal(again).started(plan, 0, Before.NOTHING, NOON);
  }

  @Test
  void who_lost_a_release_keeps_quiet_until_its_round_has_ended() {
    Held held = one.take();
    two.look();
    two.watches(8);
    two.bury();
    Held other = two.take();
    assertThat(one.leases.objection()).isEmpty(); // as far as it knows by now

    one.beat();
    assertThat(one.leases.objection())
        .hasValueSatisfying(text -> assertThat(text).contains(MASTER.value()));
    assertThat(one.leases.tryLock(MASTER)).isEmpty();

    held.close();
    assertThat(one.leases.objection()).isEmpty();
    two.beat();
    two.journal(other).open(Samples.plan(MASTER, "r"), List.of(), NOON);
  }

  @Test
  void nothing_is_begun_outside_on_a_confirmation_that_is_too_old() {
    Held held = one.take();
    Journal journal = one.journal(held);
    long plan = journal.open(Samples.plan(MASTER, "r"), List.of(), NOON);
    one.passes(4);
    journal.started(plan, 0, Before.NOTHING, NOON);
    assertThat(one.leases.objection()).isEmpty();

    one.passes(1);
    assertThat(one.leases.objection()).isPresent();
    lost(() -> journal.started(plan, 0, Before.NOTHING, NOON));

    one.beat();
    journal.started(plan, 0, Before.NOTHING, NOON);
    assertThat(one.leases.objection()).isEmpty();
  }

  @Test
  void a_confirmation_counts_from_before_it_was_asked_for_also_by_the_clock_of_the_day() {
    one.take();
    one.day = one.day.plusSeconds(60); // the machine slept, and its counting clock with it
    assertThat(one.leases.objection()).isPresent();
    one.beat();
    assertThat(one.leases.objection()).isEmpty();

    one.day = one.day.minusSeconds(60); // or somebody set the clock: then one beat too careful
    assertThat(one.leases.objection()).isPresent();
    one.beat();
    assertThat(one.leases.objection()).isEmpty();
  }

  @Test
  void what_is_left_without_confirmation_is_found_dead_by_its_own_node_too() {
    Held held = one.take();
    one.passes(5);
    held.close();
    assertThat(two.leases.tryLock(MASTER)).isEmpty();

    one.look();
    one.watches(8);
    assertThat(one.bury()).containsExactly(MASTER);
  }

  @Test
  void a_command_that_has_not_looked_before_waits_for_a_sign_of_life_itself() throws SQLException {
    one.take();
    assertThat(two.leases.tryLock(MASTER)).isEmpty();

    execute("update lease set renewed_at = renewed_at - interval '9 seconds'");
    two.whileWaiting = one::beat;
    assertThat(two.leases.tryLock(MASTER)).isEmpty();

    execute("update lease set renewed_at = renewed_at - interval '9 seconds'");
    two.whileWaiting = () -> {};
    assertThat(two.leases.tryLock(MASTER)).isPresent();
  }

  @Test
  void the_number_of_a_release_only_grows() {
    long last = 0;
    for (Node node : List.of(one, two, two, one)) {
      Held held = node.take();
      long number = ((Lease) held).number();
      assertThat(number).isGreaterThan(last);
      last = number;
      held.close();
    }
  }

  @Test
  void a_round_that_was_asked_for_is_given_once_and_not_while_somebody_works() {
    one.with(handle -> LeaseTable.ask(handle, MASTER));
    one.with(handle -> LeaseTable.ask(handle, MASTER));
    Held held = two.take(); // this round began after it was asked for
    assertThat(claimed()).isEmpty();

    one.with(handle -> LeaseTable.ask(handle, MASTER));
    assertThat(claimed()).isEmpty();
    held.close();
    assertThat(claimed()).containsExactly(MASTER);
    assertThat(claimed()).isEmpty();
  }

  private List<ReleaseName> claimed() {
    return database.transaction("claim", handle -> LeaseTable.claim(handle, KNOWN));
  }

  private static void lost(org.assertj.core.api.ThrowableAssert.ThrowingCallable write) {
    assertThatThrownBy(write).isInstanceOf(LostReleaseException.class);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
