package dev.promoter.freezes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.LinkName;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Windows compared with a second way to find them: days are counted one by one, and what a clock
 * shows is looked up minute by minute.
 */
class WindowOracleTest {
  /** With clocks that change by an hour, by half of one, at midnight, and not at all. */
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Prague"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("America/Santiago"),
          ZoneOffset.UTC);

  /** A recurrence as a text, and whether it names a day. */
  record Rule(String text, int interval, Set<DayOfWeek> days, Kind kind, int count) {
    enum Kind {
      DAILY,
      WEEKLY,
      MONTHLY,
      LAST_OF_MONTH
    }

    boolean names(LocalDate first, LocalDate day) {
      long apart =
          switch (kind) {
            case DAILY -> ChronoUnit.DAYS.between(first, day);
            case WEEKLY -> ChronoUnit.WEEKS.between(monday(first), monday(day));
            case MONTHLY, LAST_OF_MONTH ->
                ChronoUnit.MONTHS.between(first.withDayOfMonth(1), day.withDayOfMonth(1));
          };
      boolean matches =
          switch (kind) {
            case DAILY -> true;
            case WEEKLY -> days.contains(day.getDayOfWeek());
            case MONTHLY -> day.getDayOfMonth() == 31;
            case LAST_OF_MONTH ->
                day.equals(day.with(TemporalAdjusters.lastInMonth(days.iterator().next())));
          };
      return matches && apart % interval == 0;
    }

    private static LocalDate monday(LocalDate day) {
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
  }

  @Property(tries = 300)
  void windows_are_those_that_counting_days_and_watching_the_clock_gives(
      @ForAll("rules") Rule rule,
      @ForAll("times") LocalDateTime near,
      @ForAll("zones") ZoneId zone,
      @ForAll("lengths") Duration length,
      @ForAll boolean elapsed,
      @ForAll("looks") int daysLater) {
    LocalDate first = firstDay(rule, near.toLocalDate());
    LocalDateTime starts = first.atTime(near.toLocalTime());
    FreezePlan plan = plan(starts, length, elapsed, zone, rule);
    Instant after = starts.toInstant(ZoneOffset.UTC).plus(Duration.ofDays(daysLater));

    assertThat(plan.faultOfRecurrence()).isEmpty();
    assertThat(first(12, plan.windows(after)))
        .isEqualTo(expected(12, rule, starts, length, elapsed, zone, after));
  }

  /** The first day on or after a given one that the rule names by itself. */
  private static LocalDate firstDay(Rule rule, LocalDate near) {
    return near.datesUntil(near.plusYears(2)).filter(day -> rule.names(day, day)).findFirst().get();
  }

  private static FreezePlan plan(
      LocalDateTime starts, Duration length, boolean elapsed, ZoneId zone, Rule rule) {
    return new FreezePlan(
        "one",
        "because",
        Set.<LinkName>of(),
        zone,
        starts,
        length,
        elapsed,
        Optional.of(rule.text()),
        Set.of());
  }

  private static List<Window> first(int most, Iterator<Window> windows) {
    List<Window> first = new ArrayList<>();
    while (first.size() < most && windows.hasNext()) {
      first.add(windows.next());
    }
    return first;
  }

  private static List<Window> expected(
      int most,
      Rule rule,
      LocalDateTime starts,
      Duration length,
      boolean elapsed,
      ZoneId zone,
      Instant after) {
    List<Window> expected = new ArrayList<>();
    int seen = 0;
    LocalDate day = starts.toLocalDate();
    LocalDate end = day.plusYears(16);
    for (;
        day.isBefore(end) && expected.size() < most && seen < rule.count();
        day = day.plusDays(1)) {
      if (!rule.names(starts.toLocalDate(), day)) {
        continue;
      }
      seen++;
      LocalDateTime time = day.atTime(starts.toLocalTime());
      Instant begins = firstMinuteAtOrPast(time, zone);
      Instant ends = elapsed ? begins.plus(length) : lastMinuteBefore(time.plus(length), zone);
      if (ends.isAfter(after) && begins.isBefore(ends)) {
        expected.add(new Window(begins, ends));
      }
    }
    return expected;
  }

  private static Instant firstMinuteAtOrPast(LocalDateTime time, ZoneId zone) {
    Instant minute = time.toInstant(ZoneOffset.UTC).minus(Duration.ofHours(15));
    while (LocalDateTime.ofInstant(minute, zone).isBefore(time)) {
      minute = minute.plusSeconds(60);
    }
    return minute;
  }

  private static Instant lastMinuteBefore(LocalDateTime time, ZoneId zone) {
    Instant minute = time.toInstant(ZoneOffset.UTC).plus(Duration.ofHours(15));
    while (!LocalDateTime.ofInstant(minute.minusSeconds(60), zone).isBefore(time)) {
      minute = minute.minusSeconds(60);
    }
    return minute;
  }

  @Provide
  Arbitrary<Rule> rules() {
    return Combinators.combine(
            Arbitraries.of(Rule.Kind.class),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(3, 1000))
        .as(WindowOracleTest::rule);
  }

  private static Rule rule(Rule.Kind kind, int interval, Set<DayOfWeek> days, int count) {
    String names =
        days.stream().map(day -> day.name().substring(0, 2)).collect(Collectors.joining(","));
    DayOfWeek one = days.iterator().next();
    String text =
        switch (kind) {
          case DAILY -> "FREQ=DAILY";
          case WEEKLY -> "FREQ=WEEKLY;BYDAY=" + names;
          case MONTHLY -> "FREQ=MONTHLY;BYMONTHDAY=31";
          case LAST_OF_MONTH -> "FREQ=MONTHLY;BYDAY=-1" + one.name().substring(0, 2);
        };
    // Of the months with 31 days, some intervals never meet one again; the rule is then refused.
    int steps = kind == Rule.Kind.MONTHLY ? 1 : interval;
    return new Rule(
        "%s;INTERVAL=%d;COUNT=%d".formatted(text, steps, count),
        steps,
        kind == Rule.Kind.LAST_OF_MONTH ? Set.of(one) : days,
        kind,
        count);
  }

  /** Around the days on which these clocks change, at hours that they leave out or show twice. */
  @Provide
  Arbitrary<LocalDateTime> times() {
    return Combinators.combine(
            Arbitraries.of(
                LocalDate.parse("2026-03-05"),
                LocalDate.parse("2026-03-25"),
                LocalDate.parse("2026-04-02"),
                LocalDate.parse("2026-09-03"),
                LocalDate.parse("2026-10-02"),
                LocalDate.parse("2026-10-23"),
                LocalDate.parse("2026-10-30"),
                LocalDate.parse("2027-12-30")),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of("00:00", "00:30", "01:30", "01:45", "02:00", "02:30", "03:00", "16:00"))
        .as((day, later, time) -> day.plusDays(later).atTime(LocalTime.parse(time)));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZONES);
  }

  @Provide
  Arbitrary<Duration> lengths() {
    return Arbitraries.of(30, 45, 60, 24 * 60, 64 * 60, 9 * 24 * 60).map(Duration::ofMinutes);
  }

  @Provide
  Arbitrary<Integer> looks() {
    return Arbitraries.of(-2, 0, 1, 30, 300);
  }
}
