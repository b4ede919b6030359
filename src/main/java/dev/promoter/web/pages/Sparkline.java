package dev.promoter.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The promotions of the last thirty days, a stroke for each day that had any. */
final class Sparkline {
  private static final int DAYS = 30;
  private static final int STEP = 4;
  private static final int HEIGHT = 16;
  private static final int FULL_AT = 4;

  private Sparkline() {}

  static String of(List<Instant> promotions, Instant now) {
    int[] days = new int[DAYS];
    int all = 0;
    for (Instant at : promotions) {
      long day = Duration.between(at, now).toDays();
      if (day >= 0 && day < DAYS && !at.isAfter(now)) {
        days[DAYS - 1 - (int) day]++;
        all++;
      }
    }
    StringBuilder strokes = new StringBuilder();
    for (int day = 0; day < DAYS; day++) {
      if (days[day] > 0) {
        int length = HEIGHT * Math.min(FULL_AT, days[day] + 1) / FULL_AT;
        strokes
            .append('M')
            .append(day * STEP + 2)
            .append(' ')
            .append(HEIGHT)
            .append("v-")
            .append(length);
      }
    }
    return Svg.image(DAYS * STEP, HEIGHT, "spark", label(all, promotions, now))
        .path("p", strokes.toString())
        .end();
  }

  private static String label(int all, List<Instant> promotions, Instant now) {
    if (all == 0) {
      return "no promotion in " + DAYS + " days";
    }
    Instant last = promotions.stream().max(Instant::compareTo).orElseThrow();
    return "%d in %d days, last %s ago"
        .formatted(all, DAYS, Ages.words(Duration.between(last, now)));
  }
}
