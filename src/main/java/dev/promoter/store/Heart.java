package dev.promoter.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats every other second, from a thread and over a connection of its own, so that nothing that
 * waits can hold it up. A beat that cannot be given is given up.
 */
final class Heart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heart.class);

  private final Connections connections;
  private final Duration every;
  private @Nullable Thread thread;
  private volatile boolean closed;
  private boolean troubled;

  Heart(Connections connections, Duration every) {
    this.connections = connections;
    this.every = every;
  }

  /** Begins, unless it has begun. */
  synchronized void begin(Consumer<Handle> beat) {
    if (thread == null && !closed) {
      Thread begun = new Thread(() -> work(beat), "heart");
      begun.setDaemon(true);
      begun.start();
      thread = begun;
    }
  }

  private void work(Consumer<Handle> beat) {
    while (!closed) {
      try (Handle handle = Jdbi.create(connections::connect).open()) {
        while (!closed) {
          beat.accept(handle);
          troubled = false;
          LockSupport.parkNanos(every.toNanos());
        }
      } catch (RuntimeException e) {
        if (!troubled && !closed) { // not again every few seconds
          LOG.warn("the database does not confirm what this node works on: {}", e.getMessage());
        }
        troubled = true;
        LockSupport.parkNanos(every.toNanos() / 2);
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    Thread begun = thread;
    if (begun != null) {
      LockSupport.unpark(begun);
      try {
        begun.join(every.toMillis() * 4);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
