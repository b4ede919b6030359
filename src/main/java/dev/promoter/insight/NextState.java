package dev.promoter.insight;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.insight.Digest.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a target stands after one more round. */
final class NextState {
  private NextState() {}

  static TargetState of(ReleaseName release, Optional<TargetState> before, Told now) {
    TargetReport report = now.report();
    Optional<TargetState> known = before.filter(state -> aside(report));
    Blockage blockage = known.map(TargetState::blockage).orElseGet(() -> Obstacles.of(report));
    boolean judged = !report.judged().isEmpty();
    String current = current(before, report);
    return new TargetState(
        release,
        now.target(),
        report.target().value(),
        report.component(),
        report.source().value(),
        now.round(),
        now.at(),
        known.map(TargetState::outcome).orElse(report.outcome()),
        current,
        currentSince(before, now, current),
        blockage,
        since(before, now, blockage),
        judged
            ? report.judged().get(0).judgement().candidate().id()
            : before.map(TargetState::newest).orElse(""),
        judged ? now.round() : before.map(TargetState::judgedRound).orElse(0L),
        recent(before, now));
  }

  /** A round that only carried out something else, such as a vote, says nothing of the target. */
  private static boolean aside(TargetReport report) {
    return report.outcome() == TargetOutcome.NOT_PROMOTED
        && report.judged().isEmpty()
        && !report.effects().isEmpty();
  }

  private static boolean moved(TargetReport report) {
    return report.outcome() == TargetOutcome.PROMOTED && !report.promoted().isEmpty();
  }

  private static String current(Optional<TargetState> before, TargetReport report) {
    if (moved(report)) {
      return report.promoted();
    }
    return report.previous().isEmpty()
        ? before.map(TargetState::current).orElse("")
        : report.previous();
  }

  private static Optional<Instant> currentSince(
      Optional<TargetState> before, Told now, String current) {
    if (moved(now.report())) {
      return Optional.of(now.at());
    }
    if (before.isEmpty() || current.isEmpty()) {
      return Optional.empty(); // it may have stood there long before the first round
    }
    TargetState state = before.get();
    return state.current().equals(current) ? state.currentSince() : Optional.of(now.at());
  }

  private static Instant since(Optional<TargetState> before, Told now, Blockage blockage) {
    return before
        .filter(state -> !moved(now.report()))
        .filter(state -> state.blockage().key().equals(blockage.key()))
        .map(TargetState::blockedSince)
        .orElse(now.at());
  }

  private static List<Instant> recent(Optional<TargetState> before, Told now) {
    List<Instant> known = before.map(TargetState::recent).orElse(List.of());
    return moved(now.report())
        ? Stream.concat(Stream.of(now.at()), known.stream()).limit(TargetState.RECENT).toList()
        : known;
  }
}
