package dev.promoter.web.pages;

import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.web.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What was typed into a form, as values; what cannot be one is refused in words.
 *
 * @param fields as they came
 */
record Typed(Fields fields) {
  private static final int LONGEST = 2000;

  ReleaseName release() {
    try {
      return new ReleaseName(needed("release", "release"));
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()));
    }
  }

  LinkName target() {
    try {
      return new LinkName(needed("target", "target"));
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()));
    }
  }

  String needed(String name, String what) {
    return given(name).orElseThrow(() -> unusable("The " + what + " is missing."));
  }

  Optional<String> given(String name) {
    Optional<String> text = fields.find(name);
    text.filter(value -> value.length() > LONGEST)
        .ifPresent(
            value -> {
              throw unusable("More than %d characters are too long.".formatted(LONGEST));
            });
    return text;
  }

  long number(String name) {
    String word = needed(name, "number");
    if (word.matches("[0-9]{1,18}")) {
      return Long.parseLong(word);
    }
    throw unusable("'" + word + "' is no number.");
  }

  /** The end of a day, as the commands mean a date; without one there is no end. */
  Instant until() {
    return given("until").map(Typed::endOfDay).orElse(Hold.NO_END);
  }

  private static Instant endOfDay(String date) {
    try {
      Instant end = LocalDate.parse(date).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (end.isBefore(Hold.NO_END)) {
        return end;
      }
    } catch (DateTimeException e) {
      // said below, in words that show what would be right
    }
    throw unusable("'" + date + "' is no date like 2026-12-24.");
  }

  static Refusal unusable(String sentence) {
    return new Refusal(Refusal.Kind.UNUSABLE, sentence);
  }
}
