package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseLocks;
import dev.promoter.store.LeaseTable.Sign;
import dev.promoter.store.Stopwatch.Mark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks between hosts that share a PostgreSQL database. Whoever has a release counts up its beat as
 * long as it lives; a process whose beat another one has seen standing still for a whole life is
 * taken for dead. So no clock of the day has a part in it, neither that of a host nor that of the
 * database. The holder measures the same life from a moment before its last beat, and begins
 * nothing outside in the last part of it.
 */
final class Leases implements ReleaseLocks {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private final Database database;
  private final LeaseTable table;
  private final LeaseTimes times;
  private final Stopwatch watch;

  /** What this process has, be it lost, as long as a round is at work on it. */
  private final Map<ReleaseName, Lease> mine = new ConcurrentHashMap<>();

  /** What this process has, takes or gives back at the moment. */
  private final Set<ReleaseName> reserved = ConcurrentHashMap.newKeySet();

  private final Map<ReleaseName, Seen> seen = new ConcurrentHashMap<>();
  private volatile String node = "process " + ProcessHandle.current().pid();

  private volatile Optional<Mark> looked = Optional.empty();
  private volatile Runnable taken = () -> {};

  /** A sign of life of another process, and when it was seen first. */
  private record Seen(Sign sign, Mark since) {}

  Leases(Database database, LeaseTable table, LeaseTimes times, Stopwatch watch) {
    this.database = database;
    this.table = table;
    this.times = times;
    this.watch = watch;
  }

  /** Is told when something was taken, which needs signs of life from then on. */
  void onTaken(Runnable begin) {
    taken = begin;
  }

  /** How this process is called from now on, for people. */
  void name(String name) {
    node = name;
  }

  LeaseTable table() {
    return table;
  }

  /** Whether a confirmation is new enough to begin something outside. */
  boolean recent(Mark confirmed) {
    return watch.atMostSince(confirmed).compareTo(times.confidence()) < 0;
  }

  @Override
  public Optional<Held> tryLock(ReleaseName release) {
    if (!reserved.add(release)) {
      return Optional.empty();
    }
    Optional<Lease> lease = Optional.empty();
    try {
      lease = take(release);
      if (lease.isPresent()) {
        mine.put(release, lease.get());
        taken.run();
      }
    } finally {
      if (lease.isEmpty()) {
        reserved.remove(release);
      }
    }
    return lease.map(Function.identity());
  }

  private Optional<Lease> take(ReleaseName release) {
    Optional<Lease> free = takeFree(release);
    return free.isEmpty() && looked.isEmpty() && foundDead(release) ? takeFree(release) : free;
  }

  private Optional<Lease> takeFree(ReleaseName release) {
    Mark before = watch.now();
    return database
        .transaction("lock the release " + release, handle -> table.take(handle, release, node))
        .map(number -> new Lease(this, release, number, before));
  }

  /**
   * By the clock of the database its holder has not lived for long, which may be wrong: so this
   * waits for a sign of life itself. Only where nobody looks for the dead all the time.
   */
  private boolean foundDead(ReleaseName release) {
    Optional<Sign> last =
        database.transaction(
            "look who has the release " + release,
            handle -> table.silent(handle, release, times.life()));
    if (last.isEmpty()) {
      return false;
    }
    try {
      watch.await(times.life());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return database.transaction(
        "take over the release " + release,
        handle -> table.declareDead(handle, release, last.get()));
  }

  /**
   * A sign of life for everything this process has; what it does not have any more is lost from now
   * on.
   */
  void beat(Handle handle) {
    List<Lease> known = mine.values().stream().filter(lease -> !lease.lost()).toList();
    Mark before = watch.now();
    Map<ReleaseName, Long> renewed =
        table.renew(handle, known.stream().map(Lease::release).toList());
    for (Lease lease : known) {
      if (Optional.ofNullable(renewed.get(lease.release()))
          .filter(number -> number == lease.number())
          .isPresent()) {
        lease.renewed(before);
      } else if (mine.containsValue(lease)) {
        lease.lose();
        LOG.warn(
            "another node has taken over {}; what is at work on it here ends", lease.release());
      }
    }
  }

  /** Looks for signs of life of the others; to be called again and again once it was called. */
  void look(Handle handle) {
    Map<ReleaseName, Sign> signs = new HashMap<>(table.signs(handle));
    Mark now = watch.now(); // after the look: what is seen may be newer than the moment before it
    if (blind()) {
      seen.clear();
    }
    looked = Optional.of(now);
    signs.keySet().removeAll(mine.keySet());
    seen.keySet().retainAll(signs.keySet());
    signs.forEach(
        (release, sign) ->
            seen.compute(
                release,
                (name, last) ->
                    last != null && last.sign().equals(sign) ? last : new Seen(sign, now)));
  }

  /** While the database is down nobody gives signs of life, and nobody is dead for that. */
  private boolean blind() {
    return looked
        .filter(last -> watch.since(last).compareTo(times.life().dividedBy(2)) < 0)
        .isEmpty();
  }

  /**
   * Takes their releases from processes that are dead, if it has looked for them all the time.
   *
   * @param known only these
   * @return those that are free now
   */
  Set<ReleaseName> bury(Handle handle, Set<ReleaseName> known) {
    if (blind()) {
      return Set.of();
    }
    return seen.entrySet().stream()
        .filter(one -> known.contains(one.getKey()))
        .filter(one -> watch.since(one.getValue().since()).compareTo(times.life()) >= 0)
        .filter(one -> table.declareDead(handle, one.getKey(), one.getValue().sign()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Why nothing may be written outside: a round here has lost its release, or may have. */
  Optional<String> objection() {
    return mine.values().stream()
        .filter(lease -> !lease.sound())
        .findFirst()
        .map(
            lease ->
                "this node has lost %s to another one, or may have, and a round of it has not ended yet"
                    .formatted(lease.release()));
  }

  /**
   * A round has ended. One that lost its release, or may have, leaves it to be found dead: then
   * somebody goes on with what it had begun.
   */
  void closed(Lease lease) {
    boolean sound = lease.sound();
    if (mine.remove(lease.release(), lease)) {
      if (sound) {
        giveBack(lease);
      }
      reserved.remove(lease.release());
    }
  }

  private void giveBack(Lease lease) {
    try {
      database.transaction(
          "give back the release " + lease.release(),
          handle -> {
            table.giveBack(handle, lease.release(), lease.number());
            return lease;
          });
    } catch (StoreException e) {
      LOG.warn("{} is free only after a while: {}", lease.release(), e.getMessage());
    }
  }
}
