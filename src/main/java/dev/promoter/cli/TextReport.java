package dev.promoter.cli;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports of rounds for people. Hashes that a person may want to copy are printed in full. Several
 * threads may report; each report is printed in one piece.
 */
public final class TextReport {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final PrintStream out;
  private final Paint paint;
  private final TargetText targets;
  private final Map<String, String> lastPrinted = new HashMap<>();

  private TextReport(PrintStream out, Paint paint) {
    this.out = out;
    this.paint = paint;
    this.targets = new TargetText(paint);
  }

  /**
   * A report on this stream; in colour only when it is {@link System#out}, that is a terminal, and
   * the variable {@code NO_COLOR} is not set.
   */
  public static TextReport on(PrintStream out, Map<String, String> environment) {
    return new TextReport(out, Paint.of(out, environment));
  }

  /** Everything about one release: every target, candidate and open requirement. */
  public void full(ReleaseReport report) {
    List<String> lines = new ArrayList<>();
    String note = report.dryRun() ? "  dry run: nothing is written" : "";
    lines.add(paint.strong(report.release().value()) + "  " + report.file() + note);
    if (!report.error().isEmpty()) {
      lines.add("  " + paint.bad("no round") + ": " + Paint.printable(report.error()));
    }
    for (TargetReport target : report.targets()) {
      lines.add("");
      lines.addAll(targets.full(target));
    }
    lines.add("");
    print(lines);
  }

  /**
   * What a round changed, in a few lines per target: nothing for a target about which there is no
   * more to say than at the last call for it.
   */
  public synchronized void round(ReleaseReport report) {
    List<String> lines = new ArrayList<>();
    if (changed(report.release(), "", report.error()) && !report.error().isEmpty()) {
      lines.add("  " + paint.bad("no round") + ": " + Paint.printable(report.error()));
    }
    for (TargetReport target : report.targets()) {
      List<String> text = targets.brief(target);
      String key = target.target() + "/" + target.component();
      if (changed(report.release(), key, String.join("\n", text))) {
        lines.addAll(text);
      }
    }
    if (!lines.isEmpty()) {
      lines.add(
          0, CLOCK.format(report.finishedAt()) + "  " + paint.strong(report.release().value()));
      lines.add("");
      print(lines);
    }
  }

  /** One line about several releases; nothing for a single one, which has said it all. */
  void summary(List<ReleaseReport> reports) {
    if (reports.size() != 1) {
      long promotions = reports.stream().mapToLong(ReleaseReport::promotions).sum();
      long failures = reports.stream().filter(ReleaseReport::failed).count();
      print(
          List.of(
              "%s, %s, %d failed."
                  .formatted(
                      Sentences.count(reports.size(), "release"),
                      Sentences.count(promotions, "promotion"),
                      failures)));
    }
  }

  /** What judging a stored round again has shown. */
  void replayed(long round, List<String> differences) {
    List<String> lines = new ArrayList<>();
    if (differences.isEmpty()) {
      lines.add("Round " + round + " judged again with the rules of today: the same decisions.");
    } else {
      lines.add("Round " + round + " judged again with the rules of today, with differences:");
      differences.forEach(line -> lines.add("  " + Paint.printable(line)));
    }
    print(lines);
  }

  private boolean changed(ReleaseName release, String target, String text) {
    return !text.equals(lastPrinted.put(release + "\n" + target, text));
  }

  private void print(List<String> lines) {
    out.print(String.join("\n", lines) + "\n");
    out.flush();
  }
}
