package dev.promoter.rules;

import dev.promoter.domain.Decision.Escalate;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kie.api.runtime.rule.ConsequenceException;

/** The rules came to no usable conclusion. Never leaves the package: it becomes an Escalate. */
final class UnjudgeableException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_CAUSE = 300;
  private static final String ENDLESS = "The rules run on without an end";

  private final String sentence;
  private final String reason;

  private UnjudgeableException(String sentence, String reason) {
    super(sentence + ": " + reason);
    this.sentence = sentence;
    this.reason = reason;
  }

  static UnjudgeableException undecided() {
    return new UnjudgeableException(
        "No rule decides about this candidate", "the rule files leave this case open");
  }

  static UnjudgeableException contradiction(Collection<String> rules) {
    return new UnjudgeableException(
        "The rules contradict each other about this candidate",
        "all of these decide: " + list(rules));
  }

  static UnjudgeableException unclear(String requirement, Collection<String> states) {
    return new UnjudgeableException(
        "The rules do not say in one way how a requirement stands",
        requirement + " is " + (states.isEmpty() ? "in no state" : String.join(" and ", states)));
  }

  static UnjudgeableException endless(int firings, Collection<String> rules) {
    return new UnjudgeableException(
        ENDLESS,
        "stopped after "
            + firings
            + " steps; these rules keep setting each other off: "
            + list(rules));
  }

  static UnjudgeableException thrown(Throwable cause) {
    String rule =
        cause instanceof ConsequenceException in ? "'" + in.getRule().getName() + "' failed: " : "";
    return new UnjudgeableException("A rule failed", rule + describe(cause));
  }

  /** Whether the rules were stopped because they would not have ended. */
  boolean isEndless() {
    return sentence.equals(ENDLESS);
  }

  Escalate decision() {
    return new Escalate(sentence, reason);
  }

  private static String describe(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String text = String.valueOf(root);
    if (root != thrown && !(thrown instanceof ConsequenceException)) {
      text = thrown.getMessage() + ": " + text;
    }
    return abridged(text.replaceAll("\\s+", " "));
  }

  private static String abridged(String text) {
    return text.length() <= LONGEST_CAUSE ? text : text.substring(0, LONGEST_CAUSE) + "...";
  }

  private static String list(Collection<String> rules) {
    return new TreeSet<>(rules)
        .stream().map(rule -> "'" + rule + "'").collect(Collectors.joining(", "));
  }
}
