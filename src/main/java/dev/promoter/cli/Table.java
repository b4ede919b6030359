package dev.promoter.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns as wide as their widest cell; the last one is as wide as it likes. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  Table(String... headings) {
    widths = new int[headings.length];
    add(headings);
  }

  void add(String... cells) {
    String[] clean = Arrays.stream(cells).map(Paint::printable).toArray(String[]::new);
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], clean[column].length());
    }
    rows.add(clean);
  }

  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.length; column++) {
      line.append(cells[column]);
      line.append(" ".repeat(widths[column] - cells[column].length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
