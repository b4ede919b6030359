package dev.promoter.config;

import java.util.List;

/**
 * A section and its entries in file order; no two have the same key.
 *
 * @param name case kept
 * @param line of its header, from 1
 * @param entries may be empty
 */
record IniSection(String name, int line, List<IniEntry> entries) {
  IniSection {
    entries = List.copyOf(entries);
  }

  /** A section that a file does not have, so that its keys get their defaults. */
  static IniSection absent(String name) {
    return new IniSection(name, 0, List.of());
  }
}
