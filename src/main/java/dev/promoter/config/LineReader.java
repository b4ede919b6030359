package dev.promoter.config;

import java.io.Reader;
import java.util.List;

/**
 * Hands out at most one line per call, so that whoever parses has never read beyond the line it is
 * reporting: {@link #number()} is then the line of what was just parsed, and a parser that gave up
 * can be replaced by another that goes on with the next line.
 */
final class LineReader extends Reader {
  private final List<String> lines;
  private int number;
  private String current = "";
  private int position;

  LineReader(List<String> lines) {
    this.lines = lines;
  }

  /** The line handed out last, from 1; 0 before the first. */
  int number() {
    return number;
  }

  /** The text of that line. */
  String text() {
    return lines.get(number - 1);
  }

  boolean exhausted() {
    return position == current.length() && number >= lines.size();
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (exhausted()) {
      return -1;
    }
    if (position == current.length()) {
      current = lines.get(number) + "\n";
      position = 0;
      number++;
    }
    int count = Math.min(length, current.length() - position);
    current.getChars(position, position + count, buffer, offset);
    position += count;
    return count;
  }

  /** Does nothing: the parser closes its source, and the next one goes on with it. */
  @Override
  public void close() {}
}
