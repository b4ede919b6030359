package dev.promoter.health;

import dev.promoter.health.Check.Grade;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The answers to all questions of one moment.
 *
 * @param checks in a fixed order
 * @param at when
 */
public record Examination(List<Check> checks, Instant at) {
  public Examination {
    checks = List.copyOf(checks);
  }

  /** Whether nothing is bad. */
  public boolean healthy() {
    return bad() == 0;
  }

  /** The same without sentences, for those who may not know what the releases are. */
  public Examination brief() {
    return new Examination(
        checks.stream().map(check -> new Check(check.name(), check.grade(), "", "")).toList(), at);
  }

  /** For programs: the same keys in the same order every time. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("healthy", healthy());
    document.put("checked_at", at.toString());
    document.put("checks", checks.stream().map(Examination::document).toList());
    return document;
  }

  /** For people: one line per check, below it what to do. */
  public String text() {
    String head =
        healthy() ? "healthy\n" : "not healthy: %d of %d checks\n".formatted(bad(), checks.size());
    return head + checks.stream().map(Examination::lines).collect(Collectors.joining());
  }

  private long bad() {
    return checks.stream().filter(check -> check.grade() == Grade.BAD).count();
  }

  private static Map<String, Object> document(Check check) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("check", check.name());
    document.put("state", check.grade().word());
    document.put("detail", check.sentence());
    document.put("advice", check.advice());
    return document;
  }

  private static String lines(Check check) {
    String said = check.sentence().isEmpty() ? "" : ": " + check.sentence();
    String line = "%-5s %s%s%n".formatted(check.grade().word(), check.name(), said);
    return check.advice().isEmpty() ? line : line + "      what to do: " + check.advice() + "\n";
  }
}
