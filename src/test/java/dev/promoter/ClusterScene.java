package dev.promoter;

import dev.promoter.real.Cable;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import dev.promoter.sandbox.Row;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A database, a stand-in with many releases, and nodes that share both. */
final class ClusterScene implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path directory;
  private final Stage stage;
  private final List<DlrnBuilder> builders = new ArrayList<>();
  private final List<ClusterNode> nodes = new ArrayList<>();
  private Optional<Trap> trap = Optional.empty();
  private final int port;
  private EmbeddedPostgres server;
  private int generation;

  /**
   * Something that happens once, in the middle of a promotion.
   *
   * @param release the number of the release
   * @param write whether in the middle of its first write, or in that of the look just before it
   * @param event given the node that has the release
   * @param pause how long the answer is held back afterwards
   */
  private record Trap(int release, boolean write, Consumer<ClusterNode> event, Duration pause) {}

  ClusterScene(Path directory, int releases) throws IOException {
    this.directory = directory;
    this.server = server(0);
    this.port = server.getPort();
    this.stage = new Stage(directory.resolve("stage"), InstantSource.system());
    for (int number = 0; number < releases; number++) {
      DlrnBuilder builder = stage.builder("r" + number);
      Build old = stage.candidate(builder, "old", 48);
      builder.promote(Stage.TARGET, old, stage.hoursAgo(47));
      builders.add(builder);
      stage.release("r" + number, builder, "schedule: 10s", Stage.CRITERIA);
    }
    stage.server.intercept(
        new Interceptor() {
          @Override
          public Intervention before(Request request) {
            return trapped(request);
          }
        });
  }

  private EmbeddedPostgres server(int wanted) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(wanted)
        .setDataDirectory(directory.resolve("database").toFile())
        .setCleanDataDirectory(false)
        .start();
  }

  /** Ends the database and starts it anew with what it had. */
  void restartDatabase() throws IOException {
    server.close();
    server = server(port);
  }

  Cable cable() {
    return Cable.to(port);
  }

  ClusterNode node(String name, int databasePort, Duration clockShift) {
    String more =
        "database: jdbc:postgresql://localhost:%d/postgres\ndatabase_user: postgres\nreload_interval: 1s\n"
            .formatted(databasePort);
    ClusterNode node =
        new ClusterNode(
            name,
            directory.resolve(name),
            stage.config().resolve("releases"),
            more,
            stage.environment(),
            clockShift);
    nodes.add(node);
    return node;
  }

  int port() {
    return port;
  }

  void awaitNodes(int number) {
    until(
        number + " nodes are alive",
        () ->
            count(
                    "select count(*) from node where seen_at > clock_timestamp() - interval '5 seconds'")
                >= number);
  }

  /** A new candidate of each release, that may be promoted. */
  void offer() {
    generation++;
    for (DlrnBuilder builder : builders) {
      stage.candidate(builder, "build-" + generation, 0, Stage.JOB, Stage.OTHER_JOB);
    }
  }

  /** Waits until every release stands at its newest candidate. */
  void awaitPromoted() {
    until("all are promoted", () -> standing() == builders.size());
  }

  private long standing() {
    return builders.stream()
        .filter(builder -> moves(builder, Stage.TARGET).size() == generation + 1)
        .count();
  }

  /** What does not hold of: each target moved once to each candidate, its predecessor once. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (int number = 0; number < builders.size(); number++) {
      List<String> moves = moves(builders.get(number), Stage.TARGET);
      List<String> kept = moves(builders.get(number), "previous-" + Stage.TARGET);
      if (moves.stream().distinct().count() != generation + 1 || moves.size() != generation + 1) {
        faults.add("r" + number + " moved to " + moves);
      }
      if (!kept.equals(moves.subList(0, Math.min(moves.size(), generation)))) {
        faults.add("r" + number + " kept " + kept + " of " + moves);
      }
    }
    return faults;
  }

  /** Oldest first. */
  private static List<String> moves(DlrnBuilder builder, String link) {
    return builder.rows(link).stream()
        .sorted(Comparator.comparingLong(Row::id))
        .map(row -> row.build().fullHash())
        .toList();
  }

  /** In the middle of the next promotion of a release. */
  synchronized void trap(int release, boolean write, Duration pause, Consumer<ClusterNode> event) {
    trap = Optional.of(new Trap(release, write, event, pause));
  }

  synchronized boolean sprung() {
    return trap.isEmpty();
  }

  private Intervention trapped(Request request) {
    Optional<Trap> caught = caught(request);
    caught.ifPresent(one -> one.event().accept(leader(one.release())));
    return caught
        .map(Trap::pause)
        .filter(pause -> !pause.isZero())
        .map(Intervention::delay)
        .orElse(Intervention.PASS);
  }

  private synchronized Optional<Trap> caught(Request request) {
    Optional<Trap> caught =
        trap.filter(one -> request.path().contains("/api-r" + one.release() + "/"))
            .filter(one -> request.writes() == one.write())
            .filter(one -> inTheMiddle(one.release()));
    if (caught.isPresent()) {
      trap = Optional.empty();
    }
    return caught;
  }

  private boolean inTheMiddle(int release) {
    return count(
            "select count(*) from step s join plan p on p.id = s.plan where p.release = 'r"
                + release
                + "' and s.started_at is not null and s.finished_at is null")
        > 0;
  }

  private ClusterNode leader(int release) {
    String name = text("select node from lease where release = 'r" + release + "'");
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }

  /** Under which number a release was taken last. */
  long number(int release) {
    return count("select coalesce(max(number), 0) from lease where release = 'r" + release + "'");
  }

  /** How many plans are not at their end. */
  long openPlans() {
    return count("select count(*) from plan where state = 'OPEN' or round is null");
  }

  /** How many promotions the history tells of. */
  long told() {
    return count(
        "select count(*) from round_target where outcome = 'PROMOTED' and target = '"
            + Stage.TARGET
            + "'");
  }

  private long count(String sql) {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) {
    String url = "jdbc:postgresql://localhost:" + port + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits longer than others do: all of it happens on few processors. */
  void until(String description, BooleanSupplier condition) {
    try {
      Await.until(description, LIMIT, () -> holds(condition));
    } catch (AssertionError e) {
      nodes.forEach(node -> System.out.println(node.name() + ":\n" + node.end()));
      throw e;
    }
  }

  /** Before the first node has made the tables, and while the database is down, nothing does. */
  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Override
  public void close() {
    nodes.forEach(ClusterNode::close);
    stage.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
