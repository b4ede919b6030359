package dev.promoter.web;

import dev.promoter.documents.Spelling;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.Optional;
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

  /** The field {@code until}, which must be ahead. */
  static Optional<Instant> until(Form form, Instant now) {
    Optional<Instant> until = form.find("until").map(word -> read(() -> Spelling.until(word)));
    until
        .filter(end -> !end.isAfter(now))
        .ifPresent(
            end -> {
              throw Form.unusable("until " + end + " is in the past; it is " + now + " now (UTC)");
            });
    return until;
  }

  /** The text as a sentence. */
  static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.Kind.INVALID, sentence(String.valueOf(e.getMessage())));
    }
  }
}
