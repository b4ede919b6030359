package dev.promoter.remote.dlrn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A yum repository file, of which only the addresses matter (contract dlrn.md section 4).
 *
 * @param sections in the order of the file
 */
record RepositoryFile(List<Section> sections) {
  /**
   * One repository.
   *
   * @param name the section
   * @param baseUrl where its files are; empty when the file does not say
   */
  record Section(String name, String baseUrl) {}

  RepositoryFile {
    sections = List.copyOf(sections);
  }

  static RepositoryFile parse(String text) {
    List<Section> sections = new ArrayList<>();
    for (String raw : text.split("\\R", -1)) {
      String line = raw.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        sections.add(new Section(line.substring(1, line.length() - 1), ""));
      } else if (isBaseUrl(line) && !sections.isEmpty()) {
        int last = sections.size() - 1;
        String value = line.substring(line.indexOf('=') + 1).strip();
        sections.set(last, new Section(sections.get(last).name(), value));
      }
    }
    return new RepositoryFile(sections);
  }

  private static boolean isBaseUrl(String line) {
    int equals = line.indexOf('=');
    return equals > 0
        && line.substring(0, equals).strip().toLowerCase(Locale.ROOT).equals("baseurl");
  }
}
