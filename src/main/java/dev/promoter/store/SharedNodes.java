package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Nodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The processes that share a PostgreSQL database. Times shown are those of the database. */
final class SharedNodes implements Nodes, AutoCloseable {
  private final Database database;
  private final Leases leases;
  private final Heart heart;
  private volatile Optional<Presence> presence = Optional.empty();

  /** How the others see this process. */
  private record Presence(String name, String version) {}

  SharedNodes(Database database, Leases leases, Heart heart) {
    this.database = database;
    this.leases = leases;
    this.heart = heart;
    leases.onTaken(() -> heart.begin(this::beat));
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public void join(String name, String version) {
    leases.name(name);
    presence = Optional.of(new Presence(name, version));
    heart.begin(this::beat);
  }

  @Override
  public void leave() {
    presence = Optional.empty();
    database.transaction(
        "take leave of the other nodes",
        handle -> handle.execute("delete from node where process = ?", leases.table().process()));
  }

  private void beat(Handle handle) {
    leases.beat(handle);
    presence.ifPresent(
        present -> {
          leases.look(handle);
          show(handle, present);
        });
  }

  private void show(Handle handle, Presence present) {
    handle
        .createUpdate(
            "insert into node (process, name, version, since, seen_at) values (:process, :name,"
                + " :version, clock_timestamp(), clock_timestamp()) on conflict (process) do update"
                + " set seen_at = excluded.seen_at")
        .bind("process", leases.table().process())
        .bind("name", present.name())
        .bind("version", present.version())
        .execute();
    handle.execute("delete from node where seen_at < clock_timestamp() - interval '1 day'");
  }

  @Override
  public List<Node> all() {
    return database.transaction(
        "read the nodes",
        handle ->
            handle
                .createQuery(
                    "select *, seen_at > clock_timestamp() - interval '10 seconds' as alive from"
                        + " node order by name, since")
                .map((row, context) -> node(row))
                .list());
  }

  private static Node node(ResultSet row) throws SQLException {
    return new Node(
        row.getString("name"),
        row.getString("version"),
        Times.read(row, "since"),
        Times.read(row, "seen_at"),
        row.getBoolean("alive"));
  }

  @Override
  public void ask(ReleaseName release) {
    database.transaction(
        "ask for a round of " + release,
        handle -> {
          LeaseTable.ask(handle, release);
          return release;
        });
  }

  @Override
  public Set<ReleaseName> take(Set<ReleaseName> known) {
    return database.transaction(
        "look for rounds that nobody does",
        handle -> {
          Set<ReleaseName> all = new HashSet<>(leases.bury(handle, known));
          all.addAll(LeaseTable.claim(handle, known));
          return all;
        });
  }

  @Override
  public Set<ReleaseName> forgotten() {
    return database.transaction(
        "look for rounds that nobody can do",
        handle -> Set.copyOf(LeaseTable.claimForgotten(handle)));
  }

  @Override
  public Optional<String> objection() {
    return leases.objection();
  }

  @Override
  public void close() {
    heart.close();
  }
}
