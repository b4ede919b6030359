package dev.promoter.remote.dlrn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Reads several things at the same time. The calling thread takes part, so that it ends even when
 * the executor has no thread to spare or is the one the caller runs on.
 */
final class Concurrently {
  private Concurrently() {}

  /**
   * The results in the order of the tasks.
   *
   * @throws RuntimeException that of the first task that failed
   * @throws CancellationException when the calling thread is interrupted
   */
  static <T> List<T> all(Executor executor, List<Supplier<T>> tasks) {
    List<FutureTask<T>> futures = new ArrayList<>();
    for (Supplier<T> task : tasks) {
      futures.add(new FutureTask<>(task::get));
    }
    for (FutureTask<T> future : futures.subList(Math.min(1, futures.size()), futures.size())) {
      try {
        executor.execute(future);
      } catch (RejectedExecutionException full) {
        break; // the calling thread does it below
      }
    }
    try {
      List<T> results = new ArrayList<>();
      for (FutureTask<T> future : futures) {
        future.run(); // does nothing if another thread has begun it
        results.add(result(future));
      }
      return results;
    } finally {
      futures.forEach(future -> future.cancel(false));
    }
  }

  private static <T> T result(FutureTask<T> future) {
    try {
      return future.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while reading");
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(fault.getCause());
    }
  }
}
