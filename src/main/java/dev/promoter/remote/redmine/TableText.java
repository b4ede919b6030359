package dev.promoter.remote.redmine;

import dev.promoter.remote.redmine.ReleaseTable.Counts;
import dev.promoter.remote.redmine.ReleaseTable.Link;
import dev.promoter.remote.redmine.ReleaseTable.Suite;
import dev.promoter.remote.redmine.ReleaseTable.Waiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a release table in the formatting of a server. Pure: equal tables give equal texts. */
public final class TableText {
  private static final List<String> HEADER =
      List.of(
          "Suite",
          "Verdict",
          "Jobs",
          "Pass",
          "Fail",
          "Dead",
          "Unknown",
          "Unfinished",
          "Runs",
          "Remarks");
  private static final int MOST_RUNS = 10;
  private static final int MOST_WAIVERS = 10;
  private static final Map<String, String> COLOURS =
      Map.of(
          "PASSED", "#dfd", "WAIVED", "#ffd", "FAILED", "#fcc", "RUNNING", "#def", "MISSING",
          "#eee");

  private final Formatting formatting;

  /** Writes in this formatting. */
  public TableText(Formatting formatting) {
    this.formatting = formatting;
  }

  /** The whole text: heading, links, table and remarks; without a line end at its end. */
  public String of(ReleaseTable table) {
    List<String> lines = new ArrayList<>();
    lines.add(
        heading(
            "QE validation of %s: %s"
                .formatted(Escape.text(table.version()), Escape.text(table.verdict()))));
    lines.add("");
    lines.add("* Branch: " + Escape.text(table.branch()));
    lines.add("* SHA1: " + Escape.text(table.sha1()));
    addLinks(lines, "Build", table.builds());
    addLinks(lines, "Packages", table.packages());
    addLinks(lines, "Test runs", table.runs());
    lines.add("");
    lines.addAll(header());
    table.suites().forEach(suite -> lines.add(row(suite)));
    if (!table.remarks().isEmpty()) {
      lines.add("");
      table.remarks().forEach(remark -> lines.add("* " + Escape.text(remark)));
    }
    return String.join("\n", lines);
  }

  /** A heading of the size that stands inside descriptions. */
  private String heading(String text) {
    return (textile() ? "h3. " : "### ") + text;
  }

  private void addLinks(List<String> lines, String what, List<Link> links) {
    if (!links.isEmpty()) {
      lines.add("* " + what + ": " + joined(links));
    }
  }

  private String joined(List<Link> links) {
    // Textile takes a comma behind an address for a part of it.
    String comma = textile() ? " " : ", ";
    String shown =
        links.stream().limit(MOST_RUNS).map(this::link).collect(Collectors.joining(comma));
    int more = links.size() - MOST_RUNS;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private String link(Link link) {
    String text = Escape.text(link.text());
    String address = Escape.address(link.uri());
    return textile() ? "\"%s\":%s".formatted(text, address) : "[%s](%s)".formatted(text, address);
  }

  private List<String> header() {
    if (textile()) {
      return List.of(HEADER.stream().collect(Collectors.joining(" |_. ", "|_. ", " |")));
    }
    return List.of(
        HEADER.stream().collect(Collectors.joining(" | ", "| ", " |")),
        "|---|---|--:|--:|--:|--:|--:|--:|---|---|");
  }

  private String row(Suite suite) {
    Counts counts = suite.counts();
    // They change with each job, and each change of an issue mails everybody who watches it.
    boolean changing = suite.verdict().equals("RUNNING");
    List<String> cells = new ArrayList<>();
    cells.add(" " + Escape.text(suite.name()) + (suite.required() ? "" : " (not required)"));
    cells.add(verdict(suite.verdict()));
    for (int count :
        new int[] {
          counts.total(),
          counts.pass(),
          counts.fail(),
          counts.dead(),
          counts.unknown(),
          counts.unfinished()
        }) {
      cells.add((textile() ? ">. " : " ") + (changing ? "" : count));
    }
    cells.add(" " + joined(suite.runs()));
    cells.add(" " + remarks(suite));
    return cells.stream().collect(Collectors.joining(" |", "|", " |"));
  }

  private String verdict(String verdict) {
    String word = Escape.text(verdict);
    if (!textile()) {
      return " **" + word + "**";
    }
    String colour = COLOURS.getOrDefault(verdict, "");
    return colour.isEmpty() ? " *" + word + "*" : "{background:" + colour + "}. *" + word + "*";
  }

  private String remarks(Suite suite) {
    List<String> parts = new ArrayList<>();
    if (!suite.remark().isBlank()) {
      parts.add(Escape.text(suite.remark()));
    }
    suite.waivers().stream().limit(MOST_WAIVERS).map(this::waiver).forEach(parts::add);
    if (suite.waivers().size() > MOST_WAIVERS) {
      parts.add("and " + (suite.waivers().size() - MOST_WAIVERS) + " more waivers");
    }
    return String.join("; ", parts);
  }

  private String waiver(Waiver waiver) {
    String waived = waiver.link().map(uri -> link(new Link("waived", uri))).orElse("waived");
    return "%s by %s until %s: %s"
        .formatted(
            waived, Escape.text(waiver.by()), waiver.until(), Escape.text(waiver.failures()));
  }

  private boolean textile() {
    return formatting == Formatting.TEXTILE;
  }
}
