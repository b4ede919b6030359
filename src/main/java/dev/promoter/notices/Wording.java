package dev.promoter.notices;

import dev.promoter.engine.Notice;
import java.util.stream.Stream;

/** How notices read. */
final class Wording {
  private static final int LONGEST_SUBJECT = 180;

  private Wording() {}

  static Notice notice(Audience audience, Watch watch) {
    String title = watch.subject().title();
    return new Notice(
        audience.channel(),
        key(audience, watch),
        audience.to(),
        line("[promoter] " + title + ": " + headline(watch)),
        text(title, watch));
  }

  /**
   * The same for the same change, and for no other: a subject that was gone and came back is
   * counted from one again, but not from the same moment.
   */
  private static String key(Audience audience, Watch watch) {
    return "notify %s %s #%d of %s"
        .formatted(audience.name(), watch.subject().title(), watch.number() + 1, watch.since());
  }

  /** A trouble that came and went is the news, not that nothing is the matter. */
  private static String headline(Watch watch) {
    if (watch.seen().same(watch.told())) {
      return "was for a time: " + watch.worst().state();
    }
    boolean over =
        watch.told().severity() != Severity.INFO && watch.seen().severity() == Severity.INFO;
    return over ? "recovered: " + watch.seen().state() : watch.seen().state();
  }

  private static String text(String title, Watch watch) {
    String now = "Now, since " + watch.since() + ": " + watch.seen().sentence();
    String before = "Told before: " + watch.told().state();
    String meanwhile =
        watch.changes() < 2
            ? ""
            : "Meanwhile the state changed %d times. The worst was: %s"
                .formatted(watch.changes(), watch.worst().sentence());
    String head = title + " (" + watch.worst().severity().word() + ")";
    return Stream.of(head, now, before, meanwhile)
            .filter(part -> !part.isEmpty())
            .reduce((a, b) -> a + "\n\n" + b)
            .orElse("")
        + "\n";
  }

  private static String line(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "...";
  }
}
