package dev.promoter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Schedule.Cron;
import dev.promoter.domain.Schedule.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FiringsTest {
  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
  private static final Instant FRIDAY = Instant.parse("2026-03-27T12:00:00Z");

  @Test
  void an_interval_is_due_again_and_again() {
    assertThat(Firings.after(FRIDAY, 3, new Interval(Duration.ofMinutes(10)), PRAGUE))
        .isEqualTo(FRIDAY.plusSeconds(1_800));
  }

  @Test
  void a_cron_expression_is_due_by_the_clock_of_its_zone_also_when_that_is_changed() {
    Cron weekdays = new Cron("0 30 2 ? * MON-FRI");

    assertThat(Firings.after(FRIDAY, 1, weekdays, PRAGUE)).isEqualTo("2026-03-30T00:30:00Z");
    assertThat(Firings.after(FRIDAY, 3, weekdays, PRAGUE)).isEqualTo("2026-04-01T00:30:00Z");
  }

  @Test
  void what_never_comes_again_is_never_due() {
    Cron past = new Cron("0 0 0 1 1 ? 2027");

    assertThat(Firings.after(FRIDAY, 1, past, PRAGUE)).isEqualTo("2026-12-31T23:00:00Z");
    assertThat(Firings.after(FRIDAY, 2, past, PRAGUE)).isEqualTo(Instant.MAX);
  }
}
