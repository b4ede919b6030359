package dev.promoter.engine;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people had said about all releases at one moment. Read once for a target, so that what is
 * shown of it and what is decided about it cannot differ.
 *
 * @param waivers those that were not withdrawn, oldest first
 * @param holds those that were not lifted, oldest first
 * @param approvals those that were not withdrawn, oldest first
 * @param choices the pins and vetoes that were not withdrawn, oldest first
 */
public record Said(
    List<Waiver> waivers, List<Hold> holds, List<Approval> approvals, List<Choice> choices) {
  /** Nobody has said anything. */
  public static final Said NOTHING = new Said(List.of(), List.of(), List.of(), List.of());

  public Said {
    waivers = List.copyOf(waivers);
    holds = List.copyOf(holds);
    approvals = List.copyOf(approvals);
    choices = List.copyOf(choices);
  }

  /** Without pins and vetoes. */
  public Said(List<Waiver> waivers, List<Hold> holds, List<Approval> approvals) {
    this(waivers, holds, approvals, List.of());
  }

  /** The holds that stop promotions to a target at this time. */
  public Stream<Hold> stopping(ReleaseName release, LinkName target, Instant now) {
    return holds.stream()
        .filter(hold -> hold.release().equals(release))
        .filter(hold -> hold.stops(target, now));
  }
}
