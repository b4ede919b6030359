package dev.promoter.suites;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A list of suites that several releases share (contract ceph.md section 1): {@code suites:} and
 * lines {@code - name}, or one name per line. Behind a name may stand what a line of a release file
 * may say. What follows a {@code #} is a comment.
 *
 * @param entries in the order of the list; none has a fault
 * @param faults what is wrong, by line
 */
public record SuiteList(List<Entry> entries, List<Fault> faults) {
  /** More suites than any release has; a longer list is not one of suites. */
  public static final int LONGEST = 1000;

  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
  private static final Pattern HEADING = Pattern.compile("suites\\s*:(\\s*\\[\\s*])?");
  private static final Pattern MARK = Pattern.compile("---|\\.\\.\\.");

  /** A suite and its line, from 1. */
  public record Entry(SuiteLine suite, int line) {}

  /** A sentence about a line, from 1; line 0 is the list as a whole. */
  public record Fault(int line, String sentence) {}

  public SuiteList {
    entries = List.copyOf(entries);
    faults = List.copyOf(faults);
  }

  /** Reads the lines of a list. A list without any suite is a fault. */
  public static SuiteList parse(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < lines.size() && entries.size() + faults.size() < LONGEST; i++) {
      String text = COMMENT.matcher(lines.get(i)).replaceFirst("").strip();
      if (text.isEmpty() || HEADING.matcher(text).matches() || MARK.matcher(text).matches()) {
        continue;
      }
      Entry entry = new Entry(line(text), i + 1);
      entry.suite.faults().forEach(sentence -> faults.add(new Fault(entry.line, sentence)));
      Integer first = seen.putIfAbsent(entry.suite.suite(), entry.line);
      if (first != null) {
        faults.add(
            new Fault(
                entry.line, entry.suite.suite() + " is listed twice, first at line " + first));
      } else if (entry.suite.faults().isEmpty()) {
        entries.add(entry);
      }
    }
    if (entries.size() + faults.size() >= LONGEST) {
      faults.add(new Fault(0, "has more than " + LONGEST + " lines, which no list of suites has"));
    } else if (seen.isEmpty()) {
      faults.add(new Fault(0, "lists no suite"));
    }
    return new SuiteList(entries, faults);
  }

  private static SuiteLine line(String text) {
    String item = text.startsWith("- ") || text.equals("-") ? text.substring(1).strip() : text;
    int end = 0;
    while (end < item.length()
        && !Character.isWhitespace(item.charAt(end))
        && item.charAt(end) != '=') {
      end++;
    }
    String name = item.substring(0, end);
    String words = item.substring(end).strip();
    // Only a ':' before a blank or the end separates; others belong to the name of a slice.
    boolean separated = name.endsWith(":");
    String plain = unquoted(separated ? name.substring(0, name.length() - 1) : name);
    return SuiteLine.read(plain, separated ? words : words.replaceFirst("^[=:]\\s*", ""));
  }

  private static String unquoted(String name) {
    boolean quoted =
        name.length() > 1
            && (name.charAt(0) == '"' || name.charAt(0) == '\'')
            && name.charAt(name.length() - 1) == name.charAt(0);
    return quoted ? name.substring(1, name.length() - 1) : name;
  }
}
