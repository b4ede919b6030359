package dev.promoter.freezes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {
  private static final LocalDateTime FRIDAY = LocalDateTime.parse("2026-01-02T16:00");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "weekly",
        "FREQ=WEEKLY;BYDAY=FREITAG",
        "FREQ=WEEKLY;BYDAY=FR;BYDAY=SA",
        "FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;X-OWN=1",
        "BYDAY=FR",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=WEEKLY;UNTIL=tomorrow"
      })
  void what_is_no_rule_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> Recurrence.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FREQ=WEEKLY;BYDAY=FR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=SECONDLY | recurs by the minute or second; write one longer window instead",
        "FREQ=MINUTELY;BYHOUR=3 | recurs by the minute or second; write one longer window instead",
        "FREQ=YEARLY;INTERVAL=2147483647 | has an INTERVAL or COUNT above 10000",
        "FREQ=DAILY;COUNT=99999999 | has an INTERVAL or COUNT above 10000",
        "RSCALE=GREGORIAN;FREQ=DAILY | has RSCALE or SKIP, which RFC 5545 does not know"
      })
  void what_is_too_much_work_is_refused(String text, String sentence) {
    assertThatThrownBy(() -> Recurrence.parse(text)).hasMessage(sentence);
  }

  @Test
  void a_rule_of_thousands_of_times_a_day_is_refused_before_they_are_listed() {
    String all =
        IntStream.range(0, 60).mapToObj(Integer::toString).collect(Collectors.joining(","));

    assertThatThrownBy(() -> Recurrence.parse("FREQ=YEARLY;BYMINUTE=" + all + ";BYHOUR=1,2"))
        .hasMessage("names more than 100 times of a day");
    assertThatThrownBy(() -> Recurrence.parse("FREQ=DAILY;BYSECOND=" + all + ";BYMINUTE=" + all))
        .hasMessage("names more than 100 times of a day");
    assertThatThrownBy(() -> Recurrence.parse("FREQ=DAILY;BYMONTHDAY=" + "1,".repeat(300) + "1"))
        .hasMessage("is longer than 500 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=WEEKLY;BYDAY=SA | does not name the time of starts; the first one it names is"
            + " 2026-01-03 16:00",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | cannot be calculated (too many filtered"
            + " recurrence instances)",
        "FREQ=WEEKLY;UNTIL=20250101 | ends before starts",
        "FREQ=WEEKLY;UNTIL=20250101T000000Z | ends before starts",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,16,17,18,19,20;BYMINUTE=0,20,40 | recurs more"
            + " than 10000 times a year"
      })
  void what_does_not_go_with_the_first_time_is_said(String text, String sentence) {
    assertThat(Recurrence.parse(text).fault(FRIDAY)).contains(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=WEEKLY;BYDAY=FR",
        "rrule:freq=weekly;byday=fr;wkst=su",
        "FREQ=DAILY",
        "FREQ=HOURLY;INTERVAL=6",
        "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1",
        "FREQ=YEARLY;COUNT=5",
        "FREQ=WEEKLY;UNTIL=20270101",
        "FREQ=WEEKLY;UNTIL=20270101T000000",
        "FREQ=DAILY;BYHOUR=9,16;BYMINUTE=0"
      })
  void usual_rules_are_taken(String text) {
    assertThat(Recurrence.parse(text).fault(FRIDAY)).isEmpty();
  }
}
