package dev.promoter.domain;

/**
 * Something wrong with the configuration, precise enough to be fixed without a search.
 *
 * @param file the file, as operators should see it
 * @param line its line, from 1; 0 when it is about the file as a whole, printed as its first line
 * @param section the section; empty when there is none
 * @param key the option or job; empty when it is about the section
 * @param sentence what is wrong and what would be right
 * @param warning whether the file is accepted nevertheless
 */
public record Problem(
    String file, int line, String section, String key, String sentence, boolean warning) {
  /** The form {@code file:line: [section] key: sentence}; parts that do not apply are left out. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file).append(':').append(Math.max(1, line)).append(": ");
    if (!section.isEmpty()) {
      text.append('[').append(section).append("] ");
    }
    if (!key.isEmpty()) {
      text.append(key).append(": ");
    }
    return text.append(warning ? "warning: " : "").append(sentence).toString();
  }
}
