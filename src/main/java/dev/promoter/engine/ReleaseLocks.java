package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import java.util.Optional;

/** Port: at most one process works on a release at a time. */
public interface ReleaseLocks {
  /** Takes the lock of a release without waiting; empty when somebody else has it. */
  Optional<Held> tryLock(ReleaseName release);

  /** A lock that is held until it is closed or the process dies. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
