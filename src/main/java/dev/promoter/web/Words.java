package dev.promoter.web;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;

/** Reads the words of a request; a word that cannot be read is refused. */
final class Words {
  private Words() {}

  static ReleaseName release(String word) {
    return read(() -> new ReleaseName(word));
  }

  static LinkName link(String word) {
    return read(() -> new LinkName(word));
  }

  /** A whole number within limits, both included. */
  static long number(String name, String word, long least, long most) {
    try {
      long number = Long.parseLong(word);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Refusal(
        Refusal.Kind.INVALID,
        "%s must be a whole number from %d to %d.".formatted(name, least, most));
  }

  /** A time such as 2026-12-24T18:00:00Z. */
  static Instant instant(String word) {
    try {
      return OffsetDateTime.parse(word).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal(
          Refusal.Kind.INVALID, "'" + word + "' is not a time like 2026-12-24T18:00:00Z.");
    }
  }

  private static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.Kind.INVALID, e.getMessage() + ".");
    }
  }
}
