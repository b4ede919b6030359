package dev.promoter.insight;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.TargetOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where one target of a release stands.
 *
 * @param target the link, with its component in brackets if there is one
 * @param link the link
 * @param component the component; may be empty
 * @param source where its candidates come from
 * @param round the stored round that says so
 * @param at when that round ended
 * @param outcome how that round ended for it
 * @param current the full hash the target points at; empty when it is not known
 * @param currentSince when it was promoted, or when it was first seen there; empty when it is not
 *     known
 * @param blockage what is in the way of the next promotion
 * @param blockedSince since when it is the same that is in the way
 * @param newest the full hash of the newest candidate; empty when there is none
 * @param judgedRound the newest stored round in which candidates of this target were judged; 0 when
 *     there is none
 * @param recent when it was promoted lately, newest first, at most {@link #RECENT}
 */
public record TargetState(
    ReleaseName release,
    String target,
    String link,
    String component,
    String source,
    long round,
    Instant at,
    TargetOutcome outcome,
    String current,
    Optional<Instant> currentSince,
    Blockage blockage,
    Instant blockedSince,
    String newest,
    long judgedRound,
    List<Instant> recent) {
  /** As many promotions as are remembered with the state. */
  public static final int RECENT = 60;

  public TargetState {
    recent = List.copyOf(recent);
  }
}
