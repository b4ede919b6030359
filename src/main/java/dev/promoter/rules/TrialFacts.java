package dev.promoter.rules;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Relation;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RevisionCandidate;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The invented situations of a trial: everyday ones, on a working morning and late on a Friday;
 * once more for every link and release that the operators' own rules may be about.
 */
final class TrialFacts {
  private static final String RELEASE = "trial";
  private static final String LINK = "trial-target";
  private static final Pattern LINK_LIKE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
  private static final Pattern RELEASE_LIKE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]*");
  private static final int MOST_NAMES = 30;
  private static final Instant MONDAY_MORNING = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant FRIDAY_AFTERNOON = Instant.parse("2026-03-06T16:00:00Z");
  private static final List<Requirement> REQUIREMENTS =
      List.of(new Requirement("job"), new Requirement("job-two", List.of("other-job")));
  private static final String HASH = "0123456789abcdef0123456789abcdef01234567";
  private static final Candidate COMMIT = new CommitCandidate(new CommitHash(HASH, HASH, ""), "");
  private static final Candidate AGGREGATE = new AggregateCandidate(HASH.substring(0, 32));

  private static final List<Candidate> BUILDS = List.of(COMMIT, AGGREGATE);
  private static final List<Candidate> REVISIONS = List.of(new RevisionCandidate(HASH));

  private final RuleSet set;
  private final ReleaseName release;
  private final Target target;
  private final Candidate candidate;
  private final Instant now;

  private TrialFacts(
      RuleSet set, ReleaseName release, Target target, Candidate candidate, Instant now) {
    this.set = set;
    this.release = release;
    this.target = target;
    this.candidate = candidate;
    this.now = now;
  }

  /**
   * @param words what own rules name; those that can be the name of a link or release are tried as
   *     such
   */
  static List<Facts> all(RuleSet set, List<String> words) {
    List<Facts> all = new ArrayList<>(about(set, RELEASE, LINK));
    words.stream()
        .filter(word -> LINK_LIKE.matcher(word).matches())
        .limit(MOST_NAMES)
        .forEach(word -> all.addAll(about(set, RELEASE, word)));
    words.stream()
        .filter(word -> RELEASE_LIKE.matcher(word).matches())
        .limit(MOST_NAMES)
        .forEach(word -> all.addAll(about(set, word, LINK)));
    return all;
  }

  private static List<Facts> about(RuleSet set, String release, String link) {
    ReleaseName name = new ReleaseName(release);
    Target target = new Target(new LinkName(link), new LinkName("trial-source"), "", REQUIREMENTS);
    List<Facts> all = new ArrayList<>();
    for (Candidate candidate : set.equals(RuleSet.RELEASE) ? REVISIONS : BUILDS) {
      for (Instant now : List.of(MONDAY_MORNING, FRIDAY_AFTERNOON)) {
        all.addAll(new TrialFacts(set, name, target, candidate, now).situations());
      }
    }
    return all;
  }

  private List<Facts> situations() {
    List<Facts> situations = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      situations.add(facts(Relation.NEWER, evidence(verdict), List.of(), List.of()));
    }
    List<Evidence> passed = evidence(Verdict.PASSED);
    List<Evidence> failed = evidence(Verdict.FAILED);
    situations.add(facts(Relation.NEWER, List.of(), List.of(), List.of()));
    situations.add(facts(Relation.NEWER, passed, List.of(), List.of(hold())));
    situations.add(facts(Relation.NEWER, failed, List.of(waiver(""), waiver("a")), List.of()));
    situations.add(facts(Relation.CURRENT, passed, List.of(), List.of()));
    situations.add(facts(Relation.OLDER, passed, List.of(), List.of()));
    return situations;
  }

  private Facts facts(
      Relation relation, List<Evidence> evidence, List<Waiver> waivers, List<Hold> holds) {
    return new Facts(
        release,
        set.workflow(),
        target,
        candidate,
        new Standing(relation, COMMIT.id()),
        evidence,
        waivers,
        holds,
        new Moment(now, ZoneOffset.UTC));
  }

  private List<Evidence> evidence(Verdict verdict) {
    return List.of(
        Evidence.of("job", verdict, "http://trial.invalid/job", now, "a trial"),
        Evidence.of("other-job", verdict, "http://trial.invalid/other", now, "a trial"));
  }

  private Hold hold() {
    return new Hold(1, release, "", "trial", "trial", now, Hold.NO_END);
  }

  private Waiver waiver(String pattern) {
    return new Waiver(
        pattern.isEmpty() ? 1 : 2,
        release,
        target.link(),
        "job",
        "",
        pattern,
        "trial",
        "trial",
        "",
        now,
        Hold.NO_END);
  }
}
