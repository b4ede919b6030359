package dev.promoter.suites;

import java.util.List;
import java.util.Map;

/**
 * The options of suites among those of their release: {@code suite <name> <option>}, and {@code
 * lead <name>}.
 */
public final class SuiteSettings {
  /** Those that a suite has from its release where its own line does not say otherwise. */
  private static final List<String> INHERITED =
      List.of("machine_type", "priority", "kernel", "flavor");

  private static final String LEAD = "lead";

  private SuiteSettings() {}

  /** Adds those of one suite to the options of its release. */
  public static void add(SuiteLine suite, Map<String, String> options) {
    String prefix = "suite " + suite.suite() + " ";
    for (String option : INHERITED) {
      options.put(prefix + option, options.getOrDefault(option, ""));
    }
    suite.options().forEach((option, text) -> options.put(prefix + option, text));
    String lead = suite.options().getOrDefault(LEAD, "");
    if (!lead.isEmpty()) {
      options.put(LEAD + " " + suite.suite(), lead);
    }
  }
}
