package dev.promoter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Due;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Relation;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.RevisionCandidate;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Judge;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules by which a commit becomes a release, against the same in plain Java. */
class ReleaseRulesTest {
  private static final ReleaseName RELEASE = new ReleaseName("tentacle/20.1.0");
  private static final LinkName TARGET = new LinkName("20.1.0");
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final List<String> SUITES = List.of("rados", "rgw", "fs");
  private static final Candidate COMMIT =
      new RevisionCandidate("0123456789abcdef0123456789abcdef01234567");
  private static final List<String> TEXTS = List.of("timeout", "mon crash", "timeout in mon");

  private static Judge judge;

  @BeforeAll
  static void compile() {
    RuleBook book = RuleBook.compile(RuleFolder.SHIPPED, RuleSet.RELEASE, RuleBook.TRIAL_LIMIT);
    assertThat(book).isInstanceOf(RuleBook.Compiled.class);
    judge = ((RuleBook.Compiled) book).judge();
  }

  @Test
  void all_suites_passed_and_all_milestones_reached_releases_it() {
    Case it = new Case().all(Verdict.PASSED).milestone("build", "", Verdict.PASSED);

    assertThat(it.judged().decision().word()).isEqualTo("promote");
  }

  @Test
  void each_failure_needs_a_waiver_that_covers_it() {
    Case it = new Case().all(Verdict.PASSED);
    it.failed("rgw", "timeout").failed("rgw", "mon crash").waiver("rgw", "timeout");
    assertThat(it.state("rgw")).isEqualTo(RequirementState.FAILED);

    it.waiver("rgw", "MON");
    assertThat(it.state("rgw")).isEqualTo(RequirementState.WAIVED);
    assertThat(it.judged().decision().word()).isEqualTo("promote");
    assertThat(it.judged().decision().reason()).contains("rgw is waived by ann");
  }

  @Test
  void a_missing_suite_is_not_waived() {
    Case it = new Case().reported("rados", Verdict.PASSED).reported("fs", Verdict.PASSED);
    it.waiver("rgw", "");

    assertThat(it.state("rgw")).isEqualTo(RequirementState.MISSING);
    assertThat(it.judged().decision().word()).isEqualTo("wait");
  }

  @Test
  void an_approval_that_is_not_in_makes_it_wait_and_is_named() {
    Case it = new Case().all(Verdict.PASSED).milestone("approval", "rados", Verdict.PENDING);

    assertThat(it.judged().decision().word()).isEqualTo("wait");
    assertThat(it.judged().decision().reason()).contains("approval of rados");
  }

  @Test
  void a_build_that_failed_rejects_it_and_nothing_more_is_due() {
    Case it = new Case().milestone("build", "", Verdict.FAILED);

    assertThat(it.judged().decision().word()).isEqualTo("reject");
    assertThat(it.judged().due()).isEmpty();
  }

  @Test
  void first_the_build_is_due_then_the_suites_then_a_rerun() {
    Case it = new Case();
    assertThat(it.judged().due()).containsExactly(new Due("build"));

    it.milestone("build", "", Verdict.PASSED).milestone("schedulable", "rgw", Verdict.PASSED);
    it.milestone("packages", "", Verdict.PENDING);
    assertThat(it.judged().due()).isEmpty();

    Case ready = new Case().milestone("build", "", Verdict.PASSED);
    ready.milestone("packages", "", Verdict.PASSED);
    ready.milestone("schedulable", "rgw", Verdict.PASSED);
    assertThat(ready.judged().due()).containsExactly(new Due("schedule", "rgw"));

    ready.failed("fs", "timeout").milestone("rerunnable", "fs", Verdict.PASSED);
    assertThat(ready.judged().due())
        .containsExactly(new Due("rerun", "fs"), new Due("schedule", "rgw"));
  }

  @Test
  void a_step_that_needs_an_approval_waits_for_it() {
    Case it = new Case().milestone("approval", "build", Verdict.PENDING);

    assertThat(it.judged().due()).isEmpty();
  }

  @Test
  void nothing_is_due_while_it_is_held() {
    assertThat(new Case().held().judged().due()).isEmpty();
  }

