package dev.promoter.cli;

import dev.promoter.domain.Deed;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rounds and deeds of people in one order, as lines for people or as comma-separated values. */
final class HistoryTable {
  private static final List<String> HEADINGS =
      List.of(
          "kind",
          "number",
          "at",
          "release",
          "target",
          "outcome",
          "promoted",
          "previous",
          "by",
          "role",
          "channel",
          "from",
          "subject",
          "candidate",
          "reason",
          "sentence");

  private HistoryTable() {}

  /** A line each, newest first. */
  static List<String> lines(Chronicle chronicle, int limit) {
    if (chronicle.rounds().isEmpty() && chronicle.deeds().isEmpty()) {
      return List.of("The history has nothing of what was asked for.");
    }
    Table table = new Table("ROUND", "AT (UTC)", "RELEASE", "TARGET", "OUTCOME", "REASON");
    Stream<Row> rounds = chronicle.rounds().stream().map(HistoryTable::row);
    Stream<Row> deeds = chronicle.deeds().stream().map(HistoryTable::row);
    Stream.concat(rounds, deeds)
        .sorted(Comparator.comparing(Row::at).reversed())
        .limit(limit)
        .forEach(row -> table.add(row.cells().toArray(String[]::new)));
    return table.lines();
  }

  /** With a line of headings; RFC 4180, but with line feeds alone. */
  static List<String> csv(Chronicle chronicle, int limit) {
    Stream<Row> rounds = chronicle.rounds().stream().map(HistoryTable::values);
    Stream<Row> deeds = chronicle.deeds().stream().map(HistoryTable::values);
    return Stream.concat(
            Stream.of(joined(HEADINGS)),
            Stream.concat(rounds, deeds)
                .sorted(Comparator.comparing(Row::at).reversed())
                .limit(limit)
                .map(row -> joined(row.cells())))
        .toList();
  }

  private static Row row(History.Entry entry) {
    return new Row(
        entry.at(),
        List.of(
            Long.toString(entry.round()),
            Sentences.time(entry.at()),
            entry.release().value(),
            entry.target(),
            entry.outcome().word(),
            what(entry)));
  }

  private static Row row(Deed deed) {
    return new Row(
        deed.at(),
        List.of(
            "-",
            Sentences.time(deed.at()),
            orDash(deed.release()),
            orDash(deed.target()),
            deed.kind().word(),
            deed.sentence() + " [" + deed.caller().name() + ", " + deed.caller().from() + "]"));
  }

  private static Row values(History.Entry entry) {
    return new Row(
        entry.at(),
        List.of(
            HistoryQuery.ROUND,
            Long.toString(entry.round()),
            entry.at().toString(),
            entry.release().value(),
            entry.target(),
            entry.outcome().word(),
            entry.promoted(),
            entry.previous(),
            "",
            "",
            "",
            "",
            "",
            "",
            entry.reason(),
            ""));
  }

  private static Row values(Deed deed) {
    return new Row(
        deed.at(),
        List.of(
            deed.kind().word(),
            Long.toString(deed.id()),
            deed.at().toString(),
            deed.release(),
            deed.target(),
            "",
            "",
            "",
            deed.caller().name(),
            deed.caller().role(),
            deed.caller().channel().word(),
            deed.caller().from(),
            deed.subject(),
            deed.candidate(),
            deed.reason(),
            deed.sentence()));
  }

  private static String joined(List<String> values) {
    return values.stream().map(HistoryTable::quoted).collect(Collectors.joining(","));
  }

  /** A value that a spreadsheet would take for a formula stays text. */
  private static String quoted(String value) {
    String harmless = value.matches("(?s)[=+@\\t\\r-].*") ? "'" + value : value;
    return harmless.matches("(?s).*[\",\\n\\r].*")
        ? "\"" + harmless.replace("\"", "\"\"") + "\""
        : harmless;
  }

  private static String what(History.Entry entry) {
    if (entry.promoted().isEmpty()) {
      return entry.reason();
    }
    String before =
        entry.previous().isEmpty() ? "" : " (before: " + Sentences.brief(entry.previous()) + ")";
    return Sentences.brief(entry.promoted()) + before + ": " + entry.reason();
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private record Row(Instant at, List<String> cells) {}
}
