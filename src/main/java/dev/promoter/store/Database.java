package dev.promoter.store;

import dev.promoter.engine.AlreadyOrderedException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Runs transactions. Each is over, and durable, when its method returns.
 *
 * <p>They run on threads of their own: H2 closes a database file for good when the thread that
 * writes to it is interrupted, and rounds that take too long are interrupted. The caller waits
 * without being interruptible and finds its interrupt where it was.
 */
final class Database implements AutoCloseable {
  /** Fewer than the pool has connections, so that the scheduler always finds one. */
  static final int THREADS = 4;

  private static final int ATTEMPTS = 4;
  private static final int PATIENCE_SECONDS = 10;

  private final Jdbi jdbi;
  private final Dialect dialect;
  private final Faults faults;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "store");
            thread.setDaemon(true);
            return thread;
          });

  Database(Jdbi jdbi, Dialect dialect, Faults faults) {
    this.jdbi = jdbi.registerArgument(new StorableText());
    this.dialect = dialect;
    this.faults = faults;
  }

  /**
   * Runs one transaction. When the connection is lost, nobody knows whether it was committed, and
   * it is run again: the work must do no harm the second time.
   *
   * @param attempt what it does, as in "the store could not {attempt}"
   * @throws StoreException when the database refuses, with the reason
   */
  <T> T transaction(String attempt, Function<Handle, T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return onStoreThread(() -> jdbi.inTransaction(work::apply));
      } catch (IllegalArgumentException | CancellationException | AlreadyOrderedException e) {
        throw e;
      } catch (RuntimeException e) {
        if (tried == ATTEMPTS || !Faults.mayPass(e)) {
          throw faults.of(attempt, e);
        }
      }
    }
  }

  /** Draws a number first, so that what is stored under it can be stored again without harm. */
  long draw(String sequence) {
    return transaction(
        "draw a number",
        handle -> handle.createQuery(dialect.next(sequence)).mapTo(Long.class).one());
  }

  /** Ends after the transactions that have begun; their callers still wait for them. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> T onStoreThread(Callable<T> work) {
    Future<T> future = threads.submit(work);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
