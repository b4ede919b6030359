package dev.promoter.health;

import static dev.promoter.health.ScriptedVitals.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Outbox.Waiting;
import dev.promoter.engine.StatusBoard.Row;
import dev.promoter.health.Check.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final ReleaseName MASTER = new ReleaseName("CentOS-9/master");
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Duration FLOOR = Duration.ofSeconds(30);
  private static final int INTERVALS = 3;

  private final ScriptedVitals vitals = new ScriptedVitals();
  private final Health health =
      new Health(vitals, new Limits(INTERVALS, FLOOR, Duration.ofHours(1), Duration.ofMinutes(2)));

  @Test
  void a_daemon_without_releases_is_healthy() {
    assertThat(health.alive().healthy()).isTrue();
    assertThat(health.ready().healthy()).isTrue();
    assertThat(health.ready().text()).startsWith("healthy\ngood  process: ");
  }

  @Test
  void a_release_is_late_after_three_intervals_without_a_completed_round() {
    release(EVERY);
    round(START.plusSeconds(5), START.plusSeconds(20));

    vitals.now = START.plusSeconds(20).plus(EVERY.multipliedBy(3));
    assertThat(health.ready().healthy()).isTrue();
    vitals.now = vitals.now.plusMillis(1);
    assertThat(bad())
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.name()).isEqualTo("rounds");
              assertThat(check.sentence())
                  .isEqualTo(
                      "CentOS-9/master has completed no round since 2026-03-02T08:00:20Z, 3 were"
                          + " due");
              assertThat(check.advice()).contains("promoter status");
            });
    assertThat(health.alive().healthy()).as("a restart would not help").isTrue();
  }

  @Test
  void a_release_that_never_had_a_round_is_late_too() {
    release(EVERY);

    vitals.now = START.plus(EVERY.multipliedBy(3)).plusSeconds(1);

    assertThat(bad()).extracting(Check::name).containsExactly("rounds");
  }

  @Test
  void however_often_a_release_is_due_the_floor_holds() {
    release(Duration.ofSeconds(1));

    vitals.now = START.plus(FLOOR);
    assertThat(health.ready().healthy()).isTrue();
    vitals.now = vitals.now.plusMillis(1);
    assertThat(health.ready().healthy()).isFalse();
  }

  @Test
  void a_start_or_an_awakening_begins_the_count_anew() {
    release(EVERY);
    round(START.minusSeconds(86_400), START.minusSeconds(86_300));
    assertThat(health.ready().healthy()).as("just started").isTrue();

    vitals.now = START.plus(Duration.ofHours(9));
    vitals.awakeSince = vitals.now.minusSeconds(2);
    assertThat(health.ready().healthy()).as("just awake").isTrue();
    vitals.now = vitals.now.plus(EVERY.multipliedBy(3));
    assertThat(health.ready().healthy()).isFalse();
  }

  @Test
  void an_edit_of_the_schedule_begins_the_count_anew() {
    round(START, START.plusSeconds(9));
    vitals.now = START.plus(Duration.ofHours(5));
    vitals.releases.add(expected(EVERY, vitals.now.minusSeconds(1)));

    assertThat(health.ready().healthy()).isTrue();
  }

  @Test
  void a_round_that_ended_in_the_future_does_not_hide_that_none_ends_any_more() {
    release(EVERY);
    round(START.plus(Duration.ofDays(300)), START.plus(Duration.ofDays(301)));

    vitals.now = START.plus(EVERY.multipliedBy(3)).plusSeconds(1);

    assertThat(health.ready().healthy()).isFalse();
  }

  @Test
  void a_round_that_only_reads_is_late_and_one_that_promotes_may_take_its_limit() {
    release(EVERY);
    round(START.plus(EVERY), START.plusSeconds(20));
    vitals.now = START.plus(Duration.ofMinutes(40));
    assertThat(bad().get(0).sentence()).endsWith("; one is at work since 2026-03-02T08:10:00Z");

    vitals.carryingOut.add(MASTER);
    assertThat(health.ready().healthy()).isTrue();

    vitals.now = START.plus(EVERY).plus(Duration.ofMinutes(115));
    assertThat(health.ready().healthy()).as("its limit has come").isFalse();
  }

  @Test
  void refused_rules_settings_and_releases_are_named_with_their_first_problem() {
    vitals.rows.add(refused("[rules]", "broken.drl:3: does not compile\nand more"));
    vitals.rows.add(refused("CentOS-9/zed", "zed.ini:4: [main] schedule 'x'"));

    assertThat(bad())
        .singleElement()
        .satisfies(
            check ->
                assertThat(check.sentence())
                    .contains("[rules] (broken.drl:3: does not compile)")
                    .contains("CentOS-9/zed (zed.ini:4: [main] schedule 'x')")
                    .doesNotContain("and more"));
  }

  @Test
  void a_notice_that_waits_too_long_is_bad_and_one_given_up_is_noted() {
    vitals.now = START.plus(Duration.ofHours(1));
    vitals.outbox.add(waiting(START, false));
    assertThat(health.ready().healthy()).isTrue();
    vitals.now = vitals.now.plusMillis(1);
    assertThat(bad()).extracting(Check::name).containsExactly("outbox");

    vitals.outbox.set(0, waiting(START, true));
    assertThat(health.ready().healthy()).isTrue();
    assertThat(health.ready().checks())
        .filteredOn(check -> check.grade() == Grade.NOTED)
        .singleElement()
        .satisfies(check -> assertThat(check.sentence()).contains("given up", "no route"));
  }

  @Test
  void a_store_that_does_not_answer_is_one_bad_check_and_no_exception() {
    release(EVERY);
    vitals.storeFault = Optional.of(new IllegalStateException("the disk is full"));

    for (Examination each : List.of(health.alive(), health.ready())) {
      assertThat(each.checks())
          .filteredOn(check -> check.grade() == Grade.BAD)
          .extracting(Check::name, Check::sentence)
          .containsExactly(tuple("store", "the disk is full"));
    }
  }

  @Test
  void a_main_loop_that_stands_still_and_a_scheduler_that_stopped_are_bad() {
    vitals.standstill = Duration.ofMinutes(2).plusNanos(1);
    vitals.schedulerFault = Optional.of("the scheduler does not run");

    assertThat(bad()).extracting(Check::name).containsExactly("process", "scheduler");
    assertThat(health.alive().healthy()).isFalse();
  }

  @Test
  void a_hundred_refused_releases_are_a_short_answer() {
    IntStream.range(0, 100)
        .forEach(no -> vitals.rows.add(refused("release-" + no, "x".repeat(20))));

    assertThat(bad().get(0).sentence()).contains("and 80 more").hasSizeLessThan(2_000);
  }

  @Test
  void the_brief_answer_names_no_release() {
    vitals.rows.add(refused("CentOS-9/zed", "zed.ini:4: [main] schedule 'x'"));

    assertThat(health.ready().brief().healthy()).isFalse();
    assertThat(health.ready().brief().text())
        .contains("bad   configuration\n")
        .doesNotContain("zed")
        .doesNotContain("what to do");
  }

  @Test
  void the_document_has_the_same_keys_for_every_check() {
    assertThat(health.ready().document()).containsOnlyKeys("healthy", "checked_at", "checks");
    assertThat(health.ready().document().get("checks"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .allSatisfy(
            check ->
                assertThat(check)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsOnlyKeys("check", "state", "detail", "advice"));
  }

  /** The oracle counts the rounds that were due one by one. */
  @Test
  void lateness_agrees_with_counting() {
    Random random = new Random(4711);
    for (int run = 0; run < 3_000; run++) {
      ScriptedVitals each = new ScriptedVitals();
      long every = 1L + random.nextInt(120);
      long since = random.nextInt(400);
      long ended = random.nextInt(500);
      long awake = random.nextInt(400);
      long now = random.nextInt(900);
      each.now = START.plusSeconds(now);
      each.awakeSince = START.plusSeconds(awake);
      each.releases.add(expected(Duration.ofSeconds(every), START.plusSeconds(since)));
      each.rows.add(row(START, START.plusSeconds(ended)));
      long from = Long.MIN_VALUE;
      for (long sign : new long[] {since, ended, awake}) {
        from = sign <= now ? Math.max(from, sign) : from;
      }
      int due = 0;
      for (long at = from; from != Long.MIN_VALUE && at + every < now; at += every) {
        due++;
      }
      boolean late = due >= INTERVALS && now - from > FLOOR.toSeconds();

      Limits limits = new Limits(INTERVALS, FLOOR, Duration.ofHours(1), Duration.ofMinutes(2));
      assertThat(new Health(each, limits).ready().healthy()).as("run %d", run).isEqualTo(!late);
    }
  }

  private List<Check> bad() {
    return health.ready().checks().stream().filter(each -> each.grade() == Grade.BAD).toList();
  }

  private void release(Duration every) {
    vitals.releases.add(expected(every, START));
  }

  private static Expected expected(Duration every, Instant since) {
    return new Expected(
        MASTER,
        since,
        Duration.ofMinutes(115),
        (number, after) -> after.plus(every.multipliedBy(number)));
  }

  private void round(Instant started, Instant finished) {
    vitals.rows.add(row(started, finished));
  }

  private static Row row(Instant started, Instant finished) {
    return new Row(
        MASTER, "master.ini", Optional.of(started), Optional.of(finished), false, "", "");
  }

  private static Row refused(String name, String problems) {
    return new Row(
        new ReleaseName(name), "f", Optional.empty(), Optional.empty(), false, "", problems);
  }

  private static Waiting waiting(Instant since, boolean givenUp) {
    return new Waiting("mail", "key", "a@example.org", "s", since, 3, "no route", givenUp);
  }
}
