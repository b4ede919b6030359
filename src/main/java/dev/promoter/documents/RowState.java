package dev.promoter.documents;

import dev.promoter.engine.StatusBoard;

/** The state of a release in one word. */
public final class RowState {
  private RowState() {}

  /** The present state: what a person has to look at first comes first. */
  public static String of(StatusBoard.Row row) {
    if (!row.problems().isEmpty()) {
      return "refused";
    }
    if (running(row)) {
      return "running";
    }
    if (row.finishedAt().isEmpty()) {
      return "waiting";
    }
    return row.failed() ? "failed" : "ok";
  }

  private static boolean running(StatusBoard.Row row) {
    return row.startedAt()
        .filter(start -> row.finishedAt().map(end -> end.isBefore(start)).orElse(true))
        .isPresent();
  }
}
