package dev.promoter.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The options of a release after defaults were applied. Keys are those of the reference page;
 * values were checked when the file was loaded. Secrets are never among them.
 *
 * @param values option name to its text; an option of a named section is {@code kind name option},
 *     with blanks
 */
public record Settings(Map<String, String> values) {
  public Settings {
    values = Map.copyOf(values);
  }

  /** The text of an option; empty when it is neither set nor defaulted. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * The text of an option that is always set or defaulted.
   *
   * @throws IllegalStateException when it is not: a mistake of the program, not of the operator
   */
  public String get(String key) {
    return find(key)
        .orElseThrow(
            () -> new IllegalStateException("option " + key + " has no value and no default"));
  }

  /** The names of the sections of a kind, such as {@code rdo} for {@code [image_server rdo]}. */
  public List<String> sectionNames(String kind) {
    return values.keySet().stream()
        .filter(key -> key.startsWith(kind + " "))
        .map(key -> key.substring(kind.length() + 1).replaceFirst(" .*", ""))
        .distinct()
        .sorted()
        .toList();
  }

  /** The options of the section with this kind and name; empty when there is no such section. */
  public Optional<Settings> section(String kind, String name) {
    String prefix = kind + " " + name + " ";
    Map<String, String> options =
        values.entrySet().stream()
            .filter(option -> option.getKey().startsWith(prefix))
            .collect(
                Collectors.toMap(
                    option -> option.getKey().substring(prefix.length()), Map.Entry::getValue));
    return options.isEmpty() ? Optional.empty() : Optional.of(new Settings(options));
  }

  /** Whether an option is set to yes; {@code false} when it is neither set nor defaulted. */
  public boolean isTrue(String key) {
    return find(key).map(Booleans::parse).orElse(false);
  }
}
