package dev.promoter.config;

/**
 * One option: the single source of what is accepted, what is assumed, and what the reference page
 * says.
 *
 * @param name as written in the file
 * @param type what its value must look like
 * @param fallback the value when nobody sets it; empty when there is none or it depends on others
 * @param fallbackNote what the reference page says instead of the value; empty to show the value
 * @param environment the environment variable that is used when no file sets it; empty for none
 * @param carried whether it is known and kept, but nothing reads it
 * @param meaning one line
 */
record Key(
    String name,
    ValueType type,
    String fallback,
    String fallbackNote,
    String environment,
    boolean carried,
    String meaning) {
  private static final String MUST = "none: it must be given";

  /** An option without default. */
  static Key of(String name, ValueType type, String meaning) {
    return new Key(name, type, "", "", "", false, meaning);
  }

  Key or(String value) {
    return new Key(name, type, value, fallbackNote, environment, carried, meaning);
  }

  /** The default depends on other options, in these words. */
  Key orComputed(String note) {
    return new Key(name, type, fallback, note, environment, carried, meaning);
  }

  Key orEnvironment(String variable) {
    return new Key(name, type, fallback, fallbackNote, variable, carried, meaning);
  }

  /** The option cannot be left out. */
  Key must() {
    return orComputed(MUST);
  }

  boolean required() {
    return fallbackNote.equals(MUST);
  }

  Key kept() {
    return new Key(name, type, fallback, fallbackNote, environment, true, meaning);
  }
}
