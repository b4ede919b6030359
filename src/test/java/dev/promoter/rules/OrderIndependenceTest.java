package dev.promoter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * Whatever the facts, and in whatever order facts, candidates and rules come: one decision, always
 * the same, and the one that plain Java comes to.
 */
class OrderIndependenceTest {
  private static final int ORDERS = 8;
  private static final int CANDIDATES = 4;
  private static final List<String> JOBS = List.of("a", "b", "c", "d", "x", "y", "z");
  private static final List<String> DETAILS = List.of("", "Mirror down", "mirror DOWN", "timeout");
  private static final List<String> PATTERNS =
      List.of("", "", "mirror", "TIMEOUT", "logs", "x", "B");
  private static final List<KieBase> BASES = new ArrayList<>();

  @BeforeContainer
  static void compileInManyOrders() throws Exception {
    Path scratch = Files.createTempDirectory("orders");
    for (int order = 0; order < ORDERS; order++) {
      Path directory = scratch.resolve("order" + order);
      BASES.add(RuleFolder.base(RuleFolder.shuffled(directory, new Random(100L + order))));
    }
  }

  @Property(tries = 1500)
  void every_order_gives_the_decision_of_the_oracle(@ForAll long seed) {
    Random random = new Random(seed);
    List<Situation> candidates =
        Stream.generate(() -> situation(random)).limit(CANDIDATES).toList();
    for (RuleJudge judge : someJudges(random)) {
      for (Situation candidate : mixed(candidates, random)) {
        Facts facts = candidate.shuffled(random);
        Judgement judgement = judge.judge(facts);

        assertThat(judgement.decision().word() + ": " + judgement.decision().rule())
            .startsWith(new Oracle(facts).decision());
        assertThat(states(judgement)).isEqualTo(new Oracle(facts).states());
        assertThat(judgement.decision().reason())
            .isEqualTo(new RuleJudge(BASES.get(0)).judge(facts).decision().reason());
      }
    }
  }

  @Property(tries = 1500)
  void the_order_of_everything_in_a_session_does_not_matter(@ForAll long seed) {
    Random random = new Random(seed);
    Facts facts = situation(random).facts();
    CaseFile caseFile = new CaseFile(facts);
    KieSession session = BASES.get(random.nextInt(ORDERS)).newKieSession();
    try {
      mixed(caseFile.all(), random).forEach(session::insert);
      session.fireAllRules();
      Conclusions conclusions = new Conclusions(session.getObjects());

      assertThat(decision(conclusions)).startsWith(new Oracle(facts).decision());
      assertThat(states(conclusions.reportsOfWhatIsKnown(caseFile)))
          .isEqualTo(new Oracle(facts).states());
    } finally {
      session.dispose();
    }
  }

  private static Situation situation(Random random) {
    List<String> jobs = mixed(JOBS, random);
    int requirements = 1 + random.nextInt(4);
    Situation situation = Situation.requiring();
    for (String name : jobs.subList(0, requirements)) {
      List<String> alternatives = mixed(JOBS, random).subList(0, random.nextInt(3));
      situation.with(
          new Requirement(
              name, alternatives.stream().filter(other -> !other.equals(name)).toList()));
    }
    if (random.nextInt(4) == 0) {
      jobs.forEach(situation::passed);
    }
    for (int vote = random.nextInt(9); vote > 0; vote--) {
      situation.reported(any(JOBS, random), any(verdicts(), random), any(DETAILS, random));
    }
    for (int waiver = random.nextInt(4); waiver > 0; waiver--) {
      situation.waived(any(JOBS, random), any(PATTERNS, random));
    }
    if (random.nextInt(4) == 0) {
      String job = any(JOBS, random);
      situation.waivedOnly(
          any(JOBS, random), any(PATTERNS, random), job + "@https://logs.example/" + job);
    }
    if (random.nextInt(6) == 0) {
      situation.held();
    }
    if (random.nextInt(8) == 0) {
      situation.frozen();
    }
    for (int choice = random.nextInt(8) / 6; choice > 0; choice--) {
      situation.pinned(random.nextBoolean());
    }
    if (random.nextInt(8) == 0) {
      situation.vetoed();
    }
    if (random.nextInt(5) == 0) {
      situation.approval(any(List.of(Verdict.PASSED, Verdict.PENDING), random));
    }
    return random.nextInt(4) == 0
        ? situation.standing(any(List.of(Relation.values()), random))
        : situation;
  }

  /** Failures are likelier than the rest, or patterns would have little to do. */
  private static List<Verdict> verdicts() {
    return List.of(
        Verdict.FAILED,
        Verdict.FAILED,
        Verdict.FAILED,
        Verdict.PASSED,
        Verdict.PENDING,
        Verdict.UNKNOWN);
  }

  private static List<RuleJudge> someJudges(Random random) {
    return IntStream.range(0, 3)
        .mapToObj(any -> new RuleJudge(BASES.get(random.nextInt(ORDERS))))
        .toList();
  }

  private static String decision(Conclusions conclusions) {
    try {
      Decision decision = conclusions.decision();
      return decision.word() + ": " + decision.rule();
    } catch (UnjudgeableException e) {
      return "escalate: " + e.getMessage();
    }
  }

  private static Map<String, String> states(Judgement judgement) {
    return states(judgement.requirements());
  }

  private static Map<String, String> states(List<RequirementReport> reports) {
    return reports.stream()
        .collect(
            Collectors.toMap(
                RequirementReport::name,
                report -> report.state().word(),
                (a, b) -> a,
                TreeMap::new));
  }

  private static <T> T any(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static <T> List<T> mixed(List<T> items, Random random) {
    List<T> copy = new ArrayList<>(items);
    Collections.shuffle(copy, random);
    return copy;
  }
}
