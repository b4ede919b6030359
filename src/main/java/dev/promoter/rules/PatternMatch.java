package dev.promoter.rules;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Waiver;
import java.util.Locale;

/**
 * Whether one failure of a requirement contains the pattern of one waiver. Compared here, because
 * rules only look at facts.
 *
 * @param waiver a waiver with a pattern
 * @param failure the failure
 * @param found whether the job name, the detail or the address of the failure contains the pattern,
 *     upper and lower case being the same
 */
public record PatternMatch(Waiver waiver, Evidence failure, boolean found) {
  static PatternMatch of(Waiver waiver, Evidence failure) {
    String pattern = lower(waiver.pattern());
    boolean found =
        lower(failure.detail()).contains(pattern)
            || lower(failure.job()).contains(pattern)
            || lower(failure.url()).contains(pattern);
    return new PatternMatch(waiver, failure, found);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
