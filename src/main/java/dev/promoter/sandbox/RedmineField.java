package dev.promoter.sandbox;

import java.util.List;
import java.util.Locale;

/**
 * A custom field.
 *
 * @param multiple whether it takes several values
 * @param numeric whether only numbers are taken
 * @param choices the values it takes; none for any
 */
public record RedmineField(
    long id, String name, boolean multiple, boolean numeric, List<String> choices) {
  public RedmineField {
    choices = List.copyOf(choices);
  }

  /** As it stands in messages: only the first word with a capital. */
  String humanized() {
    return name.substring(0, 1) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
