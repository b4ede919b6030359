package dev.promoter.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How long ago or how long, in one number that a person takes in at a glance. */
final class Ages {
  private static final long DAYS_IN_HOURS = 48;
  private static final long HOURS_IN_MINUTES = 120;

  private Ages() {}

  /** Such as {@code 12 min}, {@code 5 h}, {@code 9 d}. */
  static String words(Duration span) {
    Duration length = span.isNegative() ? Duration.ZERO : span;
    if (length.toMinutes() < 1) {
      return length.toSeconds() + " s";
    }
    if (length.toMinutes() < HOURS_IN_MINUTES) {
      return length.toMinutes() + " min";
    }
    return length.toHours() < DAYS_IN_HOURS ? length.toHours() + " h" : length.toDays() + " d";
  }

  /** A point in time for a page: machine-readable, exact and as an age. */
  static When when(Instant at, Instant now) {
    boolean future = at.isAfter(now);
    String age = words(future ? Duration.between(now, at) : Duration.between(at, now));
    return new When(at.truncatedTo(ChronoUnit.SECONDS).toString(), future ? "in " + age : age);
  }

  /**
   * A point in time on a page.
   *
   * @param iso exact to the second, UTC; empty when it is not known
   * @param age how long ago, or in how long
   */
  record When(String iso, String age) {
    static final When UNKNOWN = new When("", "");

    boolean known() {
      return !iso.isEmpty();
    }

    /** Exact to the minute, UTC, for tables. */
    String minute() {
      return iso.isEmpty() ? "" : iso.substring(0, 16).replace('T', ' ');
    }
  }
}
