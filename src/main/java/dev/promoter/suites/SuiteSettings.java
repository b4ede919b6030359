package dev.promoter.suites;

import dev.promoter.domain.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** A suite of a release, with the flavor that the release tests it in. */
  public static SuiteKey key(Settings release, String suite) {
    return SuiteKey.named(suite, of(release, suite, "flavor").orElse(SuiteKey.DEFAULT_FLAVOR));
  }

  /** An option of a suite, which is that of its release unless its own line says otherwise. */
  static Optional<String> of(Settings release, String suite, String option) {
    return release
        .find("suite " + suite + " " + option)
        .or(() -> release.find(option))
        .filter(text -> !text.isBlank());
  }

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
