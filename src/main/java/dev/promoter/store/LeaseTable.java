package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The statements on leases, in words of PostgreSQL. None of them takes a lease from anybody because
 * of a time of day.
 */
final class LeaseTable {
  private static final String TAKE =
      "insert into lease (release, process, node, number, beat, held, renewed_at) values (:release,"
          + " :process, :node, 1, 0, true, clock_timestamp()) on conflict (release) do update set"
          + " process = excluded.process, node = excluded.node, number = lease.number + 1, beat = 0,"
          + " held = true, renewed_at = excluded.renewed_at where not lease.held or lease.process ="
          + " excluded.process returning number";

  private static final String FREE =
      " and not exists (select 1 from lease l where l.release = a.release and l.held)";

  private final String process;

  /**
   * @param process the identity of this process, which no other ever has
   */
  LeaseTable(String process) {
    this.process = process;
  }

  String process() {
    return process;
  }

  /** Who has a lease, and its last sign of life. */
  record Sign(String process, long number, long beat) {}

  /**
   * Takes a release that nobody has; whoever asked for a round of it gets this one.
   *
   * @return the number under which it is held; empty when somebody has it
   */
  Optional<Long> take(Handle handle, ReleaseName release, String node) {
    Optional<Long> number =
        handle
            .createQuery(TAKE)
            .bind("release", release.value())
            .bind("process", process)
            .bind("node", node)
            .mapTo(Long.class)
            .findOne();
    if (number.isPresent()) {
      handle.execute("delete from asked_round where release = ?", release.value());
    }
    return number;
  }

  /**
   * Makes sure until the end of the transaction that nobody takes a release over.
   *
   * @return whether it is still held under this number
   */
  boolean keep(Handle handle, ReleaseName release, long number) {
    return handle
        .createQuery(
            "select number from lease where release = :release and process = :process and number ="
                + " :number and held for share")
        .bind("release", release.value())
        .bind("process", process)
        .bind("number", number)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  void giveBack(Handle handle, ReleaseName release, long number) {
    handle
        .createUpdate(
            "update lease set held = false where release = :release and process = :process and"
                + " number = :number")
        .bind("release", release.value())
        .bind("process", process)
        .bind("number", number)
        .execute();
  }

  /** Gives a sign of life; the leases that this process still has, with their numbers. */
  Map<ReleaseName, Long> renew(Handle handle, Collection<ReleaseName> releases) {
    if (releases.isEmpty()) {
      return Map.of();
    }
    Map<ReleaseName, Long> renewed = new HashMap<>();
    handle
        .createQuery(
            "update lease set beat = beat + 1, renewed_at = clock_timestamp() where process ="
                + " :process and held and release in (<releases>) returning release, number")
        .bind("process", process)
        .bindList("releases", releases.stream().map(ReleaseName::value).toList())
        .map((row, context) -> Map.entry(release(row), row.getLong("number")))
        .forEach(one -> renewed.put(one.getKey(), one.getValue()));
    return renewed;
  }

  /** Every lease that somebody has. */
  Map<ReleaseName, Sign> signs(Handle handle) {
    Map<ReleaseName, Sign> signs = new HashMap<>();
    handle
        .createQuery("select release, process, number, beat from lease where held")
        .map((row, context) -> Map.entry(release(row), sign(row)))
        .forEach(one -> signs.put(one.getKey(), one.getValue()));
    return signs;
  }

  /** The last sign of life of whoever has a release, if that was long ago. */
  Optional<Sign> silent(Handle handle, ReleaseName release, Duration time) {
    return handle
        .createQuery(
            "select release, process, number, beat from lease where release = :release and held and"
                + " renewed_at < clock_timestamp() - :millis * interval '1 millisecond'")
        .bind("release", release.value())
        .bind("millis", time.toMillis())
        .map((row, context) -> sign(row))
        .findOne();
  }

  /** Takes a lease from a process that gave no sign of life since this one. */
  boolean declareDead(Handle handle, ReleaseName release, Sign last) {
    return handle
            .createUpdate(
                "update lease set held = false where release = :release and process = :process and"
                    + " number = :number and beat = :beat and held")
            .bind("release", release.value())
            .bind("process", last.process())
            .bind("number", last.number())
            .bind("beat", last.beat())
            .execute()
        == 1;
  }

  /** Somebody shall begin a round. */
  static void ask(Handle handle, ReleaseName release) {
    handle.execute(
        "insert into asked_round (release, asked_at) values (?, clock_timestamp()) on conflict"
            + " (release) do nothing",
        release.value());
  }

  /** The rounds that were asked for, of releases that nobody works on; nobody else gets them. */
  static List<ReleaseName> claim(Handle handle, Collection<ReleaseName> known) {
    return known.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                "delete from asked_round a where release in (<known>)"
                    + FREE
                    + " returning release")
            .bindList("known", known.stream().map(ReleaseName::value).toList())
            .map((row, context) -> release(row))
            .list();
  }

  /** The same for rounds that no node has wanted for long. */
  static List<ReleaseName> claimForgotten(Handle handle) {
    return handle
        .createQuery(
            "delete from asked_round a where asked_at < clock_timestamp() - interval '10 minutes'"
                + FREE
                + " returning release")
        .map((row, context) -> release(row))
        .list();
  }

  private static ReleaseName release(ResultSet row) throws SQLException {
    return new ReleaseName(row.getString("release"));
  }

  private static Sign sign(ResultSet row) throws SQLException {
    return new Sign(row.getString("process"), row.getLong("number"), row.getLong("beat"));
  }
}
