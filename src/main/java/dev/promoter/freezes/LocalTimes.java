package dev.promoter.freezes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Times and dates as operators write them, without a time zone. */
final class LocalTimes {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2200;

  private LocalTimes() {}

  static LocalDateTime parse(String text) {
    try {
      LocalDateTime time = LocalDateTime.parse(text.strip().replace('T', ' '), FORM);
      if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
        return time;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(complaint(text), e);
    }
    throw new IllegalArgumentException(
        "'%s' is not between %d and %d".formatted(text, FIRST_YEAR, LAST_YEAR));
  }

  static String text(LocalDateTime time) {
    return FORM.format(time);
  }

  static SortedSet<LocalDate> dates(String text) {
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (String one : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
      try {
        dates.add(LocalDate.parse(one));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("'" + one + "' is not a date such as 2026-12-24", e);
      }
    }
    return dates;
  }

  private static String complaint(String text) {
    return "'" + text + "' is not a local time such as 2026-12-18 16:00";
  }
}
