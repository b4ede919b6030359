package dev.promoter.insight;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Relation;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rounds of one target, for tests of what is made of them. */
public final class Story {
  /** The release of all rounds. */
  public static final ReleaseName RELEASE = new ReleaseName("CentOS-9/master");

  /** Where its candidates come from. */
  public static final LinkName SOURCE = new LinkName("tripleo-ci-testing");

  /** The link that moves. */
  public static final LinkName LINK = new LinkName("current-tripleo");

  private final Instant at;
  private final List<Judged> judged = new ArrayList<>();
  private final List<TargetReport.Effect> effects = new ArrayList<>();
  private Optional<Instant> committed = Optional.empty();
  private final List<Waiver> waivers = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();
  private final List<Freeze> freezes = new ArrayList<>();
  private final List<Choice> choices = new ArrayList<>();
  private final List<Milestone> milestones = new ArrayList<>();
  private TargetOutcome outcome = TargetOutcome.NOT_PROMOTED;
  private String promoted = "";
  private String previous = "";
  private String reason = "a reason";

  private Story(Instant at) {
    this.at = at;
  }

  /** A round that ends at this time. */
  public static Story at(Instant at) {
    return new Story(at);
  }

  /** The full hash of a candidate, made from one digit. */
  public static String id(int digit) {
    return Integer.toHexString(digit).repeat(32);
  }

  /** Judges a newer candidate; the newest comes first. */
  public Story candidate(int digit, Map<String, RequirementState> states) {
    return candidate(digit, Relation.NEWER, wait("it waits"), states);
  }

  /** Judges a candidate. */
  public Story candidate(
      int digit, Relation relation, Decision decision, Map<String, RequirementState> states) {
    Candidate candidate = new AggregateCandidate(id(digit));
    List<RequirementReport> requirements =
        new TreeMap<>(states)
            .entrySet().stream().map(one -> report(one.getKey(), one.getValue())).toList();
    List<Requirement> criteria = states.keySet().stream().sorted().map(Requirement::new).toList();
    Facts facts =
        new Facts(
            RELEASE,
            "dlrn",
            new Target(LINK, SOURCE, "", criteria),
            candidate,
            new Standing(relation, previous),
            requirements.stream().flatMap(one -> one.evidence().stream()).toList(),
            milestones,
            waivers,
            holds,
            new Moment(at, ZoneOffset.UTC),
            "",
            choices.stream().filter(one -> one.concerns(RELEASE, LINK, candidate)).toList(),
            freezes);
    judged.add(new Judged(facts, new Judgement(candidate, decision, requirements)));
    return this;
  }

  /** A decision to wait. */
  public static Decision wait(String reason) {
    return new Decision.Wait("A candidate waits", reason);
  }

  /** What stands at the target before the round. */
  public Story standing(int digit) {
    previous = id(digit);
    return this;
  }

  /** The round promoted this one. */
  public Story promoted(int digit) {
    outcome = TargetOutcome.PROMOTED;
    promoted = id(digit);
    return this;
  }

  /** How the round ended, in a word and a sentence. */
  public Story ended(TargetOutcome how, String why) {
    outcome = how;
    reason = why;
    return this;
  }

  /** Requirements of candidates that are judged from here on may be waived. */
  public Story waived(Waiver waiver) {
    waivers.add(waiver);
    return this;
  }

  /** Candidates that are judged from here on are held. */
  public Story held(Hold hold) {
    holds.add(hold);
    return this;
  }

  /** Candidates that are judged from here on meet a freeze. */
  public Story frozen(Freeze freeze) {
    freezes.add(freeze);
    return this;
  }

  /** Somebody chose among the candidates that are judged from here on. */
  public Story chosen(Choice choice) {
    choices.add(choice);
    return this;
  }

  /** Candidates that are judged from here on have come so far. */
  public Story milestone(Milestone milestone) {
    milestones.add(milestone);
    return this;
  }

  /** When the newest commit of what was promoted was made. */
  public Story committed(Instant when) {
    committed = Optional.of(when);
    return this;
  }

  /** The round carried something out. */
  public Story effect(TargetReport.Effect effect) {
    effects.add(effect);
    return this;
  }

  /** The target alone. */
  public TargetReport target() {
    return new TargetReport(
        LINK, SOURCE, "", outcome, promoted, previous, reason, judged, effects, committed, false);
  }

  /** The whole round. */
  public ReleaseReport round() {
    return new ReleaseReport(
        RELEASE, "releases/master.ini", "", List.of(target()), false, at.minusSeconds(5), at);
  }

  private RequirementReport report(String name, RequirementState state) {
    return switch (state) {
      case MET -> new RequirementReport(name, state, List.of(evidence(name, Verdict.PASSED)));
      case FAILED, WAIVED ->
          new RequirementReport(name, state, List.of(evidence(name, Verdict.FAILED)));
      default -> new RequirementReport(name, state, List.of());
    };
  }

  private Evidence evidence(String job, Verdict verdict) {
    return Evidence.of(job, verdict, "https://ci.example/" + job, at.minusSeconds(60), "");
  }
}
