package dev.promoter.domain;

import java.util.List;

/**
 * Everything a judgement of one candidate may use. Stored with each round, so that the judgement
 * can be repeated later with the same result.
 *
 * @param release the release
 * @param workflow which kind of release work it is: selects the rules
 * @param target the target and its requirements
 * @param candidate the candidate
 * @param standing how the candidate compares with what the target points at
 * @param evidence one per job and requirement it counts for, in no particular order
 * @param milestones how far the candidate has come on the way to its evidence
 * @param waivers those in force for this candidate and target
 * @param holds those in force for this target
 * @param moment when it is judged
 * @param annex a JSON object with what is shown beside the judgement and no rule looks at; may be
 *     empty
 * @param choices the pins of the target, and the vetoes of the candidate
 * @param freezes the windows in which nothing is promoted to the target, those of now
 */
public record Facts(
    ReleaseName release,
    String workflow,
    Target target,
    Candidate candidate,
    Standing standing,
    List<Evidence> evidence,
    List<Milestone> milestones,
    List<Waiver> waivers,
    List<Hold> holds,
    Moment moment,
    String annex,
    List<Choice> choices,
    List<Freeze> freezes) {
  public Facts {
    evidence = List.copyOf(evidence);
    milestones = List.copyOf(milestones);
    waivers = List.copyOf(waivers);
    holds = List.copyOf(holds);
    choices = List.copyOf(choices);
    freezes = List.copyOf(freezes);
  }

  /** Facts of a target that is neither pinned nor frozen, about a candidate that nobody vetoed. */
  public Facts(
      ReleaseName release,
      String workflow,
      Target target,
      Candidate candidate,
      Standing standing,
      List<Evidence> evidence,
      List<Milestone> milestones,
      List<Waiver> waivers,
      List<Hold> holds,
      Moment moment,
      String annex) {
    this(
        release,
        workflow,
        target,
        candidate,
        standing,
        evidence,
        milestones,
        waivers,
        holds,
        moment,
        annex,
        List.of(),
        List.of());
  }

  /** Facts of work whose evidence just comes: without milestones and annex. */
  public Facts(
      ReleaseName release,
      String workflow,
      Target target,
      Candidate candidate,
      Standing standing,
      List<Evidence> evidence,
      List<Waiver> waivers,
      List<Hold> holds,
      Moment moment) {
    this(
        release, workflow, target, candidate, standing, evidence, List.of(), waivers, holds, moment,
        "");
  }

  /**
   * The waivers by which a requirement is waived; none when it is not. One that is bound to another
   * failure stands beside them and has no part in it.
   */
  public List<Waiver> accepting(RequirementReport report) {
    return report.state() == RequirementState.WAIVED
        ? waivers.stream()
            .filter(waiver -> waiver.requirement().equals(report.name()))
            .filter(waiver -> waiver.coversAnyFailure() || covers(waiver, report))
            .toList()
        : List.of();
  }

  /** Of a suite each failure is accepted by itself; of anything else all of them or none. */
  private boolean covers(Waiver waiver, RequirementReport report) {
    List<Evidence> failures =
        report.evidence().stream().filter(one -> one.verdict() == Verdict.FAILED).toList();
    return candidate instanceof RevisionCandidate
        ? failures.stream().anyMatch(failure -> waiver.fits(failure, true))
        : !failures.isEmpty() && failures.stream().allMatch(one -> waiver.fits(one, false));
  }
}
