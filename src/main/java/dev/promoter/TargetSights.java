package dev.promoter;

import dev.promoter.insight.Blockage;
import dev.promoter.insight.TargetState;
import dev.promoter.notices.Condition;
import dev.promoter.notices.Severity;
import dev.promoter.notices.Sight;
import dev.promoter.notices.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people may be told about a target: what is in its way, and what stands there. */
final class TargetSights {
  private static final int SHOWN_HASH = 12;

  private TargetSights() {}

  static List<Sight> of(TargetState state) {
    Sight obstacle =
        Sight.of(new Subject(state.release(), state.target()), obstacle(state.blockage()));
    return Stream.concat(Stream.of(obstacle), promotion(state).stream()).toList();
  }

  /** The same while nobody knows whether the release still has the target. */
  static List<Sight> unknown(TargetState state) {
    return of(state).stream().map(sight -> Sight.of(sight.subject(), Condition.UNKNOWN)).toList();
  }

  /** Tests that run are no news, and what could not be read says nothing new about the target. */
  private static Condition obstacle(Blockage blockage) {
    return switch (blockage.kind()) {
      case NOTHING, TESTS -> fine(blockage);
      case FREEZE -> new Condition("frozen", Severity.INFO, said(blockage));
      case CHOICE -> new Condition("waits for another choice", Severity.INFO, said(blockage));
      case RULE -> blockage.who().isEmpty() ? fine(blockage) : undecided(blockage);
      case UNREADABLE -> Condition.UNKNOWN;
      case APPROVAL -> new Condition("waits for an approval", Severity.INFO, said(blockage));
      case HOLD -> new Condition("held", Severity.INFO, said(blockage));
      case PROTECTION -> new Condition("stopped by a protection", Severity.WARNING, said(blockage));
      case FAILURE ->
          new Condition("blocked: " + blockage.matter(), Severity.WARNING, said(blockage));
      case FAULT -> new Condition("failed", Severity.CRITICAL, said(blockage));
    };
  }

  private static String said(Blockage blockage) {
    return blockage.who().isEmpty()
        ? blockage.sentence()
        : blockage.sentence() + " (to act: " + blockage.who() + ")";
  }

  private static Condition fine(Blockage blockage) {
    return new Condition(Condition.FINE.state(), Severity.INFO, blockage.sentence());
  }

  private static Condition undecided(Blockage blockage) {
    return new Condition("the rules do not decide", Severity.CRITICAL, said(blockage));
  }

  private static Optional<Sight> promotion(TargetState state) {
    if (state.recent().isEmpty() || state.current().isEmpty()) {
      return Optional.empty();
    }
    String hash = state.current();
    String brief = hash.length() <= SHOWN_HASH ? hash : hash.substring(0, SHOWN_HASH);
    Condition stands =
        new Condition(
            "promoted " + brief,
            Severity.INFO,
            "%s stands at %s since %s; promoter history --release %s tells why"
                .formatted(state.target(), hash, state.recent().get(0), state.release()));
    return Optional.of(
        Sight.known(new Subject(state.release(), state.target() + " (promotions)"), stands));
  }
}
