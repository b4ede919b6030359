package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private final AtomicReference<Instant> day = new AtomicReference<>(START);
  private final AtomicLong counter = new AtomicLong(-7);
  private final Pulse pulse = new Pulse(day::get, counter::get);

  @Test
  void a_loop_that_comes_round_does_not_stand_still() {
    work(Duration.ofSeconds(90));
    assertThat(pulse.standstill()).isEqualTo(Duration.ofSeconds(90));

    pulse.beat();

    assertThat(pulse.standstill()).isZero();
    assertThat(pulse.awakeSince()).isEqualTo(START);
  }

  @Test
  void time_that_the_machine_slept_is_no_standstill_but_an_awakening() {
    work(Duration.ofSeconds(2));
    day.updateAndGet(now -> now.plus(Duration.ofHours(8)));

    assertThat(pulse.awakeSince()).isEqualTo(START.plusSeconds(2).plus(Duration.ofHours(8)));
    assertThat(pulse.standstill()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void a_clock_that_was_set_back_is_an_awakening_too() {
    work(Duration.ofSeconds(100));
    day.updateAndGet(now -> now.minus(Duration.ofDays(1)));

    assertThat(pulse.awakeSince()).isEqualTo(day.get());
  }

  @Test
  void a_clock_that_is_trimmed_a_little_each_day_is_none() {
    for (int beat = 0; beat < 1_000; beat++) {
      work(Duration.ofSeconds(2));
      day.updateAndGet(now -> now.plusMillis(50));
      pulse.beat();
    }

    assertThat(pulse.awakeSince()).isEqualTo(START);
  }

  private void work(Duration time) {
    day.updateAndGet(now -> now.plus(time));
    counter.addAndGet(time.toNanos());
  }
}
