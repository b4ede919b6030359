package dev.promoter.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTest {
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(7);
  private final Recent<Integer> recent =
      new Recent<>(Duration.ofSeconds(1), reads::incrementAndGet, nanos::get);

  @Test
  void a_value_is_read_again_only_when_its_time_is_over() {
    assertThat(recent.get()).isEqualTo(1);
    nanos.addAndGet(999_999_999);
    assertThat(recent.get()).isEqualTo(1);
    nanos.incrementAndGet();
    assertThat(recent.get()).isEqualTo(2);
  }

  @Test
  void what_is_forgotten_is_read_again_at_once() {
    recent.get();
    recent.forget();

    assertThat(recent.get()).isEqualTo(2);
  }

  @Test
  void while_one_reads_it_anew_others_get_the_one_before() throws Exception {
    Slow slow = new Slow();
    Recent<Integer> shared = new Recent<>(Duration.ofSeconds(1), slow::read, nanos::get);
    shared.get();
    nanos.addAndGet(1_500_000_000);
    Future<Integer> first = slow.held(shared);

    assertThat(shared.get()).isEqualTo(1);

    slow.release();
    assertThat(first.get()).isEqualTo(2);
    assertThat(shared.get()).isEqualTo(2);
  }

  @Test
  void who_would_get_one_that_is_too_old_waits_for_the_next() throws Exception {
    Slow slow = new Slow();
    Recent<Integer> shared = new Recent<>(Duration.ofSeconds(1), slow::read, nanos::get);
    shared.get();
    nanos.addAndGet(2_000_000_000);
    Future<Integer> first = slow.held(shared);
    Future<Integer> second = slow.ask(shared);
    slow.release();

    assertThat(first.get()).isEqualTo(2);
    assertThat(second.get()).isEqualTo(2);
  }

  @Test
  void what_was_read_while_something_changed_is_not_kept() throws Exception {
    Slow slow = new Slow();
    Recent<Integer> shared = new Recent<>(Duration.ofSeconds(1), slow::read, nanos::get);
    shared.get();
    shared.forget();
    Future<Integer> first = slow.held(shared);
    shared.forget();
    slow.release();

    assertThat(first.get()).isEqualTo(2);
    assertThat(shared.get()).isEqualTo(3);
  }

  /** A source whose second read lasts until it is let go. */
  private static final class Slow {
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    int read() {
      int number = reads.incrementAndGet();
      if (number == 2) {
        begun.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return number;
    }

    Future<Integer> ask(Recent<Integer> shared) {
      return CompletableFuture.supplyAsync(shared::get, task -> new Thread(task).start());
    }

    Future<Integer> held(Recent<Integer> shared) throws InterruptedException {
      Future<Integer> first = ask(shared);
      begun.await();
      return first;
    }

    void release() {
      released.countDown();
    }
  }
}
