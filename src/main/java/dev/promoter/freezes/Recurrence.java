package dev.promoter.freezes;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * A rule of RFC 5545, section 3.3.10, on local times: it names times as the clock on the wall shows
 * them and knows no time zone. Rules that are too much work are refused, since a round waits for
 * the answer.
 */
final class Recurrence {
  private static final String PREFIX = "RRULE:";
  private static final int LONGEST = 500;
  private static final int MOST_TIMES_OF_A_DAY = 100;
  private static final int LARGEST_NUMBER = 10_000;
  private static final int LAST_YEAR = 2300;

  /** So many years hold every kind of year, also where a century has no leap year. */
  private static final int TRIAL_YEARS = 9;

  private static final int MOST_A_YEAR = 10_000;

  private final String rule;
  private final Optional<DateTime> until;

  private Recurrence(String rule, Optional<DateTime> until) {
    this.rule = rule;
    this.until = until;
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  static Recurrence parse(String text) {
    String folded = text.strip().toUpperCase(Locale.ROOT);
    String rule = folded.startsWith(PREFIX) ? folded.substring(PREFIX.length()) : folded;
    if (rule.length() > LONGEST) {
      throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
    }
    RecurrenceRule read = read(rule);
    if (read.hasPart(Part.RSCALE) || read.hasPart(Part.SKIP)) {
      throw new IllegalArgumentException("has RSCALE or SKIP, which RFC 5545 does not know");
    }
    if (read.getInterval() > LARGEST_NUMBER || count(read) > LARGEST_NUMBER) {
      throw new IllegalArgumentException("has an INTERVAL or COUNT above " + LARGEST_NUMBER);
    }
    long times =
        Stream.of(Part.BYHOUR, Part.BYMINUTE, Part.BYSECOND)
            .map(part -> Optional.ofNullable(read.getByPart(part)).map(List::size).orElse(1))
            .reduce(1, (some, others) -> some * others);
    if (times > MOST_TIMES_OF_A_DAY) {
      throw new IllegalArgumentException(
          "names more than " + MOST_TIMES_OF_A_DAY + " times of a day");
    }
    if (read.getFreq() == Freq.SECONDLY || read.getFreq() == Freq.MINUTELY) {
      throw new IllegalArgumentException(
          "recurs by the minute or second; write one longer window instead");
    }
    return new Recurrence(rule, Optional.ofNullable(read.getUntil()));
  }

  /** The rule itself, in capitals. */
  String text() {
    return rule;
  }

  /**
   * What is wrong with it when it begins at this time; empty when nothing is.
   *
   * @param starts the first time, which must be one that it names
   */
  Optional<String> fault(LocalDateTime starts) {
    try {
      Iterator<LocalDateTime> times = unlimited(starts, starts);
      LocalDateTime first = times.hasNext() ? times.next() : LocalDateTime.MAX;
      if (!first.equals(starts)) {
        return Optional.of(
            first.equals(LocalDateTime.MAX)
                ? "names no time at all"
                : "does not name the time of starts; the first one it names is "
                    + LocalTimes.text(first));
      }
      LocalDateTime end = starts.plusYears(TRIAL_YEARS);
      for (int seen = 1; times.hasNext() && times.next().isBefore(end); seen++) {
        if (seen > MOST_A_YEAR * TRIAL_YEARS) {
          return Optional.of("recurs more than %d times a year".formatted(MOST_A_YEAR));
        }
      }
      return ended(starts, starts.toInstant(ZoneOffset.UTC).minusSeconds(86_400))
          ? Optional.of("ends before starts")
          : Optional.empty();
    } catch (IncalculableException e) {
      return Optional.of("cannot be calculated (" + e.getMessage() + ")");
    }
  }

  /**
   * The times it names, from the first that is not before a given one on, as if it had no UNTIL.
   * Asking for the next one may throw an {@link IncalculableException}.
   */
  Iterator<LocalDateTime> unlimited(LocalDateTime starts, LocalDateTime from) {
    RecurrenceRule unlimited = read(rule);
    if (until.isPresent()) {
      unlimited.setUntil(null); // takes COUNT away, too, which no rule has beside UNTIL
    }
    return new Times(unlimited, starts, from);
  }

  /**
   * Whether UNTIL has passed.
   *
   * @param time one that the rule names
   * @param begins the same as the clock of the place makes it
   */
  boolean ended(LocalDateTime time, Instant begins) {
    return until.filter(last -> ended(last, time, begins)).isPresent();
  }

  private static boolean ended(DateTime last, LocalDateTime time, Instant begins) {
    if (last.isAllDay()) {
      return time.toLocalDate().isAfter(local(last).toLocalDate());
    }
    return last.isFloating()
        ? time.isAfter(local(last))
        : begins.isAfter(Instant.ofEpochMilli(last.getTimestamp()));
  }

  private static int count(RecurrenceRule rule) {
    return Optional.ofNullable(rule.getCount()).orElse(0);
  }

  private static RecurrenceRule read(String rule) {
    try {
      return new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
    } catch (InvalidRecurrenceRuleException | RuntimeException e) {
      throw new IllegalArgumentException(
          "is not a rule of RFC 5545 such as FREQ=WEEKLY;BYDAY=FR (" + e.getMessage() + ")", e);
    }
  }

  private static LocalDateTime local(DateTime time) {
    return LocalDateTime.of(
        time.getYear(),
        time.getMonth() + 1,
        time.getDayOfMonth(),
        time.getHours(),
        time.getMinutes(),
        time.getSeconds());
  }

  private static DateTime floating(LocalDateTime time) {
    return new DateTime(
        time.getYear(),
        time.getMonthValue() - 1,
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond());
  }

  /** Ends in a far year, because the library would go on past the last one it can express. */
  private static final class Times implements Iterator<LocalDateTime> {
    private final RecurrenceRuleIterator times;

    Times(RecurrenceRule rule, LocalDateTime starts, LocalDateTime from) {
      try {
        times = rule.iterator(floating(starts));
        if (from.isAfter(starts)) {
          times.fastForward(floating(from));
        }
      } catch (RuntimeException e) {
        throw new IncalculableException(e);
      }
    }

    @Override
    public boolean hasNext() {
      return times.hasNext() && times.peekDateTime().getYear() < LAST_YEAR;
    }

    @Override
    public LocalDateTime next() {
      try {
        return local(times.nextDateTime());
      } catch (RuntimeException e) {
        throw new IncalculableException(e);
      }
    }
  }
}
