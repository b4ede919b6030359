package dev.promoter.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sections of one file that have a kind and a name.
 *
 * @param byHeader what stands in the brackets to the options of the section, with all defaults
 */
record NamedSections(Map<String, Map<String, String>> byHeader) {
  static final NamedSections NONE = new NamedSections(Map.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  NamedSections {
    byHeader = Map.copyOf(byHeader);
  }

  /** Whether a section is one of these, even if its name is wrong. */
  static boolean has(IniSection section) {
    return kind(section).isPresent();
  }

  /** Reads and checks those of a file; leaves out what is wrong. */
  static NamedSections read(IniFile file, Places places, Problems problems) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    for (IniSection section : file.sections()) {
      kind(section)
          .filter(kind -> named(section, kind, problems))
          .ifPresent(
              kind ->
                  all.put(
                      section.name(),
                      kind.open()
                          ? BuildParameters.read(section, problems)
                          : options(section, kind, places, problems)));
    }
    return new NamedSections(all);
  }

  /** These, and of the others those that have another header. */
  NamedSections over(NamedSections others) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>(others.byHeader);
    all.putAll(byHeader);
    return new NamedSections(all);
  }

  /** All options in the form in which settings hold them. */
  Map<String, String> flat() {
    Map<String, String> flat = new LinkedHashMap<>();
    byHeader.forEach(
        (header, options) -> options.forEach((key, text) -> flat.put(header + " " + key, text)));
    return flat;
  }

  private static Optional<SectionKind> kind(IniSection section) {
    return SectionKind.ALL.stream().filter(kind -> begins(section.name(), kind.name())).findFirst();
  }

  private static boolean begins(String header, String word) {
    return header.startsWith(word)
        && header.length() > word.length()
        && Character.isWhitespace(header.charAt(word.length()));
  }

  private static boolean named(IniSection section, SectionKind kind, Problems problems) {
    String name = section.name().substring(kind.name().length() + 1);
    boolean plain =
        (kind.open() ? BuildParameters.JOB : NAME).matcher(name).matches()
            && section.name().charAt(kind.name().length()) == ' ';
    if (!plain) {
      problems.error(
          section.line(),
          section.name(),
          "",
          "is not "
              + kind.form()
              + " with one blank and a plain name (letters, digits, '.', '_', '+', '-')");
    }
    return plain;
  }

  private static Map<String, String> options(
      IniSection section, SectionKind kind, Places places, Problems problems) {
    Layer layer = Layer.read(section, kind.keys(), problems);
    Map<String, String> options = new LinkedHashMap<>();
    for (Key key : kind.keys()) {
      String text = layer.find(key.name()).map(Layer.Value::text).orElse(key.fallback());
      boolean given = section.entries().stream().anyMatch(e -> e.key().equals(key.name()));
      if (!text.isEmpty() || given) {
        options.put(key.name(), settled(key, text, places));
      } else if (key.required()) {
        problems.error(section.line(), section.name(), key.name(), "is missing; " + key.meaning());
      }
    }
    kind.faults()
        .apply(layer)
        .forEach(
            (key, fault) -> problems.error(line(section, layer, key), section.name(), key, fault));
    return options;
  }

  private static int line(IniSection section, Layer layer, String key) {
    return layer.find(key).map(Layer.Value::line).orElse(section.line());
  }

  /**
   * In a form that needs no knowledge of these files: full paths, and times as Java writes them.
   */
  private static String settled(Key key, String text, Places places) {
    if (text.isEmpty()) {
      return text;
    }
    if (key.type().equals(ValueType.DURATION)) {
      return Durations.parse(text).toString();
    }
    return key.type().equals(ValueType.FILE) ? places.resolve(text).toString() : text;
  }
}
