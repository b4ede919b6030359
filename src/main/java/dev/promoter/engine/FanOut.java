package dev.promoter.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Reads side by side, at most so many at a time for one round, so that a release whose system hangs
 * cannot take the threads and connections of the others.
 */
public final class FanOut {
  private final ExecutorService pool;
  private final int limit;

  /** Reads on the pool, which must not queue: each task waits for a remote answer. */
  public FanOut(ExecutorService pool, int limit) {
    this.pool = pool;
    this.limit = limit;
  }

  /**
   * Applies the reading to each item and gives the answers in the order of the items.
   *
   * @throws CancellationException when the calling thread is interrupted
   */
  public <T, R> List<R> map(List<T> items, Function<T, R> reading) {
    if (items.size() == 1) {
      return List.of(reading.apply(items.get(0)));
    }
    Semaphore free = new Semaphore(limit);
    List<Future<R>> answers = new ArrayList<>(items.size());
    try {
      for (T item : items) {
        free.acquire();
        answers.add(pool.submit(() -> releasing(free, () -> reading.apply(item))));
      }
      List<R> results = new ArrayList<>(items.size());
      for (Future<R> answer : answers) {
        results.add(answer.get());
      }
      return results;
    } catch (InterruptedException e) {
      answers.forEach(answer -> answer.cancel(true));
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while reading");
    } catch (ExecutionException e) {
      answers.forEach(answer -> answer.cancel(true));
      throw unwrapped(e);
    }
  }

  private static <R> R releasing(Semaphore free, java.util.function.Supplier<R> reading) {
    try {
      return reading.get();
    } finally {
      free.release();
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof RuntimeException fault) {
      return fault;
    }
    return new IllegalStateException(cause);
  }
}
