package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Outbox.Waiting;
import dev.promoter.engine.StatusBoard.Row;
import dev.promoter.health.Expected;
import dev.promoter.health.Health;
import dev.promoter.health.Limits;
import dev.promoter.health.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckupTest {
  private static final Limits LIMITS =
      new Limits(3, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofMinutes(2));

  private final AtomicInteger readings = new AtomicInteger();
  private final CountDownLatch open = new CountDownLatch(1);

  @Test
  void whoever_asks_gets_an_answer_while_the_store_gives_none_and_nothing_piles_up() {
    Checkup checkup = new Checkup(new Health(new SlowStore(), LIMITS), Duration.ofMillis(20));

    for (int asked = 0; asked < 5; asked++) {
      assertThat(checkup.ready().healthy()).isFalse();
    }
    assertThat(checkup.ready().text()).contains("store: the store has not answered in time");
    assertThat(readings).hasValue(1);

    open.countDown();
    Await.until("the store answers again", () -> checkup.ready().healthy());
  }

  @Test
  void an_answer_in_time_is_the_answer() {
    open.countDown();
    Checkup checkup = new Checkup(new Health(new SlowStore(), LIMITS), Duration.ofMinutes(1));

    assertThat(checkup.alive().healthy()).isTrue();
    assertThat(checkup.ready().checks()).hasSize(6);
  }

  /** All is well with it, once its store answers. */
  private final class SlowStore implements Vitals {
    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public Instant awakeSince() {
      return Instant.EPOCH;
    }

    @Override
    public Duration standstill() {
      return Duration.ZERO;
    }

    @Override
    public Optional<String> schedulerFault() {
      return Optional.empty();
    }

    @Override
    public List<Expected> releases() {
      return List.of();
    }

    @Override
    public List<Row> rows() {
      readings.incrementAndGet();
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return List.of();
    }

    @Override
    public List<Waiting> outbox() {
      return List.of();
    }

    @Override
    public boolean carriesOut(ReleaseName release) {
      return false;
    }
  }
}
