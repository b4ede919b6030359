package dev.promoter.store;

import dev.promoter.domain.Decision;
import dev.promoter.domain.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The words by which decisions and outcomes are stored, and what they mean when read. */
final class Words {
  private static final Map<String, BiFunction<String, String, Decision>> DECISIONS =
      Map.of(
          "promote", Decision.Promote::new,
          "wait", Decision.Wait::new,
          "reject", Decision.Reject::new,
          "escalate", Decision.Escalate::new);

  private static final List<Ending> OUTCOMES =
      List.of(
          new Ending("DONE", Outcome.Done.class, Outcome.Done::new),
          new Ending("ALREADY_DONE", Outcome.AlreadyDone.class, Outcome.AlreadyDone::new),
          new Ending("REFUSED", Outcome.Refused.class, Outcome.Refused::new),
          new Ending("RETRY", Outcome.Retry.class, Outcome.Retry::new),
          new Ending("SKIPPED", Outcome.Skipped.class, Outcome.Skipped::new),
          new Ending("FAILED", Outcome.Failed.class, Outcome.Failed::new));

  private Words() {}

  /** A decision from {@link Decision#word}. */
  static Decision decision(String word, String rule, String reason) {
    BiFunction<String, String, Decision> reader = DECISIONS.get(word);
    if (reader == null) {
      throw new IllegalStateException("unknown decision " + word);
    }
    return reader.apply(rule, reason);
  }

  static String word(Outcome outcome) {
    return OUTCOMES.stream()
        .filter(ending -> ending.type.isInstance(outcome))
        .findFirst()
        .orElseThrow()
        .word;
  }

  static Outcome outcome(String word, String detail) {
    return OUTCOMES.stream()
        .filter(ending -> ending.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("unknown outcome " + word))
        .reader
        .apply(detail);
  }

  private record Ending(
      String word, Class<? extends Outcome> type, Function<String, Outcome> reader) {}

  /** How many characters from the beginning two texts share. */
  static int sameBeginning(String one, String other) {
    int end = Math.min(one.length(), other.length());
    int same = 0;
    while (same < end && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }
}
