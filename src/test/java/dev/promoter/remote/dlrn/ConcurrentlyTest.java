package dev.promoter.remote.dlrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {
  private static final List<Supplier<Integer>> TASKS = List.of(() -> 1, () -> 2, () -> 3);

  @Test
  void results_come_in_the_order_of_the_tasks() {
    assertThat(Concurrently.all(Runnable::run, TASKS)).containsExactly(1, 2, 3);
    assertThat(Concurrently.all(Runnable::run, List.<Supplier<Integer>>of())).isEmpty();
  }

  @Test
  void an_executor_that_never_runs_anything_is_no_obstacle() {
    Executor lazy = task -> {};
    Executor full =
        task -> {
          throw new RejectedExecutionException();
        };

    assertThat(Concurrently.all(lazy, TASKS)).containsExactly(1, 2, 3);
    assertThat(Concurrently.all(full, TASKS)).containsExactly(1, 2, 3);
  }

  @Test
  void tasks_run_at_the_same_time() {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CountDownLatch both = new CountDownLatch(2);
    Supplier<Boolean> meeting =
        () -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
          return true;
        };
    try {
      assertThat(Concurrently.all(pool, List.of(meeting, meeting))).containsExactly(true, true);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void the_first_fault_is_passed_on() {
    Supplier<Integer> broken =
        () -> {
          throw new IllegalStateException("broken");
        };

    assertThatThrownBy(() -> Concurrently.all(Runnable::run, List.of(() -> 1, broken)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void an_interrupted_caller_does_not_wait_for_the_others() {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Supplier<Integer> interrupting =
        () -> {
          await(begun);
          Thread.currentThread().interrupt();
          return 1;
        };
    Supplier<Integer> endless =
        () -> {
          begun.countDown();
          await(never);
          return 2;
        };
    try {
      assertThatThrownBy(() -> Concurrently.all(pool, List.of(interrupting, endless)))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
