package dev.promoter.config;

import dev.promoter.domain.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong with one file. Keeps a limited number, so that a file of a million wrong
 * lines cannot exhaust the memory of the daemon.
 */
final class Problems {
  /** By file, then line; problems of one line stay in the order in which they were found. */
  static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file).thenComparingInt(Problem::line);

  private static final int LIMIT = 1000;
  private static final int LONGEST_NAME = 100;

  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private boolean broken;
  private boolean cut;

  Problems(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void error(int line, String section, String key, String sentence) {
    broken = true;
    add(new Problem(file, line, abridged(section), abridged(key), sentence, false));
  }

  void warning(int line, String section, String key, String sentence) {
    add(new Problem(file, line, abridged(section), abridged(key), sentence, true));
  }

  /** Whether further problems are only counted, so that nobody needs to phrase them. */
  boolean full() {
    return found.size() >= LIMIT;
  }

  /** Whether the file must be refused. */
  boolean broken() {
    return broken;
  }

  /** Everything found, in {@link #ORDER}. */
  List<Problem> sorted() {
    List<Problem> all = new ArrayList<>(found);
    if (cut) {
      String sentence = "has more than " + LIMIT + " problems; only the first ones are listed";
      all.add(new Problem(file, 0, "", "", sentence, !broken));
    }
    all.sort(ORDER);
    return List.copyOf(all);
  }

  static String abridged(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "...";
  }

  private void add(Problem problem) {
    if (full()) {
      cut = true;
    } else {
      found.add(problem);
    }
  }
}
