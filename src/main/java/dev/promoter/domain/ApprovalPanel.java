package dev.promoter.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may approve that candidates are promoted to a target, and how many of them have to. A person
 * counts once, whatever roles they have; names are the same in any case.
 *
 * @param needed how many different people must have approved
 * @param people those whose approval counts, each once
 */
public record ApprovalPanel(int needed, List<String> people) {
  /** The kind of the sections that say it, one per target. */
  public static final String KIND = "approvals";

  /** The kind of the sections that say who has a role. */
  public static final String ROLE = "role";

  /** What stands before the name of a role where people are listed. */
  public static final String ROLE_SIGN = "@";

  private static final int NAMED = 8;

  public ApprovalPanel {
    people = distinct(people.stream());
  }

  /** The panel of a target; empty when it needs no approvals. */
  public static Optional<ApprovalPanel> of(Settings settings, LinkName target) {
    return settings
        .section(KIND, target.value())
        .map(
            section ->
                new ApprovalPanel(
                    Integer.parseInt(section.find("needed").orElse("1")),
                    words(section.find("from").orElse(""))
                        .flatMap(word -> people(settings, word))
                        .toList()));
  }

  /** The roles that are named in a list of people. */
  public static List<String> roles(String from) {
    return words(from)
        .filter(word -> word.startsWith(ROLE_SIGN))
        .map(word -> word.substring(ROLE_SIGN.length()))
        .toList();
  }

  private static Stream<String> people(Settings settings, String word) {
    return word.startsWith(ROLE_SIGN)
        ? settings
            .section(ROLE, word.substring(ROLE_SIGN.length()))
            .flatMap(role -> role.find("members"))
            .stream()
            .flatMap(ApprovalPanel::words)
        : Stream.of(word);
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty());
  }

  /** Whether the approval of a person counts. */
  public boolean admits(String person) {
    return people.stream().anyMatch(one -> fold(one).equals(fold(person)));
  }

  /** What its people say about one candidate, as a milestone. */
  Milestone milestone(List<Approval> given) {
    Map<String, Approval> counted = new LinkedHashMap<>();
    given.stream()
        .filter(one -> one.subject().isEmpty() && admits(one.by()))
        .sorted(Comparator.comparing(Approval::at).thenComparing(Approval::id))
        .forEach(one -> counted.putIfAbsent(fold(one.by()), one));
    String told =
        counted.values().stream()
            .map(one -> "%s (%s)".formatted(one.by(), one.note()))
            .collect(Collectors.joining(", "));
    if (counted.size() >= needed) {
      Instant last = counted.values().stream().skip(needed - 1L).findFirst().orElseThrow().at();
      String sentence = "approved by " + told;
      return new Milestone(ApprovalGate.MILESTONE, "", Verdict.PASSED, "", last, sentence);
    }
    List<String> left =
        people.stream().filter(person -> !counted.containsKey(fold(person))).toList();
    String sentence =
        "%d of %s given%s; it may be approved by %s"
            .formatted(
                counted.size(),
                needed == 1 ? "1 approval is" : needed + " approvals are",
                told.isEmpty() ? "" : ": " + told,
                list(left));
    return new Milestone(ApprovalGate.MILESTONE, "", Verdict.PENDING, "", Instant.EPOCH, sentence);
  }

  /** The people, as far as a sentence holds them. */
  public String named() {
    return list(people);
  }

  private static String list(List<String> people) {
    String first = people.stream().limit(NAMED).collect(Collectors.joining(", "));
    return people.size() <= NAMED ? first : first + " and %d more".formatted(people.size() - NAMED);
  }

  private static List<String> distinct(Stream<String> people) {
    Map<String, String> distinct = new LinkedHashMap<>();
    people.forEach(person -> distinct.putIfAbsent(fold(person), person.strip()));
    return List.copyOf(distinct.values());
  }

  private static String fold(String person) {
    return person.strip().toLowerCase(Locale.ROOT);
  }
}
