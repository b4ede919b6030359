package dev.promoter.web.pages;

import dev.promoter.domain.Deed;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.web.Refusal;
import dev.promoter.web.pages.Ages.When;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What rounds changed and what people did, newest first. */
record HistoryPage(Filter filter, List<String> releases, List<Line> lines, String older) {
  private static final int LINES = 100;

  /** What is asked for; an empty text asks for everything. */
  record Filter(String release, String by, String kind, String before) {
    /** One more than a page has, so that it is known whether there are older ones. */
    HistoryQuery query() {
      return new HistoryQuery(
          text(release).map(Filter::name),
          Optional.empty(),
          text(by),
          text(kind).map(Filter::known),
          Optional.empty(),
          text(before).map(Filter::instant),
          LINES + 1);
    }

    private String address(Instant end) {
      return "/history?release=%s&by=%s&kind=%s&before=%s"
          .formatted(
              Address.query(release),
              Address.query(by),
              Address.query(kind),
              Address.query(end.toString()));
    }

    private static Optional<String> text(String word) {
      return Optional.of(word).filter(one -> !one.isBlank());
    }

    private static ReleaseName name(String word) {
      try {
        return new ReleaseName(word);
      } catch (IllegalArgumentException e) {
        throw new Refusal(Refusal.Kind.INVALID, "'%s' is no name of a release.".formatted(word));
      }
    }

    private static String known(String word) {
      if (kinds().contains(word)) {
        return word;
      }
      throw new Refusal(Refusal.Kind.INVALID, "kind is one of %s.".formatted(kinds()));
    }

    private static Instant instant(String word) {
      try {
        return Instant.parse(word);
      } catch (DateTimeException e) {
        throw new Refusal(
            Refusal.Kind.INVALID, "'%s' is no time like 2026-12-24T18:00:00Z.".formatted(word));
      }
    }
  }

  /** One target of one round, or one thing a person did. */
  record Line(
      Instant time,
      When at,
      String number,
      String release,
      String href,
      String target,
      Mark mark,
      String promoted,
      String brief,
      String candidate,
      String by,
      String reason) {}

  /** The kinds that can be asked for. */
  static List<String> kinds() {
    return Stream.concat(
            Stream.of(HistoryQuery.ROUND), Arrays.stream(Deed.Kind.values()).map(Deed.Kind::word))
        .toList();
  }

  List<String> choices() {
    return kinds();
  }

  static HistoryPage of(Filter filter, List<String> releases, Chronicle chronicle, Instant now) {
    List<Line> all =
        Stream.concat(
                chronicle.rounds().stream().map(one -> round(one, now)),
                chronicle.deeds().stream().map(one -> deed(one, now)))
            .sorted(Comparator.comparing(Line::time).reversed())
            .toList();
    if (all.size() <= LINES) {
      return new HistoryPage(filter, releases, all, "");
    }
    // What happened at one moment stays together; the next page begins with it.
    Instant border = all.get(LINES).time();
    List<Line> shown = all.stream().filter(line -> line.time().isAfter(border)).toList();
    return shown.isEmpty()
        ? new HistoryPage(filter, releases, all, filter.address(border))
        : new HistoryPage(
            filter, releases, shown, filter.address(border.plus(1, ChronoUnit.MICROS)));
  }

  private static Line round(History.Entry entry, Instant now) {
    String release = entry.release().value();
    return new Line(
        entry.at(),
        Ages.when(entry.at(), now),
        Long.toString(entry.round()),
        release,
        Address.release(release),
        entry.target(),
        Mark.of(entry.outcome().word()),
        entry.promoted(),
        Hash.brief(entry.promoted()),
        Address.candidate(release, entry.promoted()),
        "",
        entry.reason());
  }

  private static Line deed(Deed deed, Instant now) {
    return new Line(
        deed.at(),
        Ages.when(deed.at(), now),
        "",
        deed.release(),
        deed.release().isEmpty() ? "" : Address.release(deed.release()),
        deed.target(),
        new Mark("◆", deed.kind().word(), "act"),
        deed.candidate(),
        Hash.brief(deed.candidate()),
        deed.release().isEmpty() ? "" : Address.candidate(deed.release(), deed.candidate()),
        deed.caller().name(),
        deed.sentence());
  }
}
