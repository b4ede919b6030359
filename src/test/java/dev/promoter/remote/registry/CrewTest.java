package dev.promoter.remote.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrewTest {
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final List<Integer> numbers = IntStream.range(0, 100).boxed().toList();

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void results_come_in_the_order_of_the_items() {
    assertThat(new Crew(pool, 8).each(numbers, n -> n * n))
        .isEqualTo(numbers.stream().map(n -> n * n).toList());
    assertThat(new Crew(pool, 8).each(List.of(), n -> n)).isEmpty();
  }

  @Test
  void so_many_hands_work_at_a_time() {
    CyclicBarrier four = new CyclicBarrier(4);
    AtomicInteger met = new AtomicInteger();

    new Crew(pool, 4)
        .each(
            numbers,
            n -> {
              await(four);
              return met.incrementAndGet();
            });

    assertThat(met).hasValue(100);
  }

  @Test
  void work_inside_work_goes_on_with_few_hands() {
    Crew crew = new Crew(pool, 2);

    List<Integer> sums =
        crew.each(numbers, n -> crew.each(numbers, m -> n + m).stream().mapToInt(i -> i).sum());

    assertThat(sums).hasSize(100);
  }

  @Test
  void a_pool_that_never_runs_anything_or_refuses_does_not_hold_it_up() {
    Deque<Runnable> queued = new ArrayDeque<>();

    assertThat(new Crew(queued::add, 4).each(numbers, n -> n)).hasSize(100);
    queued.forEach(Runnable::run);
    assertThat(
            new Crew(
                    task -> {
                      throw new RejectedExecutionException();
                    },
                    4)
                .each(numbers, n -> n))
        .hasSize(100);
  }

  @Test
  void after_a_fault_nothing_new_is_begun() {
    AtomicInteger begun = new AtomicInteger();

    assertThatThrownBy(
            () ->
                new Crew(pool, 1)
                    .each(
                        numbers,
                        n -> {
                          begun.incrementAndGet();
                          if (n == 1) {
                            throw new IllegalStateException("second");
                          }
                          return n;
                        }))
        .hasMessage("second");

    assertThat(begun).hasValue(2);
  }

  @Test
  void after_a_fault_what_is_in_hand_is_waited_for() {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger done = new AtomicInteger();

    assertThatThrownBy(
            () ->
                new Crew(pool, 2)
                    .each(
                        List.of(0, 1),
                        n -> {
                          await(both);
                          if (n == 0) {
                            throw new IllegalStateException("first");
                          }
                          return done.incrementAndGet();
                        }))
        .hasMessage("first");

    assertThat(done).hasValue(1);
  }

  @Test
  void an_interrupted_caller_stops_all_hands() {
    Crew crew = new Crew(pool, 4);
    Thread caller = Thread.currentThread();
    AtomicInteger begun = new AtomicInteger();

    assertThatThrownBy(
            () ->
                crew.each(
                    numbers,
                    n -> {
                      if (begun.incrementAndGet() == 4) {
                        caller.interrupt();
                      }
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                      }
                      return n;
                    }))
        .isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(begun).hasValueLessThan(9);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
