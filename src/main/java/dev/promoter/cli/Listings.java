package dev.promoter.cli;

import dev.promoter.documents.RowState;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.StatusBoard;
import dev.promoter.freezes.Outlook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

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

  /** The nodes that share the database; nothing where there can be only one. */
  static List<String> nodes(List<Nodes.Node> nodes) {
    if (nodes.isEmpty()) {
      return List.of();
    }
    Table table = new Table("NODE", "VERSION", "SINCE (UTC)", "LAST SEEN (UTC)", "STATE");
    for (Nodes.Node node : nodes) {
      table.add(
          node.name(),
          node.version(),
          Sentences.time(node.since()),
          Sentences.time(node.seenAt()),
          node.alive() ? "alive" : "silent");
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines());
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
                        one.promoted().isEmpty() ? expired(one.until(), now) : " [ended]",
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

  static List<String> freezes(List<Outlook> freezes, Instant now) {
    if (freezes.isEmpty()) {
      return List.of("No freezes.");
    }
    return freezes.stream().map(one -> freeze(one, now)).toList();
  }

  private static String freeze(Outlook freeze, Instant now) {
    List<String> windows =
        freeze.windows().stream().map(one -> one.begins() + " to " + one.ends()).toList();
    String when;
    if (!freeze.fault().isEmpty()) {
      when = "in force, since its windows cannot be calculated (" + freeze.fault() + ")";
    } else if (freeze.over()) {
      when = "over";
    } else if (freeze.inForce(now)) {
      List<String> next = windows.subList(1, windows.size());
      when =
          "in force until "
              + freeze.windows().get(0).ends()
              + (next.isEmpty() ? "" : ", then " + String.join(", ", next));
    } else {
      when = "comes " + String.join(", ", windows);
    }
    String targets =
        freeze.plan().targets().isEmpty() ? "" : ": " + joined(freeze.plan().targets());
    return "%s: %s: %s [%s%s]"
        .formatted(
            freeze.plan().name(), when, freeze.plan().reason(), joined(freeze.releases()), targets);
  }

  private static String joined(Collection<?> names) {
    return names.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String expired(Instant until, Instant now) {
    return now.isBefore(until) ? "" : " [expired]";
  }
}
