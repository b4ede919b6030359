package dev.promoter.store;

import dev.promoter.engine.LostReleaseException;
import dev.promoter.engine.ReleaseLocks.Held;
import org.jdbi.v3.core.Handle;

/** Keeps whoever has lost a release from writing. */
interface Fence {
  /** A store that one host has for itself: a lock of its operating system cannot be lost. */
  Fence NONE =
      new Fence() {
        @Override
        public void keep(Handle handle) {}

        @Override
        public void confirm() {}
      };

  /**
   * Within a transaction: makes sure that the release stays held until its end.
   *
   * @throws LostReleaseException when it is held no more
   */
  void keep(Handle handle);

  /**
   * Makes sure that the release is held for long enough to begin something outside.
   *
   * @throws LostReleaseException when that is not known
   */
  void confirm();

  /** The fence that belongs to a lock. */
  static Fence of(Held held) {
    return held instanceof Lease lease ? lease : NONE;
  }
}