  @Test
  void a_freeze_stops_the_release_but_not_the_work_before_it() {
    assertThat(new Case().frozen().judged().due()).containsExactly(new Due("build"));
    Judgement frozen = new Case().all(Verdict.PASSED).frozen().judged();

    assertThat(frozen.decision().word()).isEqualTo("wait");
    assertThat(frozen.decision().reason()).contains("stocktaking", "it opens at 2026");
  }

  @Test
  void nothing_is_due_for_a_commit_that_is_vetoed_or_not_the_pinned_one() {
    Judgement vetoed = new Case().all(Verdict.PASSED).chosen(Kind.VETO, COMMIT.id()).judged();
    Judgement other = new Case().chosen(Kind.PIN, "f".repeat(40)).judged();

    assertThat(vetoed.decision().word()).isEqualTo("reject");
    assertThat(vetoed.decision().reason()).contains("says kim: broken");
    assertThat(other.decision().word()).isEqualTo("wait");
    assertThat(other.due()).isEmpty();
    assertThat(new Case().chosen(Kind.PIN, COMMIT.id()).judged().due()).isNotEmpty();
  }

  @Test
  void a_waiver_of_one_run_covers_no_failure_of_another() {
    Case it = new Case().all(Verdict.PASSED);
    it.failedIn("rgw", "http://logs/run-1/7/teuthology.log", "timeout");
    it.waiverOf("rgw", "rgw@run-1");
    assertThat(it.state("rgw")).isEqualTo(RequirementState.WAIVED);

    it.failedIn("rgw", "http://logs/run-2/9/teuthology.log", "timeout");
    assertThat(it.state("rgw")).isEqualTo(RequirementState.FAILED);
  }

  @Test
  void thousands_of_cases_are_judged_as_in_plain_java_whatever_the_order() {
    Map<String, Integer> seen = new HashMap<>();
    for (long seed = 0; seed < 4000; seed++) {
      Case it = Case.random(new Random(seed));
      String word = it.judged().decision().word();
      assertThat(word).as("seed %d: %s", seed, it).isEqualTo(it.oracle());
      seen.merge(word, 1, Integer::sum);
    }
    assertThat(new TreeSet<>(seen.keySet())).containsExactly("promote", "reject", "wait");
  }

  /** One candidate, and what is known of it. */
  private static final class Case {
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private final List<Waiver> waivers = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private final List<Freeze> freezes = new ArrayList<>();
    private Relation relation = Relation.NEWER;

    static Case random(Random random) {
      Case it = new Case();
      boolean tame = random.nextInt(3) > 0;
      for (String suite : SUITES) {
        int tests = random.nextInt(3);
        boolean running = !tame && random.nextInt(6) == 0;
        if (running) {
          it.reported(suite, Verdict.PENDING);
        }
        for (int i = 0; i < tests && random.nextInt(tame ? 3 : 1) == 0; i++) {
          it.failed(suite, TEXTS.get(random.nextInt(TEXTS.size())));
        }
        boolean failed = it.evidence.stream().anyMatch(e -> e.requirement().equals(suite));
        if (!failed && random.nextInt(tame ? 20 : 3) > 0) {
          it.reported(suite, random.nextInt(15) == 0 ? Verdict.UNKNOWN : Verdict.PASSED);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
          it.waiver(suite, List.of("", "timeout", "mon", "zzz").get(random.nextInt(4)));
        }
      }
      for (String name : List.of("build", "packages", "approval")) {
        if (random.nextBoolean()) {
          int pick = random.nextInt(12);
          it.milestone(
              name, "", pick == 0 ? Verdict.FAILED : pick == 1 ? Verdict.PENDING : Verdict.PASSED);
        }
      }
      if (random.nextInt(10) == 0) {
        it.held();
      }
      it.relation = random.nextInt(12) == 0 ? Relation.CURRENT : Relation.NEWER;
      List.of(it.evidence, it.milestones, it.waivers)
          .forEach(list -> Collections.shuffle(list, random));
      return it;
    }

    Case all(Verdict verdict) {
      SUITES.forEach(suite -> reported(suite, verdict));
      return this;
    }

