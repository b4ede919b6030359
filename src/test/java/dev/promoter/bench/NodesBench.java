package dev.promoter.bench;

import dev.promoter.Await;
import dev.promoter.Promoter;
import dev.promoter.sandbox.DlrnBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Rounds per minute of one, two and three daemons on one PostgreSQL, with more releases due than
 * they can do. Everything shares the processors of this machine, the database and the stand-in too.
 */
final class NodesBench {
  private static final Load LOAD = new Load(300, 3, 10);
  private static final int MOST = 3;
  private static final int WINDOWS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final String PROMOTER_INI =
      """
      [daemon]
      node: node-%d
      database: jdbc:postgresql://localhost:%d/postgres
      database_user: postgres
      log_level: ERROR

      [web]
      listen: off

      [defaults]
      schedule: 2s
      """;

  private NodesBench() {}

  static void run(Path home) throws Exception {
    try (Scratch scratch = Scratch.create();
        Remote server = Remote.start(LOAD);
        EmbeddedPostgres database = EmbeddedPostgres.builder().start()) {
      server.latency(20);
      Path config = LOAD.configure(scratch.path(), server.address());
      List<Process> nodes = new ArrayList<>();
      try {
        for (int number = 1; number <= MOST; number++) {
          nodes.add(start(number, home, scratch.path(), config, database.getPort()));
          awaitRounds(database, number);
          LockSupport.parkNanos(WARM_UP.toNanos());
          System.out.printf(
              "  %d of %d nodes: %s rounds a minute%n", number, MOST, measured(database));
        }
      } finally {
        nodes.forEach(Process::destroyForcibly);
        for (Process node : nodes) {
          node.waitFor();
        }
      }
    }
  }

  /** The median, and the others. */
  private static String measured(EmbeddedPostgres database) throws SQLException {
    List<Long> all = new ArrayList<>();
    for (int window = 0; window < WINDOWS; window++) {
      long before = rounds(database);
      long begun = System.nanoTime();
      LockSupport.parkNanos(WINDOW.toNanos());
      long done = rounds(database) - before;
      all.add(done * TimeUnit.MINUTES.toNanos(1) / (System.nanoTime() - begun));
    }
    List<Long> sorted = all.stream().sorted().toList();
    return "median %d of %s".formatted(sorted.get(WINDOWS / 2), sorted);
  }

  /** Each round takes its release once. */
  private static long rounds(EmbeddedPostgres database) throws SQLException {
    return number(database, "select coalesce(sum(number), 0) from lease");
  }

  private static void awaitRounds(EmbeddedPostgres database, int nodes) {
    Await.until(
        nodes + " nodes work",
        () -> {
          try {
            return number(
                        database,
                        "select count(*) from node where seen_at > clock_timestamp() - interval '5"
                            + " seconds'")
                    >= nodes
                && number(database, "select count(*) from lease") >= LOAD.releases();
          } catch (SQLException e) {
            return false; // the first node makes the tables
          }
        });
  }

  private static long number(EmbeddedPostgres database, String sql) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Process start(int number, Path home, Path scratch, Path config, int port)
      throws IOException {
    Path own = Files.createDirectories(scratch.resolve("node-" + number).resolve("config"));
    Files.writeString(own.resolve("promoter.ini"), PROMOTER_INI.formatted(number, port));
    Files.createSymbolicLink(own.resolve("releases"), config.resolve("releases"));
    ProcessBuilder node =
        Children.java(
            Children.DAEMON,
            Promoter.class,
            "run",
            "--config",
            own.toString(),
            "--rules",
            home.resolve("rules").toString());
    node.environment().put("DLRNAPI_PASSWORD", DlrnBuilder.PASSWORD);
    return node.redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(own.resolveSibling("errors").toFile())
        .start();
  }
}
