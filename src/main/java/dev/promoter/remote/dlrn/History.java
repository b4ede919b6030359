package dev.promoter.remote.dlrn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The promotions that answer one query, newest first, read page by page and only as far as needed.
 * Rows that were added meanwhile shift the pages: what is seen twice counts once, and nothing is
 * missed (contract dlrn.md section 3, promotions). Thread-safe.
 */
final class History {
  /** The most that a server gives at once. */
  static final int PAGE = 100;

  private final Pages pages;
  private final int maxPages;
  private final List<Row> rows = new ArrayList<>();
  private final Set<Row> known = new HashSet<>();
  private int offset;
  private int pagesRead;
  private boolean complete;

  /** Where the pages come from. */
  interface Pages {
    List<Row> read(int limit, int offset);

    /** The exception for a history that has no end. */
    RuntimeException endless(int rows);
  }

  History(Pages pages, int maxPages) {
    this.pages = pages;
    this.maxPages = maxPages;
  }

  /** All rows. */
  synchronized List<Row> all() {
    return until(row -> false);
  }

  /** The rows of the pages down to the first row that matches; all when none does. */
  synchronized List<Row> until(Predicate<Row> wanted) {
    int seen = 0;
    while (true) {
      while (seen < rows.size()) {
        if (wanted.test(rows.get(seen++))) {
          return List.copyOf(rows);
        }
      }
      if (complete) {
        return List.copyOf(rows);
      }
      readPage();
    }
  }

  /** The newest row that matches; reads on until there is one. */
  synchronized Optional<Row> newest(Predicate<Row> wanted) {
    return until(wanted).stream().filter(wanted).findFirst();
  }

  private void readPage() {
    if (pagesRead == maxPages) {
      throw pages.endless(rows.size());
    }
    List<Row> page = pages.read(PAGE, offset);
    pagesRead++;
    offset += page.size();
    int before = rows.size();
    page.stream().filter(known::add).forEach(rows::add);
    complete = page.size() < PAGE || rows.size() == before;
  }
}
