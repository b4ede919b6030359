package dev.promoter.config;

import dev.promoter.domain.Nearest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The checked options of one section. Options with a wrong value are not among them: their problem
 * is reported where they are read.
 *
 * @param values option to its settled text and line
 */
record Layer(Map<String, Value> values) {
  private static final Pattern INLINE_COMMENT = Pattern.compile("\\s[#;]");
  private static final String OWN_PREFIX = "x_";

  /**
   * One option as given.
   *
   * @param text settled by its type
   * @param line 0 when it comes from the environment
   */
  record Value(String text, int line) {}

  Layer {
    values = Map.copyOf(values);
  }

  /** Checks every entry of a section against the options it may have. */
  static Layer read(IniSection section, List<Key> known, Problems problems) {
    return read(section, known, Map.of(), problems);
  }

  /** The same for a release, which may be given options of another kind by mistake. */
  static Layer read(IniSection section, ReleaseKind kind, Problems problems) {
    return read(section, kind.keys(), kind.strangers(), problems);
  }

  private static Layer read(
      IniSection section, List<Key> known, Map<String, String> strangers, Problems problems) {
    Map<String, Key> keys = new LinkedHashMap<>();
    known.forEach(key -> keys.put(key.name(), key));
    Map<String, Value> values = new LinkedHashMap<>();
    for (IniEntry entry : section.entries()) {
      if (entry.key().startsWith(OWN_PREFIX)) {
        continue;
      }
      Key key = keys.get(entry.key());
      String elsewhere = strangers.getOrDefault(entry.key(), "");
      if (!elsewhere.isEmpty()) {
        problems.error(
            entry.line(),
            section.name(),
            entry.key(),
            "is an option of workflow " + elsewhere + ", which this release is not");
      } else if (key == null) {
        unknown(section, entry, keys.keySet(), problems);
      } else {
        settle(section, entry, key, values, problems);
      }
    }
    return new Layer(values);
  }

  /** The options that the old promoter took from the environment. */
  static Layer environment(List<Key> known, Map<String, String> environment, Problems problems) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Key key : known) {
      String text = environment.getOrDefault(key.environment(), "");
      if (key.environment().isEmpty() || text.isEmpty()) {
        continue;
      }
      try {
        values.put(key.name(), new Value(key.type().reader().apply(text), 0));
      } catch (IllegalArgumentException e) {
        problems.error(0, "", key.environment(), "environment variable: " + sentence(e));
      }
    }
    return new Layer(values);
  }

  Optional<Value> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private static void unknown(
      IniSection section, IniEntry entry, Collection<String> known, Problems problems) {
    String hint = problems.full() ? "" : Nearest.hint(entry.key(), known);
    problems.error(entry.line(), section.name(), entry.key(), "is not a known option" + hint);
  }

  private static void settle(
      IniSection section, IniEntry entry, Key key, Map<String, Value> values, Problems problems) {
    if (entry.bare()) {
      problems.error(
          entry.line(),
          section.name(),
          entry.key(),
          "has no value; write '" + key.name() + ": ...'");
      return;
    }
    if (INLINE_COMMENT.matcher(entry.value()).find()) {
      problems.warning(
          entry.line(),
          section.name(),
          entry.key(),
          "the value holds a blank and a '#' or ';' and is taken whole; comments must stand on a"
              + " line of their own");
    }
    try {
      String text = key.type().reader().apply(entry.value());
      values.put(entry.key(), new Value(text, entry.line()));
    } catch (IllegalArgumentException e) {
      problems.error(entry.line(), section.name(), entry.key(), sentence(e));
    }
  }

  private static String sentence(IllegalArgumentException e) {
    return e.getMessage() == null ? "is not valid" : e.getMessage();
  }
}
