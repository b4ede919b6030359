package dev.promoter.config;

import dev.promoter.config.IniEntry.Separator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts sections together from parsed lines, and reports what the old reader of these files and ours
 * would understand differently: duplicates, continued lines, entries without a section.
 */
final class IniBuilder {
  private static final int NO_ENTRY = Integer.MAX_VALUE;

  private final Problems problems;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  /** Where entries go; this first one has no name and is dropped. */
  private Part current = new Part("", 0);

  private boolean headerSeen;

  /** The indentation of the last entry: the old reader continued it with deeper lines. */
  private int indent = NO_ENTRY;

  IniBuilder(Problems problems) {
    this.problems = problems;
  }

  void section(String name, int line, String text) {
    if (indentation(text) > indent) {
      problems.error(
          line,
          current.name,
          "",
          "the line [" + Problems.abridged(name) + "] is indented; sections begin at the margin");
    }
    begin(name, line);
  }

  void entry(String key, String value, int line, String text) {
    if (!headerSeen) {
      problems.error(line, "", key, "stands before the first section; put it below a [section]");
      return;
    }
    if (indentation(text) > indent) {
      problems.error(
          line,
          current.name,
          "",
          "the line is indented deeper than the one above; lines cannot be continued, begin it at"
              + " the margin");
      return;
    }
    indent = indentation(text);
    if (text.stripTrailing().endsWith("\\")) {
      problems.error(
          line, current.name, key, "ends with a backslash; lines cannot be continued, write one");
    }
    add(new IniEntry(key, separator(text), value, line));
  }

  /** A line that is neither section nor entry. */
  void malformed(int line, String text) {
    String trimmed = text.trim();
    if (!trimmed.startsWith("[")) {
      problems.error(
          line, current.name, "", "there is no name before the '" + trimmed.charAt(0) + "'");
      return;
    }
    int end = trimmed.indexOf(']');
    String name = (end < 0 ? trimmed.substring(1) : trimmed.substring(1, end)).trim();
    problems.error(line, name, "", headerFault(name, end));
    // The name is most likely the meant one; taking it avoids a train of wrong problems.
    begin(name, line);
  }

  List<IniSection> sections() {
    return parts.values().stream()
        .map(part -> new IniSection(part.name, part.line, List.copyOf(part.entries.values())))
        .toList();
  }

  private static String headerFault(String name, int end) {
    if (name.isEmpty()) {
      return "a section has no name";
    }
    return end < 0
        ? "the ']' after the section name is missing"
        : "something follows the ']' of the section; comments must stand on a line of their own";
  }

  private void begin(String name, int line) {
    headerSeen = true;
    indent = NO_ENTRY;
    if (name.isEmpty()) {
      current = new Part("", line);
      return;
    }
    Part first = parts.get(name);
    if (first == null) {
      current = new Part(name, line);
      parts.put(name, current);
    } else {
      problems.error(
          line, name, "", "the section began at line " + first.line + " already; keep one of them");
      current = first;
    }
  }

  private void add(IniEntry entry) {
    IniEntry first = current.entries.putIfAbsent(entry.key(), entry);
    if (first != null) {
      problems.error(
          entry.line(),
          current.name,
          entry.key(),
          "is listed twice, first at line " + first.line() + "; keep one of them");
    }
  }

  private static Separator separator(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ':') {
        return Separator.COLON;
      }
      if (text.charAt(i) == '=') {
        return Separator.EQUALS;
      }
    }
    return Separator.NONE;
  }

  private static int indentation(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(count) <= ' ') {
      count++;
    }
    return count;
  }

  private static final class Part {
    final String name;
    final int line;
    final Map<String, IniEntry> entries = new LinkedHashMap<>();

    Part(String name, int line) {
      this.name = name;
      this.line = line;
    }
  }
}
