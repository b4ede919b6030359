package dev.promoter.fakes;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseLocks;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Locks among the threads of a test. */
public final class InMemoryReleaseLocks implements ReleaseLocks {
  private final Map<ReleaseName, Held> held = new ConcurrentHashMap<>();

  @Override
  public Optional<Held> tryLock(ReleaseName release) {
    Held mine =
        new Held() {
          @Override
          public void close() {
            held.remove(release, this);
          }
        };
    return held.putIfAbsent(release, mine) == null ? Optional.of(mine) : Optional.empty();
  }
}
