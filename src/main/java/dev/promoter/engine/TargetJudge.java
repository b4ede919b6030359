package dev.promoter.engine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Release;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.Lineup.Contender;
import dev.promoter.engine.TargetReport.Judged;
import java.util.ArrayList;
import java.util.List;

/** Gathers the facts about candidates of one target and has them judged, newest first. */
final class TargetJudge {
  private final Release release;
  private final Ports ports;
  private final EvidenceReader evidence;
  private final PeopleFacts people;

  TargetJudge(Release release, Ports ports, EvidenceReader evidence) {
    this.release = release;
    this.ports = ports;
    this.evidence = evidence;
    this.people = new PeopleFacts(release, ports);
  }

  /** Judges up to and including the first that is promoted. */
  List<Judged> untilPromoted(Target target, List<Contender> contenders) {
    Said said = prefetch(contenders);
    List<Judged> judged = new ArrayList<>();
    for (Contender contender : contenders) {
      Judged next = judge(target, contender, said);
      judged.add(next);
      if (next.judgement().decision() instanceof Decision.Promote) {
        break;
      }
    }
    return judged;
  }

  /** Judges all of them. */
  List<Judged> all(Target target, List<Contender> contenders) {
    Said said = prefetch(contenders);
    return contenders.stream().map(contender -> judge(target, contender, said)).toList();
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

  private Said prefetch(List<Contender> contenders) {
    Said said = ports.interventions().said();
    evidence.prefetch(contenders.stream().map(Contender::candidate).toList(), said);
    return said;
  }

  private Judged judge(Target target, Contender contender, Said said) {
    Facts facts = facts(target, contender, said);
    return new Judged(facts, ports.judge().judge(facts));
  }

  private Facts facts(Target target, Contender contender, Said said) {
    Candidate candidate = contender.candidate();
    Facts read =
        new Facts(
            release.name(),
            release.workflow(),
            target,
            candidate,
            contender.standing(),
            evidence.of(candidate, target),
            evidence.milestones(candidate),
            List.of(),
            List.of(),
            new Moment(ports.clock().instant(), ports.limits().zone()),
            evidence.annex(candidate));
    return people.renewed(read, said);
  }
}
