package dev.promoter.domain;

import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A person stops a target, or a whole release.
 *
 * @param id its number, unique in the store
 * @param release the release it belongs to
 * @param target the held target link; empty when the whole release is held
 * @param by who set it
 * @param reason why
 * @param since when it was set, UTC
 * @param until when it ends, UTC, exclusive; {@link #NO_END} when a person has to lift it
 */
public record Hold(
    long id,
    ReleaseName release,
    String target,
    String by,
    String reason,
    Instant since,
    Instant until)
    implements Intervention {
  /** The end of a hold that has none. */
  public static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

  public Hold {
    Checks.notBlank(by, "author of the hold");
    Checks.notBlank(reason, "reason of the hold");
  }

  /** Whether it stops promotions to this link at this time. */
  public boolean stops(LinkName link, Instant now) {
    return (target.isEmpty() || target.equals(link.value())) && now.isBefore(until);
  }

  /** Who holds what, until when and why; of which release shows beside it. */
  @Override
  public String sentence() {
    String end = until.equals(NO_END) ? "" : " until " + until;
    return (target.isEmpty() ? "the release" : target) + " is held by " + by + end + ": " + reason;
  }

  @Override
  public Kind kind() {
    return Kind.HOLD;
  }

  @Override
  public String about() {
    return target;
  }

  @Override
  public String subject() {
    return "";
  }

  @Override
  public String candidate() {
    return "";
  }

  @Override
  public Map<String, String> particulars() {
    return until.equals(NO_END) ? Map.of() : Map.of("until", until.toString());
  }

  @Override
  public Hold stored(long number, UnaryOperator<Instant> kept) {
    return new Hold(number, release, target, by, reason, kept.apply(since), kept.apply(until));
  }
}
