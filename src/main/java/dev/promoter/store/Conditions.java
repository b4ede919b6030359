package dev.promoter.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conditions of a query that all must hold, with their values. */
final class Conditions {
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  void add(String text, String name, Object value) {
    texts.add(text);
    values.put(name, value);
  }

  /** Empty when there are none. */
  String where() {
    return texts.isEmpty() ? "" : "where " + String.join(" and ", texts);
  }

  Map<String, Object> values() {
    return values;
  }
}
