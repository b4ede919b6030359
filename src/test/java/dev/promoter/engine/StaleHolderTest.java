package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.NAME;
import static dev.promoter.engine.Bench.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.fakes.DirectPool;
import dev.promoter.store.Store;
import dev.promoter.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node stands still before any of its writes, is taken for dead, and goes on when another one has
 * done its whole round. The runners act blindly, so that any effect too many leaves one more row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaleHolderTest {
  private static final Set<String> READS =
      Set.of("under", "unfinished", "standing", "lastDone", "newest", "round", "entries", "after");

  /** Open, beginning and end of two actions, close, history. */
  private static final int WRITES = 7;

  @TempDir static Path state;
  private EmbeddedPostgres server;
  private Store one;
  private Store two;
  private Bench bench = new Bench();
  private int writesUntilPause = Integer.MAX_VALUE;
  private ReleaseReport successor =
      ReleaseReport.refused(NAME, "", "no round yet", bench.clock.instant());

  @BeforeAll
  void start() {
    try {
      server = EmbeddedPostgres.builder().start();
    } catch (IOException | IllegalStateException e) {
      server = Assumptions.abort("no PostgreSQL can be started on this machine: " + e);
    }
    one = open();
    two = open();
  }

  @AfterAll
  void stop() throws IOException {
    one.close();
    two.close();
    server.close();
  }

  @BeforeEach
  void a_promotion_is_due() {
    execute(
        "truncate lease, step, plan, round_target, round, told_release, target_state, promoted,"
            + " seen_candidate, requirement_week, tally, release_status");
    bench = new Bench().withOnePromotion();
    bench.promote.blunt();
    bench.keep.blunt();
  }

  @Test
  void undisturbed_it_writes_so_often_and_promotes_once() {
    writesUntilPause = WRITES + 1;

    assertThat(round(one, true).promotions()).isEqualTo(1);

    assertThat(writesUntilPause).isEqualTo(1);
    everythingHappenedOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, WRITES})
  void it_neither_writes_nor_moves_anything_after_that(int write) {
    writesUntilPause = write;

    ReleaseReport stale = round(one, true);

    assertThat(stale.error()).contains("another node has taken over " + NAME);
    assertThat(successor.error()).isEmpty();
    everythingHappenedOnce();
    assertThat(round(two, false).promotions()).isZero();
    everythingHappenedOnce();
  }

  private void everythingHappenedOnce() {
    assertThat(bench.links.rows("current")).containsExactly(OLD, A);
    assertThat(bench.links.rows("previous-current")).containsExactly(OLD);
    assertThat(one.journal().unfinished(NAME)).isEmpty();
    assertThat(one.history().entries(Optional.of(NAME), 10))
        .filteredOn(entry -> entry.outcome() == TargetOutcome.PROMOTED)
        .hasSize(1);
  }

  private ReleaseReport round(Store store, boolean paused) {
    Journal journal = paused ? pausing(Journal.class, store.journal()) : store.journal();
    History history = paused ? pausing(History.class, store.history()) : store.history();
    Ports ports =
        new Ports(
            bench.judge,
            journal,
            bench.interventions,
            bench.freezes,
            bench.clock,
            new DirectPool(),
            new CycleLimits(4, Duration.ZERO, ZoneOffset.UTC));
    Cycle cycle =
        new Cycle(List.of(new Workflow("test", bench.links, bench.sources, bench.runners)), ports);
    return new Rounds(cycle, store.locks(), history, store.statusBoard(), bench.clock)
        .run(bench.release(), new StopSignal());
  }

  private void standStill() {
    execute("update lease set held = false");
    successor = round(two, false);
  }

  /** A proxy, so that a write that is added to a port is a place to stand still without a word. */
  private <T> T pausing(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (!READS.contains(method.getName()) && --writesUntilPause == 0) {
                standStill();
              }
              try {
                Object result = method.invoke(real, arguments);
                return method.getName().equals("under") ? pausing(port, port.cast(result)) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private Store open() {
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    return Store.open(new StoreSettings(url, "postgres", Optional.empty(), state));
  }

  private void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
