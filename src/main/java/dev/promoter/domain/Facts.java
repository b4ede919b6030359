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
 * @param waivers those in force for this candidate and target
 * @param holds those in force for this target
 * @param moment when it is judged
 */
public record Facts(
    ReleaseName release,
    String workflow,
    Target target,
    Candidate candidate,
    Standing standing,
    List<Evidence> evidence,
    List<Waiver> waivers,
    List<Hold> holds,
    Moment moment) {
  public Facts {
    evidence = List.copyOf(evidence);
    waivers = List.copyOf(waivers);
    holds = List.copyOf(holds);
  }
}
