package dev.promoter.engine;

import java.util.Locale;

/** How a round ended for one target. */
public enum TargetOutcome {
  PROMOTED,
  /** A dry run that would have promoted. */
  WOULD_PROMOTE,
  NOT_PROMOTED,
  /**
   * Something was ready but a protection stopped it: a downgrade, or a link somebody else moved.
   */
  REFUSED,
  /** The target could not be judged, or an effect failed. */
  FAILED;

  /** The word used in documents and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
