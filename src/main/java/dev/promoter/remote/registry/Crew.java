package dev.promoter.remote.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several hands for many like tasks. The calling thread takes part, so that work given out in the
 * middle of other work always goes on. After a fault nothing new is begun, but what is in hand is
 * waited for: nobody is left writing behind the caller's back.
 */
final class Crew {
  private final Executor pool;
  private final Semaphore helpers;

  Crew(Executor pool, int hands) {
    this.pool = pool;
    this.helpers = new Semaphore(Math.max(0, hands - 1));
  }

  /** One piece of work that several hands share. */
  private static final class Pile<T, R> {
    private final List<T> items;
    private final Function<T, R> work;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final Object[] results;

    Pile(List<T> items, Function<T, R> work) {
      this.items = items;
      this.work = work;
      this.results = new Object[items.size()];
    }

    void workOff() {
      for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
        if (fault.get() != null || Thread.currentThread().isInterrupted()) {
          return;
        }
        try {
          results[i] = work.apply(items.get(i));
        } catch (RuntimeException | Error broken) {
          fault.compareAndSet(null, broken);
        }
      }
    }

    @SuppressWarnings("unchecked")
    List<R> results() {
      Throwable broken = fault.get();
      if (broken instanceof RuntimeException exception) {
        throw exception;
      }
      if (broken instanceof Error error) {
        throw error;
      }
      List<R> all = new ArrayList<>(results.length);
      for (Object result : results) {
        all.add((R) result);
      }
      return all;
    }
  }

  /** A hand that may be lent by the pool in time, or not. */
  private final class Helper implements Runnable {
    private final Pile<?, ?> pile;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch gone = new CountDownLatch(1);
    private @Nullable Thread thread;

    Helper(Pile<?, ?> pile) {
      this.pile = pile;
    }

    @Override
    public void run() {
      if (!claimed.compareAndSet(false, true)) {
        return;
      }
      begin();
      try {
        pile.workOff();
      } finally {
        end();
      }
    }

    private synchronized void begin() {
      thread = Thread.currentThread();
    }

    private synchronized void end() {
      thread = null;
      // The thread belongs to the pool; what was meant for this work ends here.
      Thread.interrupted();
      helpers.release();
      gone.countDown();
    }

    private synchronized void stop() {
      if (thread != null) {
        thread.interrupt();
      }
    }

    /** Waits for its end, if it ever began. */
    void dismiss() throws InterruptedException {
      if (claimed.compareAndSet(false, true)) {
        helpers.release();
        return;
      }
      gone.await();
    }
  }

  /**
   * Applies the work to each item and gives the results in the order of the items.
   *
   * @throws RuntimeException that of the first task that failed
   * @throws CancellationException when the calling thread was interrupted
   */
  <T, R> List<R> each(List<T> items, Function<T, R> work) {
    Pile<T, R> pile = new Pile<>(List.copyOf(items), work);
    List<Helper> lent = lend(pile, items.size() - 1);
    pile.workOff();
    if (dismiss(lent)) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while working with a registry");
    }
    return pile.results();
  }

  private List<Helper> lend(Pile<?, ?> pile, int most) {
    List<Helper> lent = new ArrayList<>();
    while (lent.size() < most && helpers.tryAcquire()) {
      Helper helper = new Helper(pile);
      try {
        pool.execute(helper);
        lent.add(helper);
      } catch (RejectedExecutionException full) {
        helpers.release();
        break;
      }
    }
    return lent;
  }

  /** Waits for all; says whether the calling thread was interrupted before or meanwhile. */
  private static boolean dismiss(List<Helper> lent) {
    boolean stopped = Thread.interrupted();
    for (Helper helper : lent) {
      boolean waiting = true;
      while (waiting) {
        if (stopped) {
          lent.forEach(Helper::stop);
        }
        try {
          helper.dismiss();
          waiting = false;
        } catch (InterruptedException again) {
          stopped = true;
        }
      }
    }
    return stopped;
  }
}
