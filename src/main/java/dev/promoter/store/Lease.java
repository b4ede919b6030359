package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.LostReleaseException;
import dev.promoter.engine.ReleaseLocks.Held;
import dev.promoter.store.Stopwatch.Mark;
import org.jdbi.v3.core.Handle;

/**
 * A release in the hands of this process, under a number that nobody had before. Lost, it stays
 * lost. Safe for threads.
 */
final class Lease implements Held, Fence {
  private final Leases owner;
  private final ReleaseName release;
  private final long number;
  private volatile Mark confirmed;
  private volatile boolean lost;

  /**
   * @param confirmed a moment before the database was asked for it
   */
  Lease(Leases owner, ReleaseName release, long number, Mark confirmed) {
    this.owner = owner;
    this.release = release;
    this.number = number;
    this.confirmed = confirmed;
  }

  ReleaseName release() {
    return release;
  }

  long number() {
    return number;
  }

  /**
   * It was renewed.
   *
   * @param at a moment before the database was asked
   */
  void renewed(Mark at) {
    confirmed = at;
  }

  void lose() {
    lost = true;
  }

  @Override
  public boolean lost() {
    return lost;
  }

  /** Whether the release is surely here, and for a while still. */
  boolean sound() {
    return !lost && owner.recent(confirmed);
  }

  @Override
  public void keep(Handle handle) {
    if (lost || !owner.table().keep(handle, release, number)) {
      lose();
      throw LostReleaseException.takenOver(release);
    }
  }

  @Override
  public void confirm() {
    if (lost) {
      throw LostReleaseException.takenOver(release);
    }
    if (!owner.recent(confirmed)) {
      throw LostReleaseException.unconfirmed(release);
    }
  }

  @Override
  public void close() {
    owner.closed(this);
  }
}
