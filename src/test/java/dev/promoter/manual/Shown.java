package dev.promoter.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page shows of an output: {@code ...} in a line stands for anything in that line, a line
 * that is nothing else for any lines.
 *
 * @param pieces the lines between such lines, each piece as it must stand in the output
 */
record Shown(List<List<Pattern>> pieces) {
  /** What is not shown. */
  static final String REST = "...";

  static Shown of(List<String> lines) {
    List<List<Pattern>> pieces = new ArrayList<>(List.of(new ArrayList<>()));
    for (String line : lines) {
      if (line.strip().equals(REST)) {
        pieces.add(new ArrayList<>());
      } else {
        pieces.get(pieces.size() - 1).add(pattern(line));
      }
    }
    return new Shown(pieces);
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Stream.of(line.split(Pattern.quote(REST), -1))
            .map(Shown::columns)
            .collect(Collectors.joining(".*")));
  }

  /** How wide a column is depends on all its rows, also on those that are not shown. */
  private static String columns(String text) {
    return Stream.of(text.split(" {2,}", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(" {2,}"));
  }

  /** The first piece begins an output, the last one ends it, the others follow one another. */
  boolean in(String output) {
    List<String> lines = output.lines().toList();
    int last = pieces.size() - 1;
    int at = 0;
    for (int piece = 0; piece < last; piece++) {
      int begin = find(pieces.get(piece), lines, at, piece == 0 ? 0 : lines.size());
      if (begin < 0) {
        return false;
      }
      at = begin + pieces.get(piece).size();
    }
    int end = lines.size() - pieces.get(last).size();
    return end >= at && (last > 0 || end == 0) && matches(pieces.get(last), lines, end);
  }

  private static int find(List<Pattern> piece, List<String> lines, int from, int to) {
    for (int at = from; at <= to; at++) {
      if (matches(piece, lines, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(List<Pattern> piece, List<String> lines, int at) {
    if (at + piece.size() > lines.size()) {
      return false;
    }
    for (int line = 0; line < piece.size(); line++) {
      if (!piece.get(line).matcher(lines.get(at + line)).matches()) {
        return false;
      }
    }
    return true;
  }
}
