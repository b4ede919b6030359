package dev.promoter.store;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Choice;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Outcome;
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
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random rounds, made to hit every kind of value and many repetitions. */
final class Reports {
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "with \"quotes\" and \\",
          "Ünïcode \u2028 \uD83D\uDE00",
          "7",
          "a\nb\0c",
          "half \uD83D");
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Paris", "+05:30", "UTC+02:00", "America/St_Johns", "Z");

  private final Random random;

  Reports(long seed) {
    this.random = new Random(seed);
  }

  ReleaseReport report() {
    return new ReleaseReport(
        release(),
        text(),
        "",
        list(3, this::target),
        false,
        instant(),
        instant(),
        list(3, random::nextLong));
  }

  List<TargetReport.Judged> judgements(int atMost) {
    return list(atMost, this::judged);
  }

  private TargetReport target() {
    return new TargetReport(
        link(),
        link(),
        text(),
        one(List.of(TargetOutcome.values())),
        text(),
        text(),
        text(),
        list(4, this::judged),
        list(2, () -> new TargetReport.Effect(text(), outcome())),
        random.nextBoolean() ? Optional.of(instant()) : Optional.empty(),
        random.nextBoolean());
  }

  private TargetReport.Judged judged() {
    List<Evidence> evidence = list(6, this::evidence);
    Candidate candidate = candidate();
    Facts facts =
        new Facts(
            release(),
            text(),
            new Target(link(), link(), text(), some(this::requirement)),
            candidate,
            new Standing(one(List.of(Relation.values())), text()),
            evidence,
            List.of(),
            list(2, this::waiver),
            list(2, this::hold),
            new Moment(instant(), ZoneId.of(one(ZONES))),
            text(),
            list(2, this::choice),
            list(2, () -> new Freeze("f", "r" + word(), instant(), instant())));
    List<RequirementReport> requirements =
        list(4, () -> new RequirementReport(word(), state(), seen(evidence)));
    return new TargetReport.Judged(facts, new Judgement(candidate, decision(), requirements));
  }

  /** Mostly what the facts have, sometimes as an alternative for something else. */
  private List<Evidence> seen(List<Evidence> evidence) {
    return evidence.stream()
        .filter(item -> random.nextBoolean())
        .map(item -> random.nextInt(4) == 0 ? item.asAlternativeFor(word()) : item)
        .toList();
  }

  private Evidence evidence() {
    Verdict verdict = one(List.of(Verdict.values()));
    return new Evidence(word(), word(), verdict, text(), instant(), text());
  }

  private Requirement requirement() {
    return new Requirement(word(), list(2, this::word));
  }

  private Waiver waiver() {
    return new Waiver(
        random.nextLong(),
        release(),
        link(),
        word(),
        text(),
        text(),
        word(),
        word(),
        text(),
        instant(),
        instant());
  }

  private Choice choice() {
    Kind kind = one(List.of(Kind.PIN, Kind.VETO));
    return new Choice(
        random.nextInt(9), kind, release(), link(), "c" + word(), "a", "b" + word(), instant());
  }

  private Hold hold() {
    Instant until = random.nextBoolean() ? Hold.NO_END : instant();
    return new Hold(random.nextInt(9), release(), text(), word(), word(), instant(), until);
  }

  private Decision decision() {
    return one(
        List.of(
            new Decision.Promote(word(), text()),
            new Decision.Wait(word(), text()),
            new Decision.Reject(word(), text()),
            new Decision.Escalate(word(), text())));
  }

  private Outcome outcome() {
    return one(
        List.of(
            new Outcome.Done(text()),
            new Outcome.AlreadyDone(text()),
            new Outcome.Refused(text()),
            new Outcome.Retry(text()),
            new Outcome.Failed(text())));
  }

  private Candidate candidate() {
    if (random.nextBoolean()) {
      return new AggregateCandidate(hex(32));
    }
    String extended = one(List.of("", "short1", hex(40) + "_" + hex(40)));
    return new CommitCandidate(new CommitHash(hex(40), hex(40), extended), text());
  }

  private RequirementState state() {
    return one(List.of(RequirementState.values()));
  }

  private ReleaseName release() {
    return new ReleaseName(one(List.of("CentOS-9/master", "CentOS-9/zed")));
  }

  private LinkName link() {
    return new LinkName(one(List.of("current-tripleo", "promoted-components", "0.1_+-")));
  }

  private Instant instant() {
    return random.nextInt(5) == 0
        ? Instant.EPOCH
        : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  private String text() {
    return one(TEXTS);
  }

  private String word() {
    return one(List.of("periodic-job-1", "periodic-job-2", "ünï", "7", "a rule of the house"));
  }

  private String hex(int digits) {
    return Stream.generate(() -> Integer.toHexString(random.nextInt(16)))
        .limit(digits)
        .reduce("", String::concat);
  }

  private <T> T one(List<? extends T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private <T> List<T> list(int limit, Supplier<T> element) {
    return Stream.generate(element).limit(random.nextInt(limit + 1)).toList();
  }

  private <T> List<T> some(Supplier<T> element) {
    return Stream.generate(element).limit(1 + random.nextInt(3)).toList();
  }
}
