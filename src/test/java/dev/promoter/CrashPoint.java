package dev.promoter;

/**
 * A place in the course of a round where a process can be killed.
 *
 * @param place a journal write or a request, and on which side of it
 * @param occurrence how often the round was at this place, from 1
 */
record CrashPoint(String place, int occurrence) {
  static final String BEFORE_REQUEST = "before the effect of ";
  static final String AFTER_REQUEST = "after the effect and before the answer of ";

  private static final int NAME_LENGTH = 150;

  boolean ofJournal() {
    return place.contains(CrashChild.JOURNAL);
  }

  /** Whether a write to the server is about to have its effect. */
  boolean beforeWrite() {
    return place.startsWith(BEFORE_REQUEST + "POST");
  }

  /** As a test is called: long bodies and queries are cut. */
  @Override
  public String toString() {
    String text =
        place.length() <= NAME_LENGTH ? place : place.substring(0, NAME_LENGTH - 3) + "...";
    return occurrence == 1 ? text : text + " (occurrence " + occurrence + ")";
  }
}
