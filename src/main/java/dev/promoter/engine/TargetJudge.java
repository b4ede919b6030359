package dev.promoter.engine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Release;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Lineup.Contender;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers the facts about candidates of one target and has them judged, newest first. */
final class TargetJudge {
  private final Release release;
  private final Ports ports;
  private final EvidenceReader evidence;
  private Said said = Said.NOTHING;

  TargetJudge(Release release, Ports ports, EvidenceReader evidence) {
    this.release = release;
    this.ports = ports;
    this.evidence = evidence;
  }

  /** Judges up to and including the first that is promoted. */
  List<Judged> untilPromoted(Target target, List<Contender> contenders) {
    prefetch(contenders);
    List<Judged> judged = new ArrayList<>();
    for (Contender contender : contenders) {
      Judged next = judge(target, contender);
      judged.add(next);
      if (next.judgement().decision() instanceof Decision.Promote) {
        break;
      }
    }
    return judged;
  }

  /** Judges all of them. */
  List<Judged> all(Target target, List<Contender> contenders) {
    prefetch(contenders);
    return contenders.stream().map(contender -> judge(target, contender)).toList();
  }

  /** Whether evidence of any of them, or how far it has come, could not be read. */
  boolean anyUnread(List<Judged> judged) {
    return judged.stream()
        .map(Judged::facts)
        .anyMatch(facts -> evidence.failed(facts.candidate()) || unread(facts.milestones()));
  }

  private static boolean unread(List<Milestone> milestones) {
    return milestones.stream().anyMatch(milestone -> milestone.verdict() == Verdict.UNKNOWN);
  }

  private void prefetch(List<Contender> contenders) {
    said = Said.now(ports.interventions());
    evidence.prefetch(contenders.stream().map(Contender::candidate).toList(), said);
  }

  private Judged judge(Target target, Contender contender) {
    Facts facts = facts(target, contender);
    return new Judged(facts, ports.judge().judge(facts));
  }

  private Facts facts(Target target, Contender contender) {
    Instant now = ports.clock().instant();
    Candidate candidate = contender.candidate();
    return new Facts(
        release.name(),
        release.workflow(),
        target,
        candidate,
        contender.standing(),
        evidence.of(candidate, target),
        evidence.milestones(candidate),
        waivers(target, candidate, now),
        holds(target, now),
        new Moment(now, ports.limits().zone()),
        evidence.annex(candidate));
  }

  private List<Waiver> waivers(Target target, Candidate candidate, Instant now) {
    return said.waivers().stream()
        .filter(waiver -> waiver.release().equals(release.name()))
        .filter(waiver -> waiver.covers(target.link(), candidate, now))
        .toList();
  }

  private List<Hold> holds(Target target, Instant now) {
    return said.holds().stream()
        .filter(hold -> hold.release().equals(release.name()))
        .filter(hold -> hold.stops(target.link(), now))
        .toList();
  }
}
