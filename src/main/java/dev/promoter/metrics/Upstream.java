package dev.promoter.metrics;

import java.util.Locale;
import java.util.Set;

/** The kinds of outside systems: the values of the label {@code upstream}. */
final class Upstream {
  private static final Set<String> KINDS =
      Set.of(
          "dlrn",
          "registry",
          "container_list",
          "list_of_suites",
          "jenkins",
          "paddles",
          "shaman",
          "redmine",
          "github",
          "webhook",
          "quay");

  private Upstream() {}

  /** The kind of a system; what has no kind of its own is {@code other}. */
  static String of(String system) {
    String folded = system.toLowerCase(Locale.ROOT).replace(' ', '_');
    if (KINDS.contains(folded)) {
      return folded;
    }
    String first = folded.replaceAll("_.*", ""); // as in: registry NAME
    return KINDS.contains(first) ? first : "other";
  }
}
