package dev.promoter.rules;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Choice;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Relation;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Facts for a test, put together step by step. */
final class Situation {
  static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
  static final String CURRENT = "c".repeat(40) + "_cccccccc";
  private static final ReleaseName RELEASE = new ReleaseName("CentOS-9/master");
  private static final LinkName SOURCE = new LinkName("tripleo-ci-testing");

  private static final Candidate CANDIDATE =
      new CommitCandidate(new CommitHash("a".repeat(40), "b".repeat(40), ""), "");

  private final List<Requirement> requirements = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();
  private final List<Choice> choices = new ArrayList<>();
  private final List<Freeze> freezes = new ArrayList<>();
  private final List<Milestone> milestones = new ArrayList<>();
  private Relation relation = Relation.NEWER;
  private LinkName link = new LinkName("current-tripleo");
  private Moment moment = new Moment(MONDAY, ZoneId.of("UTC"));

  /** Each criterion is written {@code job} or {@code job:alternative,alternative}. */
  static Situation requiring(String... criteria) {
    Situation situation = new Situation();
    for (String criterion : criteria) {
      int colon = criterion.indexOf(':');
      situation.requirements.add(
          colon < 0
              ? new Requirement(criterion)
              : new Requirement(
                  criterion.substring(0, colon),
                  Arrays.asList(criterion.substring(colon + 1).split(","))));
    }
    return situation;
  }

  Situation with(Requirement requirement) {
    requirements.add(requirement);
    return this;
  }

  Situation passed(String... jobs) {
    return all(Verdict.PASSED, jobs);
  }

  Situation failed(String... jobs) {
    return all(Verdict.FAILED, jobs);
  }

  Situation pending(String... jobs) {
    return all(Verdict.PENDING, jobs);
  }

  Situation unreadable(String... jobs) {
    return all(Verdict.UNKNOWN, jobs);
  }

  Situation reported(String job, Verdict verdict, String detail) {
    return reported(job, verdict, "https://logs.example/" + job, detail);
  }

  Situation reported(String job, Verdict verdict, String url, String detail) {
    evidence.add(Evidence.of(job, verdict, url, MONDAY, detail));
    return this;
  }

  Situation waived(String requirement) {
    return waived(requirement, "");
  }

  Situation waived(String requirement, String pattern) {
    waivers.add(
        new Waiver(
            waivers.size() + 1L,
            RELEASE,
            link,
            requirement,
            "",
            pattern,
            "mara",
            "known bug",
            "https://bugs.example/7",
            MONDAY,
            MONDAY.plusSeconds(3600)));
    return this;
  }

  Situation held() {
    holds.add(
        new Hold(holds.size() + 1L, RELEASE, "", "jo", "mirror is down", MONDAY, Hold.NO_END));
    return this;
  }

  Situation waivedOnly(String requirement, String pattern, String reference) {
    waivers.add(
        new Waiver(
            waivers.size() + 1L,
            RELEASE,
            link,
            requirement,
            "",
            pattern,
            reference,
            false,
            "mara",
            "known bug",
            "",
            MONDAY,
            MONDAY.plusSeconds(3600)));
    return this;
  }

  Situation pinned(boolean here) {
    return chosen(Kind.PIN, here ? CANDIDATE.id() : "e".repeat(32));
  }

  Situation vetoed() {
    return chosen(Kind.VETO, CANDIDATE.id());
  }

  private Situation chosen(Kind kind, String candidate) {
    choices.add(
        new Choice(choices.size() + 1L, kind, RELEASE, link, candidate, "mara", "known", MONDAY));
    return this;
  }

  Situation frozen() {
    freezes.add(
        new Freeze(
            "window" + freezes.size(),
            "stocktaking",
            MONDAY.plusSeconds(60),
            MONDAY.plusSeconds(90)));
    return this;
  }

  Situation approval(Verdict verdict) {
    milestones.add(
        new Milestone("approval", "s" + milestones.size(), verdict, "", Instant.EPOCH, "by two"));
    return this;
  }

  Situation standing(Relation value) {
    relation = value;
    return this;
  }

  Situation at(String instant, String zone) {
    moment = new Moment(Instant.parse(instant), ZoneId.of(zone));
    return this;
  }

  Situation to(String value) {
    link = new LinkName(value);
    return this;
  }

  Facts facts() {
    return facts(requirements, evidence, waivers, holds, choices, freezes);
  }

  /** The same facts in another order. */
  Facts shuffled(Random random) {
    return facts(
        mixed(requirements, random),
        mixed(evidence, random),
        mixed(waivers, random),
        mixed(holds, random),
        mixed(choices, random),
        mixed(freezes, random));
  }

  private Facts facts(
      List<Requirement> criteria,
      List<Evidence> votes,
      List<Waiver> given,
      List<Hold> placed,
      List<Choice> chosen,
      List<Freeze> windows) {
    return new Facts(
        RELEASE,
        "dlrn",
        new Target(link, SOURCE, "", criteria),
        CANDIDATE,
        new Standing(relation, CURRENT),
        votes,
        milestones,
        given,
        placed,
        moment,
        "",
        chosen,
        windows);
  }

  private Situation all(Verdict verdict, String... jobs) {
    for (String job : jobs) {
      reported(job, verdict, verdict == Verdict.UNKNOWN ? job + " could not be read" : "");
    }
    return this;
  }

  private static <T> List<T> mixed(List<T> items, Random random) {
    List<T> copy = new ArrayList<>(items);
    Collections.shuffle(copy, random);
    return copy;
  }
}
