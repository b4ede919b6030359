package dev.promoter.domain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param evidence the one failure it covers, as {@code JOB@ADDRESS} or {@code JOB@RUN}, where the
 *     run is a part of the address; empty when it is not bound to one
 * @param untilPromoted whether it also ends when something is promoted to the target
 * @param by who gave it
 * @param reason why
 * @param link a ticket or page about it; may be empty
 * @param since when it was given, UTC
 * @param until when it ends, UTC, exclusive
 * @param promoted the full hash whose promotion ended it; empty when none did
 */
public record Waiver(
    long id,
    ReleaseName release,
    LinkName target,
    String requirement,
    String candidate,
    String pattern,
    String evidence,
    boolean untilPromoted,
    String by,
    String reason,
    String link,
    Instant since,
    Instant until,
    String promoted)
    implements Intervention {
  public Waiver {
    Checks.notBlank(requirement, "requirement");
    Checks.notBlank(by, "author of the waiver");
    Checks.notBlank(reason, "reason of the waiver");
    if (!evidence.isEmpty() && !isEvidence(evidence)) {
      throw new IllegalArgumentException("'" + evidence + "' is not JOB@ADDRESS or JOB@RUN");
    }
  }

  /** One that no promotion has ended. */
  public Waiver(
      long id,
      ReleaseName release,
      LinkName target,
      String requirement,
      String candidate,
      String pattern,
      String evidence,
      boolean untilPromoted,
      String by,
      String reason,
      String link,
      Instant since,
      Instant until) {
    this(
        id,
        release,
        target,
        requirement,
        candidate,
        pattern,
        evidence,
        untilPromoted,
        by,
        reason,
        link,
        since,
        until,
        "");
  }

  /** One that is not bound to evidence and does not end with a promotion. */
  public Waiver(
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
      Instant until) {
    this(
        id,
        release,
        target,
        requirement,
        candidate,
        pattern,
        "",
        false,
        by,
        reason,
        link,
        since,
        until);
  }

  /** Whether a text names the evidence of a job: both parts are there. */
  public static boolean isEvidence(String text) {
    int at = text.indexOf('@');
    return at > 0 && at < text.length() - 1 && text.equals(text.strip());
  }

  /** Whether a text picks failures out: nothing but {@code *} would be in every one of them. */
  public static boolean isPattern(String text) {
    return !text.replace("*", "").isBlank();
  }

  /** Whether it is in force for this candidate of this target at this time. */
  public boolean covers(LinkName link, Candidate subject, Instant now) {
    return target.equals(link)
        && (candidate.isEmpty() || candidate.equals(subject.id()))
        && now.isBefore(until);
  }

  /** Whether it covers any failure of its requirement, whatever it is. */
  public boolean coversAnyFailure() {
    return pattern.isEmpty() && evidence.isEmpty();
  }

  /** Whether the failure of a job at this address is the one it is bound to, if it is to any. */
  public boolean isOf(String job, String address) {
    int at = evidence.indexOf('@');
    String reference = evidence.substring(at + 1);
    return at < 0
        || (evidence.substring(0, at).equals(job)
            && (bare(address).equals(bare(reference)) || parts(address).contains(reference)));
  }

  /**
   * Whether this is a failure that it covers.
   *
   * @param detailAlone whether the pattern is looked for in the detail and not in the name of the
   *     job and the address, too
   */
  public boolean fits(Evidence failure, boolean detailAlone) {
    boolean elsewhere = !detailAlone && (occursIn(failure.job()) || occursIn(failure.url()));
    return (elsewhere || occursIn(failure.detail())) && isOf(failure.job(), failure.url());
  }

  private static String bare(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  /** Runs have colons in their names, which addresses may spell out. */
  private static List<String> parts(String address) {
    return Arrays.stream(address.split("/", -1)).map(Waiver::decoded).toList();
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part; // a per cent sign of its own
    }
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
    if (coversAnyFailure()) {
      return "any failure";
    }
    String text = pattern.isEmpty() ? "" : " with '" + pattern + "'";
    return evidence.isEmpty() ? "only failures" + text : "only the failure " + evidence + text;
  }

  /** Who gave it, until when and why. */
  public String authority() {
    String page = link.isEmpty() ? "" : " (" + link + ")";
    return "by %s %s: %s%s".formatted(by, end(), reason, page);
  }

  /** When it ends, in words. */
  public String end() {
    String date = "until " + until.truncatedTo(ChronoUnit.SECONDS);
    if (!promoted.isEmpty()) {
      return "until the promotion of %s at %s"
          .formatted(promoted, until.truncatedTo(ChronoUnit.SECONDS));
    }
    if (untilPromoted) {
      return until.equals(Hold.NO_END)
          ? "until something is promoted"
          : "until something is promoted, and not longer than " + date;
    }
    return until.equals(Hold.NO_END) ? "without an end" : date;
  }

  @Override
  public Map<String, String> particulars() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("pattern", pattern);
    fields.put("evidence", evidence);
    fields.put("until_promoted", untilPromoted ? "yes" : "");
    fields.put("link", link);
    fields.put("until", until.toString());
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  /** The same with another end. */
  public Waiver ending(Instant end) {
    return new Waiver(
        id,
        release,
        target,
        requirement,
        candidate,
        pattern,
        evidence,
        untilPromoted,
        by,
        reason,
        link,
        since,
        end,
        promoted);
  }

  /** The same as the promotion of a candidate left it. */
  public Waiver endedBy(String hash, Instant moved) {
    return new Waiver(
        id,
        release,
        target,
        requirement,
        candidate,
        pattern,
        evidence,
        untilPromoted,
        by,
        reason,
        link,
        since,
        moved,
        hash);
  }

  /** Whether it is in force now and ends within this time. */
  public boolean endsSoon(Instant now, Duration warning) {
    return now.isBefore(until) && until.isBefore(now.plus(warning));
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
        evidence,
        untilPromoted,
        by,
        reason,
        link,
        kept.apply(since),
        kept.apply(until),
        promoted);
  }
}
