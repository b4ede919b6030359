package dev.promoter.notes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A draft of release notes in Markdown.
 *
 * @param text the whole document
 * @param warnings what a person should look at; part of the text as well
 */
public record Draft(String text, List<String> warnings) {
  public Draft {
    warnings = List.copyOf(warnings);
  }

  /** Writes the notes of some merges. */
  public static Draft of(
      NotesRequest request, List<Merge> merges, PullRequests pulls, Issues issues) {
    Set<Integer> numbers =
        merges.stream().map(Merge::number).collect(Collectors.toCollection(TreeSet::new));
    Map<Integer, PullRequest> said =
        numbers.isEmpty() ? Map.of() : pulls.read(numbers, request.branch());
    List<Entry> entries =
        merges.stream()
            .map(merge -> Entry.of(merge, Optional.ofNullable(said.get(merge.number())), request))
            .sorted(
                Comparator.comparing(Entry::whole, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(Entry::number))
            .toList();
    List<String> warnings = request.strict() ? warnings(entries, issues) : List.of();
    List<Entry> shown =
        request.strict()
            ? entries.stream().filter(entry -> !entry.issues().isEmpty()).toList()
            : entries;
    return new Draft(text(request, shown, merges.size(), warnings), warnings);
  }

  private static List<String> warnings(List<Entry> entries, Issues issues) {
    List<String> warnings = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.issues().isEmpty()) {
        warnings.add(named(entry) + " names no issue and is left out");
      }
      if (entry.lacksComponent()) {
        warnings.add(named(entry) + " names no component");
      }
    }
    Map<Long, List<Entry>> byIssue = new TreeMap<>();
    for (Entry entry : entries) {
      entry
          .issues()
          .forEach(issue -> byIssue.computeIfAbsent(issue, none -> new ArrayList<>()).add(entry));
    }
    byIssue.forEach(
        (issue, several) -> {
          if (several.size() > 1) {
            warnings.add(
                "issue#%d has several pull requests: %s"
                    .formatted(
                        issue,
                        several.stream()
                            .map(entry -> "pr#" + entry.number())
                            .collect(Collectors.joining(", "))));
          }
          issues
              .find(issue)
              .filter(found -> found.backport() && !found.copied())
              .ifPresent(
                  found ->
                      warnings.add(
                          "issue#%d is a backport that was copied from no issue".formatted(issue)));
        });
    return warnings;
  }

  private static String named(Entry entry) {
    return "pr#%d (%s)".formatted(entry.number(), entry.whole());
  }

  private static String text(
      NotesRequest request, List<Entry> entries, int merged, List<String> warnings) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + request.version() + " (draft)");
    lines.add("");
    lines.add("- Branch: " + request.branch());
    lines.add("- SHA1: " + request.sha1());
    lines.add(
        "- Merged since %s: %d pull request%s"
            .formatted(request.since(), merged, merged == 1 ? "" : "s"));
    lines.add("");
    lines.add("## Changelog");
    Map<String, List<Entry>> groups = new LinkedHashMap<>();
    entries.forEach(
        entry -> groups.computeIfAbsent(entry.group(), none -> new ArrayList<>()).add(entry));
    groups.forEach(
        (key, group) -> {
          lines.add("");
          lines.add("### " + Entry.escaped(group.get(0).component()));
          lines.add("");
          group.forEach(entry -> lines.add(entry.line(request)));
        });
    if (entries.isEmpty()) {
      lines.add("");
      lines.add(merged == 0 ? "Nothing was merged." : "No pull request names an issue.");
    }
    if (!warnings.isEmpty()) {
      lines.add("");
      lines.add("## To be looked at");
      lines.add("");
      warnings.forEach(warning -> lines.add("- " + Entry.escaped(warning)));
    }
    return String.join("\n", lines) + "\n";
  }
}
