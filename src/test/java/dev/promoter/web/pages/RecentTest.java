package dev.promoter.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