    Case reported(String suite, Verdict verdict) {
      evidence.add(Evidence.of(suite, verdict, "", NOW, ""));
      return this;
    }

    Case failed(String suite, String description) {
      evidence.removeIf(e -> e.requirement().equals(suite) && e.verdict() == Verdict.PASSED);
      evidence.add(Evidence.of(suite, Verdict.FAILED, "", NOW, description));
      return this;
    }

    Case waiver(String suite, String pattern) {
      long id = waivers.size() + 1L;
      waivers.add(
          new Waiver(
              id, RELEASE, TARGET, suite, "", pattern, "ann", "known", "", NOW, Hold.NO_END));
      return this;
    }

    Case milestone(String name, String subject, Verdict verdict) {
      milestones.add(new Milestone(name, subject, verdict, "", NOW, ""));
      return this;
    }

    Case failedIn(String suite, String log, String description) {
      failed(suite, description);
      evidence.set(evidence.size() - 1, Evidence.of(suite, Verdict.FAILED, log, NOW, description));
      return this;
    }

    Case waiverOf(String suite, String reference) {
      waivers.add(
          new Waiver(
              1,
              RELEASE,
              TARGET,
              suite,
              "",
              "",
              reference,
              false,
              "ann",
              "known",
              "",
              NOW,
              Hold.NO_END));
      return this;
    }

    Case frozen() {
      freezes.add(new Freeze("year-end", "stocktaking", NOW, NOW));
      return this;
    }

    Case chosen(Kind kind, String commit) {
      choices.add(new Choice(1, kind, RELEASE, TARGET, commit, "kim", "broken", NOW));
      return this;
    }

    Case held() {
      holds.add(new Hold(1, RELEASE, "", "kim", "wait", NOW, Hold.NO_END));
      return this;
    }

    RequirementState state(String suite) {
      return judged().requirements().stream()
          .filter(report -> report.name().equals(suite))
          .findFirst()
          .orElseThrow()
          .state();
    }

    Judgement judged() {
      List<Requirement> required = SUITES.stream().map(Requirement::new).toList();
      Target target = new Target(TARGET, new LinkName("tentacle"), "", required);
      return judge.judge(
          new Facts(
              RELEASE,
              RuleSet.RELEASE.workflow(),
              target,
              COMMIT,
              new Standing(relation, ""),
              evidence,
              milestones,
              waivers,
              holds,
              new Moment(NOW, ZoneOffset.UTC),
              "",
              choices,
              freezes));
    }

    String oracle() {
      if (relation != Relation.NEWER) {
        return "reject";
      }
      if (!holds.isEmpty()) {
        return "wait";
      }
      if (milestones.stream().anyMatch(m -> m.verdict() == Verdict.FAILED)) {
        return "reject";
      }
      List<String> verdicts = SUITES.stream().map(this::verdict).toList();
      for (String blocking : List.of("running", "unknown", "missing")) {
        if (verdicts.contains(blocking)) {
          return "wait";
        }
      }
      if (verdicts.contains("failed")) {
        return "reject";
      }
      return milestones.stream().allMatch(m -> m.verdict() == Verdict.PASSED) ? "promote" : "wait";
    }

    private String verdict(String suite) {
      List<Evidence> own = evidence.stream().filter(e -> e.requirement().equals(suite)).toList();
      if (own.stream().anyMatch(e -> e.verdict() == Verdict.PENDING)) {
        return "running";
      }
      if (own.stream().anyMatch(e -> e.verdict() == Verdict.UNKNOWN)) {
        return "unknown";
      }
      if (own.isEmpty()) {
        return "missing";
      }
      boolean satisfied =
          own.stream()
              .filter(e -> e.verdict() == Verdict.FAILED)
              .allMatch(e -> waivers.stream().anyMatch(w -> covers(w, suite, e)));
      return satisfied ? "satisfied" : "failed";
    }

    private static boolean covers(Waiver waiver, String suite, Evidence failure) {
      return waiver.requirement().equals(suite)
          && (failure.detail().contains(waiver.pattern())
              || failure.job().contains(waiver.pattern()));
    }

    @Override
    public String toString() {
      return relation + " " + evidence + milestones + waivers + holds;
    }
  }
}
