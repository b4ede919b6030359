package dev.promoter.cli;

import dev.promoter.engine.ReleaseReport;
import java.util.List;

/** How the program ends. */
final class Exit {
  /** Every release finished its round, whether anything was promoted or not. */
  static final int OK = 0;

  /** Configuration, an outside system or an effect failed for at least one release. */
  static final int FAILED = 1;

  /** The command line is at fault; nothing was done. */
  static final int USAGE = 2;

  private Exit() {}

  static int of(List<ReleaseReport> reports) {
    return reports.stream().anyMatch(ReleaseReport::failed) ? FAILED : OK;
  }
}
