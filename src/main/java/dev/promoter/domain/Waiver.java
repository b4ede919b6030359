package dev.promoter.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A person accepts that one requirement of one target is not met.
 *
 * @param id its number, unique in the store
 * @param release the release it belongs to
 * @param target the target link it belongs to
 * @param requirement the requirement it covers
 * @param candidate the full hash it is limited to; empty for any candidate
 * @param pattern text the failure must contain, compared without case, in which {@code *} stands
 *     for any text; empty when the waiver covers any failure of the requirement
 * @param by who gave it
 * @param reason why
 * @param link a ticket or page about it; may be empty
 * @param since when it was given, UTC
 * @param until when it ends, UTC, exclusive
 */
public record Waiver(
    long id,
    ReleaseName release,
    LinkName target,
    String requirement,
    String candidate,
    String pattern,
    String by,
    String reason,
    String link,
    Instant since,
    Instant until)
    implements Intervention {
  public Waiver {
    Checks.notBlank(requirement, "requirement");
    Checks.notBlank(by, "author of the waiver");
    Checks.notBlank(reason, "reason of the waiver");
  }

  /** Whether it is in force for this candidate of this target at this time. */
  public boolean covers(LinkName link, Candidate subject, Instant now) {
    return target.equals(link)
        && (candidate.isEmpty() || candidate.equals(subject.id()))
        && now.isBefore(until);
  }

  /** Whether it covers any failure of its requirement, not just one that contains a text. */
  public boolean coversAnyFailure() {
    return pattern.isEmpty();
  }

  /**
   * Whether a text contains the pattern. All but {@code *}, brackets and {@code $} too, stand for
   * themselves.
   */
  public boolean occursIn(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    int from = 0;
    for (String part : pattern.strip().toLowerCase(Locale.ROOT).split("\\*", -1)) {
      int at = folded.indexOf(part, from);
      if (at < 0) {
        return false;
      }
      from = at + part.length();
    }
    return true;
  }

  @Override
  public Kind kind() {
    return Kind.WAIVER;
  }

  @Override
  public String about() {
    return target.value();
  }

  @Override
  public String subject() {
    return requirement;
  }

  @Override
  public String sentence() {
    return "%s of %s %s is waived for %s, %s, %s"
        .formatted(
            requirement,
            release,
            target,
            candidate.isEmpty() ? "any candidate" : candidate,
            failures(),
            authority());
  }

  /** Which failures it covers, in words. */
  public String failures() {
    return coversAnyFailure() ? "any failure" : "only failures with '" + pattern + "'";
  }

  /** Who gave it, until when and why. */
  public String authority() {
    String page = link.isEmpty() ? "" : " (" + link + ")";
    return "by %s until %s: %s%s"
        .formatted(by, until.truncatedTo(ChronoUnit.SECONDS), reason, page);
  }

  @Override
  public Map<String, String> particulars() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("pattern", pattern);
    fields.put("link", link);
    fields.put("until", until.toString());
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  @Override
  public Waiver stored(long number, UnaryOperator<Instant> kept) {
    return new Waiver(
        number,
        release,
        target,
        requirement,
        candidate,
        pattern,
        by,
        reason,
        link,
        kept.apply(since),
        kept.apply(until));
  }
}
