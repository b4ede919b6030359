package dev.promoter.cli;

import dev.promoter.documents.RowState;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.StatusBoard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The lists of status, waivers and holds as lines for people. Times are UTC. */
final class Listings {
  private Listings() {}

  static List<String> status(List<StatusBoard.Row> rows) {
    if (rows.isEmpty()) {
      return List.of("No release has a round or a file yet. Try: promoter check");
    }
    Table table = new Table("RELEASE", "LAST ROUND (UTC)", "STATE", "SUMMARY");
    for (StatusBoard.Row row : rows) {
      table.add(
          row.release().value(),
          row.finishedAt().map(Sentences::time).orElse("-"),
          RowState.of(row),
          row.summary());
    }
    List<String> lines = new ArrayList<>(table.lines());
    for (StatusBoard.Row row : rows) {
      if (!row.problems().isEmpty()) {
        lines.add("");
        lines.add(row.file() + " is refused; the last good one is kept, if there was one:");
        row.problems().lines().forEach(line -> lines.add("  " + line));
      }
    }
    return lines;
  }

  /** Waivers whose end is near: whoever still needs them has to act. */
  static List<String> endingSoon(List<Waiver> waivers) {
    return waivers.stream()
        .map(one -> "Waiver %d ends soon: %s".formatted(one.id(), one.sentence()))
        .toList();
  }

  static List<String> choices(List<Choice> choices) {
    if (choices.isEmpty()) {
      return List.of("No pins and no vetoes.");
    }
    return choices.stream()
        .map(
            one ->
                "%s %d: %s: %s"
                    .formatted(one.kind().word(), one.id(), one.release(), one.sentence()))
        .toList();
  }

  static List<String> waivers(List<Waiver> waivers, List<Waiver> endingSoon, Instant now) {
    if (waivers.isEmpty()) {
      return List.of("No waivers.");
    }
    return waivers.stream()
        .map(
            one ->
                "%d: %s%s%s"
                    .formatted(
                        one.id(),
                        one.sentence(),
                        expired(one.until(), now),
                        endingSoon.contains(one) ? " [ends soon]" : ""))
        .toList();
  }

  static List<String> holds(List<Hold> holds, Instant now) {
    if (holds.isEmpty()) {
      return List.of("No holds.");
    }
    return holds.stream()
        .map(
            one ->
                "%d: %s: %s%s"
                    .formatted(one.id(), one.release(), one.sentence(), expired(one.until(), now)))
        .toList();
  }

  static List<String> approvals(List<Approval> approvals) {
    if (approvals.isEmpty()) {
      return List.of("No approvals.");
    }
    return approvals.stream().map(one -> one.id() + ": " + one.sentence()).toList();
  }

  private static String expired(Instant until, Instant now) {
    return now.isBefore(until) ? "" : " [expired]";
  }
}
