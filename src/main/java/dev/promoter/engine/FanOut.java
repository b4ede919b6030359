package dev.promoter.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Reads side by side, at most so many at a time for one round, so that a release whose system hangs
 * cannot take the threads and connections of the others.
 */
public final class FanOut {
  private final ExecutorService pool;
  private final int limit;

  /**
   * Reads on the pool, which must not queue: each task waits for a remote answer. Where the pool
   * has no thread to spare the calling thread reads, so that every round gets on.
   */
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
    List<FutureTask<R>> tasks = new ArrayList<>(items.size());
    items.forEach(item -> tasks.add(new FutureTask<>(() -> reading.apply(item))));
    Readers readers = new Readers(tasks);
    try {
      List<R> results = new ArrayList<>(items.size());
      for (FutureTask<R> task : tasks) {
        readers.fill();
        results.add(task.get());
      }
      return results;
    } catch (InterruptedException e) {
      readers.stop();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while reading");
    } catch (ExecutionException e) {
      readers.stop();
      throw unwrapped(e);
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof RuntimeException fault) {
      return fault;
    }
    return new IllegalStateException(cause);
  }

  /** Threads that take one task after the other: fewer than one for each is enough. */
  private final class Readers {
    private final List<? extends FutureTask<?>> tasks;
    private final AtomicInteger next = new AtomicInteger();
    private int started;

    Readers(List<? extends FutureTask<?>> tasks) {
      this.tasks = tasks;
    }

    /** Starts as many as are allowed and to be had; without any the caller does one task itself. */
    void fill() {
      try {
        while (started < limit && next.get() < tasks.size()) {
          pool.execute(this::readAll);
          started++;
        }
      } catch (RejectedExecutionException full) {
        if (started == 0) {
          readOne();
        }
      }
    }

    /** Nothing is begun any more, and what is at work is interrupted. */
    void stop() {
      next.set(tasks.size());
      tasks.forEach(task -> task.cancel(true));
    }

    private void readAll() {
      while (readOne()) {
        // the next one
      }
    }

    private boolean readOne() {
      int mine = next.getAndIncrement();
      if (mine >= tasks.size()) {
        return false;
      }
      tasks.get(mine).run();
      return true;
    }
  }
}
