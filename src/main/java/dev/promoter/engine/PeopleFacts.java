package dev.promoter.engine;

import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Release;
import dev.promoter.domain.Target;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Journal.OpenPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people say, and the time, as facts about one candidate of one target. */
final class PeopleFacts {
  private final Release release;
  private final Ports ports;

  PeopleFacts(Release release, Ports ports) {
    this.release = release;
    this.ports = ports;
  }

  /** The same facts as they are now: only what was read outside stays as it was. */
  Facts renewed(Facts facts, Said said) {
    Instant now = ports.clock().instant();
    Target target = facts.target();
    Candidate candidate = facts.candidate();
    return new Facts(
        facts.release(),
        facts.workflow(),
        target,
        candidate,
        facts.standing(),
        facts.evidence(),
        milestones(facts, said),
        waivers(said, target, candidate, now),
        said.stopping(release.name(), target.link(), now).toList(),
        new Moment(now, ports.limits().zone()),
        facts.annex(),
        said.choices().stream()
            .filter(choice -> choice.concerns(release.name(), target.link(), candidate))
            .toList(),
        ports.freezes().inForce(release, target.link(), now));
  }

  /** Whether people say the same in both: the time alone changes no decision that was taken. */
  static boolean same(Facts some, Facts others) {
    return some.waivers().equals(others.waivers())
        && some.holds().equals(others.holds())
        && some.choices().equals(others.choices())
        && some.freezes().equals(others.freezes())
        && Set.copyOf(some.milestones()).equals(Set.copyOf(others.milestones()));
  }

  private List<Milestone> milestones(Facts facts, Said said) {
    List<Milestone> milestones =
        new ArrayList<>(
            facts.milestones().stream()
                .filter(milestone -> !milestone.name().equals(ApprovalGate.MILESTONE))
                .toList());
    milestones.addAll(
        ApprovalGate.milestones(
            release, facts.target().link(), facts.candidate(), said.approvals()));
    return milestones;
  }

  private List<Waiver> waivers(Said said, Target target, Candidate candidate, Instant now) {
    return said.waivers().stream()
        .filter(waiver -> waiver.release().equals(release.name()))
        .filter(waiver -> waiver.covers(target.link(), candidate, now))
        .filter(waiver -> !waiver.untilPromoted() || !promotedSince(target, waiver.since()))
        .toList();
  }

  private boolean promotedSince(Target target, Instant since) {
    return ports
        .journal()
        .standing(release.name(), target.link(), target.component())
        .flatMap(OpenPlan::moved)
        .filter(since::isBefore)
        .isPresent();
  }
}
