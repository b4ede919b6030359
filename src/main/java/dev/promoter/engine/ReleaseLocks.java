package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import java.util.Optional;

/** Port: at most one process works on a release at a time. */
public interface ReleaseLocks {
  /**
   * Takes the lock of a release; empty when somebody else has it. Waits only to find out whether a
   * process that seems to have died is dead.
   */
  Optional<Held> tryLock(ReleaseName release);

  /**
   * A lock that is held until it is closed or the process dies. Between hosts it may also be lost:
   * then {@link Journal#under} and {@link History#under} refuse what is to be written.
   */
  interface Held extends AutoCloseable {
    /** Whether somebody else is known to have it by now; then it only remains to be closed. */
    default boolean lost() {
      return false;
    }

    @Override
    void close();
  }
}
