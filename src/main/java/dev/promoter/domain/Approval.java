package dev.promoter.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A person says that a step or a suite of a release, or the release itself, may go on. Bound to one
 * candidate: what was approved for one commit says nothing about another (contract ceph.md section
 * 1).
 *
 * @param id its number, unique in the store
 * @param release the release it belongs to
 * @param target the target link it belongs to
 * @param candidate the full hash it is about
 * @param subject the suite or step; empty when it is about the release as a whole
 * @param by who gave it
 * @param note what they said
 * @param at when, UTC
 */
public record Approval(
    long id,
    ReleaseName release,
    LinkName target,
    String candidate,
    String subject,
    String by,
    String note,
    Instant at)
    implements Intervention {
  public Approval {
    Checks.notBlank(candidate, "candidate of the approval");
    Checks.notBlank(by, "author of the approval");
    Checks.notBlank(note, "note of the approval");
  }

  /** Whether it is about this candidate of this target. */
  public boolean covers(ReleaseName name, LinkName link, Candidate subject) {
    return release.equals(name) && target.equals(link) && candidate.equals(subject.id());
  }

  /** What it is about, as people call it. */
  public String title() {
    return subject.isEmpty() ? "the release" : subject;
  }

  @Override
  public Kind kind() {
    return Kind.APPROVAL;
  }

  @Override
  public String about() {
    return target.value();
  }

  @Override
  public String reason() {
    return note;
  }

  @Override
  public Instant since() {
    return at;
  }

  @Override
  public String sentence() {
    return "%s of %s %s is approved for %s by %s at %s: %s"
        .formatted(
            title(), release, target, candidate, by, at.truncatedTo(ChronoUnit.SECONDS), note);
  }

  @Override
  public Map<String, String> particulars() {
    return Map.of();
  }

  @Override
  public Approval stored(long number, UnaryOperator<Instant> kept) {
    return new Approval(number, release, target, candidate, subject, by, note, kept.apply(at));
  }
}
