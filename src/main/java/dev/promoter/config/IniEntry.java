package dev.promoter.config;

/**
 * One entry of a section.
 *
 * @param key its name, case kept
 * @param separator what stands between name and value
 * @param value empty when there is none; {@code key} and {@code key:} differ in the separator
 * @param line from 1
 */
record IniEntry(String key, Separator separator, String value, int line) {
  /** What ends the name of an entry. */
  enum Separator {
    /** Nothing: the line is a bare name. */
    NONE,
    /** A colon. */
    COLON,
    /** An equals sign. */
    EQUALS
  }

  /** Whether the line is a bare name. */
  boolean bare() {
    return separator == Separator.NONE;
  }
}
