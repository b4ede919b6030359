package dev.promoter.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.fakes.DirectPool;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FanOutTest {
  private final ExecutorService pool = Executors.newCachedThreadPool();

  @AfterEach
  void end_the_threads() {
    pool.shutdownNow();
  }

  @Test
  void answers_come_in_the_order_of_the_items_whichever_ends_first() {
    CountDownLatch secondEnded = new CountDownLatch(1);

    List<String> answers =
        new FanOut(pool, 2)
            .map(
                List.of("first", "second"),
                item -> {
                  if (item.equals("first")) {
                    await(secondEnded);
                  } else {
                    secondEnded.countDown();
                  }
                  return item + " read";
                });

    assertThat(answers).containsExactly("first read", "second read");
  }

  @Test
  void as_many_readings_as_the_limit_run_together_and_never_more() {
    Thread caller = Thread.currentThread();
    CountDownLatch threeTogether = new CountDownLatch(3);
    CountingPool counting = new CountingPool();

    new FanOut(counting, 3)
        .map(
            IntStream.range(0, 30).boxed().toList(),
            item -> {
              threeTogether.countDown();
              await(threeTogether); // passes only if three are let in together
              untilWaiting(caller); // by then it has handed out all that it may
              counting.unfinished.decrementAndGet();
              return item;
            });
    counting.shutdownNow();

    assertThat(counting.most.get()).isEqualTo(3);
  }

  @Test
  void the_fault_of_the_first_item_that_failed_is_thrown_as_it_was() {
    RemoteException fault = Bench.unreachable();

    assertThatThrownBy(
            () ->
                new FanOut(pool, 2)
                    .map(
                        List.of("good", "bad", "worse"),
                        item -> {
                          if (item.equals("good")) {
                            return item;
                          }
                          throw item.equals("bad") ? fault : new IllegalStateException(item);
                        }))
        .isSameAs(fault);
  }

  @Test
  void a_fault_cancels_the_readings_that_are_still_at_work() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                new FanOut(pool, 2)
                    .map(
                        List.of("bad", "hangs"),
                        item -> {
                          if (item.equals("hangs")) {
                            hangUntilCancelled(hanging, cancelled);
                            return item;
                          }
                          await(hanging);
                          throw Bench.unreachable();
                        }))
        .isInstanceOf(RemoteException.class);

    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void an_interruption_cancels_the_readings_and_is_kept() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(2);
    CountDownLatch cancelled = new CountDownLatch(2);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                new FanOut(pool, 2)
                    .map(
                        List.of(1, 2, 3),
                        item -> {
                          hangUntilCancelled(hanging, cancelled);
                          return item;
                        });
              } catch (CancellationException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
                thrown.complete(e);
              }
            });
    caller.start();
    await(hanging);

    caller.interrupt();

    assertThat(thrown.join()).hasMessageContaining("interrupted while reading");
    assertThat(interrupted.join()).isTrue();
    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_single_item_is_read_by_the_caller_itself() {
    Thread caller = Thread.currentThread();

    List<Thread> readers = new FanOut(pool, 2).map(List.of(1), item -> Thread.currentThread());

    assertThat(readers).containsExactly(caller);
  }

  @Test
  void the_caller_reads_when_all_threads_are_taken() {
    ExecutorService full = Executors.newCachedThreadPool();
    full.shutdown();
    Thread caller = Thread.currentThread();

    List<Thread> readers =
        new FanOut(full, 2).map(List.of(1, 2, 3), item -> Thread.currentThread());

    assertThat(readers).containsExactly(caller, caller, caller);
  }

  @Test
  void nothing_to_read_gives_no_answers() {
    assertThat(new FanOut(new DirectPool(), 1).map(List.of(), item -> item)).isEmpty();
  }

  private static void untilWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private static void hangUntilCancelled(CountDownLatch hanging, CountDownLatch cancelled) {
    hanging.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      cancelled.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the others never came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /** Counts the readings it was given; each says itself when it ends. */
  private static final class CountingPool extends ThreadPoolExecutor {
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    CountingPool() {
      super(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
    }

    @Override
    public void execute(Runnable task) {
      most.accumulateAndGet(unfinished.incrementAndGet(), Math::max);
      super.execute(task);
    }
  }
}
