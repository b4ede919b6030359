package dev.promoter.domain;

import java.util.Locale;

/** What the rules found out about one requirement. */
public enum RequirementState {
  MET,
  MET_BY_ALTERNATIVE,
  /** A person accepts that it is not met. */
  WAIVED,
  FAILED,
  IN_PROGRESS,
  /** Nobody has reported on it. */
  MISSING,
  /** Its evidence could not be read. */
  UNKNOWN;

  /** Whether it stands in the way of a promotion. */
  public boolean isOpen() {
    return this != MET && this != MET_BY_ALTERNATIVE && this != WAIVED;
  }

  /** The word used in documents and on the command line, for example {@code met_by_alternative}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
