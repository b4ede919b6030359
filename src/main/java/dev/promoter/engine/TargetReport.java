package dev.promoter.engine;

import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one round did and found out about one target.
 *
 * @param target the link
 * @param source its source
 * @param component the component; may be empty
 * @param outcome how it ended
 * @param promoted the full hash that was, or in a dry run would have been, promoted; empty if none
 * @param previous the full hash that stood at the target before the round; empty if none or not
 *     known
 * @param reason the outcome as a sentence
 * @param judged the candidates that were judged, newest first; followed by those an interrupted
 *     plan was based on, when this round took it up
 * @param effects what became of each action, in order; empty when no plan was made
 * @param committed when the newest commit of what was promoted was made; empty when nothing was, or
 *     when nobody could say
 * @param upstreamFailed whether something could not be read or done, also if another candidate was
 *     promoted
 */
public record TargetReport(
    LinkName target,
    LinkName source,
    String component,
    TargetOutcome outcome,
    String promoted,
    String previous,
    String reason,
    List<Judged> judged,
    List<Effect> effects,
    Optional<Instant> committed,
    boolean upstreamFailed) {
  public TargetReport {
    judged = List.copyOf(judged);
    effects = List.copyOf(effects);
  }

  /** One that does not know when a commit was made. */
  public TargetReport(
      LinkName target,
      LinkName source,
      String component,
      TargetOutcome outcome,
      String promoted,
      String previous,
      String reason,
      List<Judged> judged,
      List<Effect> effects,
      boolean upstreamFailed) {
    this(
        target,
        source,
        component,
        outcome,
        promoted,
        previous,
        reason,
        judged,
        effects,
        Optional.empty(),
        upstreamFailed);
  }

  /** The same with the time of the newest commit, if something was promoted. */
  TargetReport committed(Optional<Instant> at) {
    return new TargetReport(
        target,
        source,
        component,
        outcome,
        promoted,
        previous,
        reason,
        judged,
        effects,
        promoted.isEmpty() ? Optional.empty() : at,
        upstreamFailed);
  }

  /** The same with only one of the candidates. */
  TargetReport narrowed(String candidate) {
    List<Judged> some =
        judged.stream().filter(one -> one.judgement().candidate().id().equals(candidate)).toList();
    return new TargetReport(
        target,
        source,
        component,
        outcome,
        promoted,
        previous,
        reason,
        some,
        effects,
        committed,
        upstreamFailed);
  }

  /** A candidate's facts and what was decided from them. */
  public record Judged(Facts facts, Judgement judgement) {}

  /** One action as a line for people, and what became of it. */
  public record Effect(String title, Outcome outcome) {}
}
