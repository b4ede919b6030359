package dev.promoter.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A person picks a candidate out: pinned, it and no other may be promoted to the target; vetoed, it
 * may not.
 *
 * @param id its number, unique among its kind
 * @param kind a pin or a veto
 * @param release the release it belongs to
 * @param target the target link it belongs to
 * @param candidate the full hash it is about
 * @param by who said it
 * @param reason why
 * @param since when, UTC
 */
public record Choice(
    long id,
    Kind kind,
    ReleaseName release,
    LinkName target,
    String candidate,
    String by,
    String reason,
    Instant since)
    implements Intervention {
  public Choice {
    if (kind != Kind.PIN && kind != Kind.VETO) {
      throw new IllegalArgumentException("a candidate is pinned or vetoed, not " + kind.word());
    }
    Checks.notBlank(candidate, "candidate of the " + kind.word());
    Checks.notBlank(by, "author of the " + kind.word());
    Checks.notBlank(reason, "reason of the " + kind.word());
  }

  /** Whether it has to do with promoting this candidate to this target. */
  public boolean concerns(ReleaseName name, LinkName link, Candidate subject) {
    return release.equals(name)
        && target.equals(link)
        && (kind == Kind.PIN || candidate.equals(subject.id()));
  }

  /**
   * Those that keep a candidate from being promoted, oldest first: its vetoes, else the pins of
   * others if it is not pinned itself.
   *
   * @param choices those that concern it
   */
  public static List<Choice> against(List<Choice> choices, Candidate subject) {
    List<Choice> vetoes = of(choices, Kind.VETO);
    List<Choice> pins = of(choices, Kind.PIN);
    boolean pinned = pins.stream().anyMatch(pin -> pin.candidate.equals(subject.id()));
    return vetoes.isEmpty() && !pinned ? pins : vetoes;
  }

  private static List<Choice> of(List<Choice> choices, Kind kind) {
    return choices.stream()
        .filter(choice -> choice.kind == kind)
        .sorted(Comparator.comparingLong(Choice::id))
        .toList();
  }

  @Override
  public String about() {
    return target.value();
  }

  @Override
  public String subject() {
    return "";
  }

  @Override
  public String sentence() {
    return kind == Kind.PIN
        ? "%s is pinned to %s by %s: %s".formatted(target, candidate, by, reason)
        : "%s may not be promoted to %s, says %s: %s".formatted(candidate, target, by, reason);
  }

  @Override
  public Map<String, String> particulars() {
    return Map.of();
  }

  @Override
  public Choice stored(long number, UnaryOperator<Instant> kept) {
    return new Choice(number, kind, release, target, candidate, by, reason, kept.apply(since));
  }
}
