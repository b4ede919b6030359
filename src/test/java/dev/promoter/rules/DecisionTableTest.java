package dev.promoter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Judgement;
import dev.promoter.domain.Relation;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kie.api.KieBase;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;

/** Facts, and what the shipped rules say about them, whatever order rules and facts come in. */
class DecisionTableTest {
  private static final int ORDERS = 6;
  private static final String HOLD = "A target that a person holds makes the candidate wait";
  private static final String FAILED =
      "A failed requirement that nothing else meets rejects the candidate";
  private static final String UNREADABLE = "Unreadable evidence makes the candidate wait";
  private static final String RUNNING = "A requirement in progress makes the candidate wait";
  private static final String SILENT =
      "A requirement that nobody has reported on makes the candidate wait";
  private static final String SATISFIED =
      "A candidate whose requirements are all satisfied is promoted";

  @TempDir static Path scratch;
  private static final List<KieBase> BASES = new ArrayList<>();

  @BeforeAll
  static void compileInManyOrders() {
    for (int order = 0; order < ORDERS; order++) {
      BASES.add(
          RuleFolder.base(
              RuleFolder.shuffled(scratch.resolve("order" + order), new Random(order))));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void the_same_facts_always_give_the_decision_of_the_table(Row row) {
    for (int order = 0; order < ORDERS; order++) {
      Random random = new Random(order);
      RuleJudge judge = new RuleJudge(BASES.get(order));
      for (int attempt = 0; attempt < 5; attempt++) {
        Judgement judgement = judge.judge(row.situation().shuffled(random));
        assertThat(judgement.decision().word() + ": " + judgement.decision().rule())
            .isEqualTo(row.decision());
        assertThat(states(judgement)).isEqualTo(row.states());
      }
    }
  }

  @Test
  void every_shipped_rule_but_those_for_local_rules_fires_in_some_row() {
    Set<String> fired = new TreeSet<>();
    KieBase shipped = RuleFolder.base(RuleFolder.copy(scratch.resolve("shipped")));
    RuleJudge judge = new RuleJudge(shipped, new FiringListener(fired::add));
    rows().forEach(row -> judge.judge(row.situation().facts()));
    fired.addAll(LocalRulesTest.RULES_THAT_SERVE_LOCAL_RULES);

    assertThat(fired).isEqualTo(names(shipped));
  }

  static Stream<Row> rows() {
    return Stream.concat(Stream.concat(satisfiedRows(), openRows()), overridingRows());
  }

  private static Stream<Row> satisfiedRows() {
    return Stream.of(
        row("all own jobs passed", two().passed("a", "b"), promote(), "a=met b=met"),
        row(
            "any success of the same job wins",
            two().failed("a").passed("a", "b"),
            promote(),
            "a=met b=met"),
        row(
            "an alternative passed where the own job failed",
            two().passed("a", "x").failed("b"),
            promote(),
            "a=met b=met_by_alternative"),
        row(
            "an alternative passed where the own job could not be read",
            two().passed("a", "x").unreadable("b"),
            promote(),
            "a=met b=met_by_alternative"),
        row(
            "an alternative that failed does not matter beside an own success",
            two().passed("a", "b").failed("x"),
            promote(),
            "a=met b=met"),
        row(
            "one job stands in for two requirements",
            Situation.requiring("a:x", "b:x").passed("x"),
            promote(),
            "a=met_by_alternative b=met_by_alternative"),
        row(
            "a waived failure, a waived run and a waived silence",
            Situation.requiring("a", "b", "c")
                .failed("a")
                .pending("b")
                .waived("a")
                .waived("b")
                .waived("c"),
            promote(),
            "a=waived b=waived c=waived"),
        row(
            "a pattern in the detail, without regard to case",
            two()
                .passed("a")
                .reported("b", Verdict.FAILED, "Node PROVISIONING timed out")
                .waived("b", "provisioning T"),
            promote(),
            "a=met b=waived"),
        row(
            "a pattern in the address of one failure and the job name of the other",
            two()
                .passed("a")
                .reported("b", Verdict.FAILED, "https://logs.example/xray", "")
                .reported("x", Verdict.FAILED, "", "")
                .waived("b", "X"),
            promote(),
            "a=met b=waived"),
        row(
            "a pattern in every failure while another job runs",
            two().passed("a").failed("x").pending("y").waived("b", "/X"),
            promote(),
            "a=met b=waived"),
        row(
            "a waiver of the very failure, by its address",
            two().passed("a").failed("b").waivedOnly("b", "", "b@https://logs.example/b/"),
            promote(),
            "a=met b=waived"),
        row(
            "a waiver of one run of an alternative, by the name of the run and a text",
            two()
                .passed("a")
                .reported("x", Verdict.FAILED, "https://logs.example/run%3A7/1", "mirror down")
                .waivedOnly("b", "mirror", "x@run:7"),
            promote(),
            "a=met b=waived"),
        row(
            "a waiver of a requirement that is met",
            two().passed("a", "b").waived("a"),
            promote(),
            "a=met b=met"));
  }

  private static Stream<Row> openRows() {
    return Stream.of(
        row("failed", two().passed("a").failed("b", "x"), reject(), "a=met b=failed"),
        row(
            "failed, and much else open",
            Situation.requiring("a", "b", "c", "d").failed("a").pending("b").unreadable("c"),
            reject(),
            "a=failed b=in_progress c=unknown d=missing"),
        row(
            "unreadable, running and silent",
            Situation.requiring("b", "c", "d").pending("b").unreadable("c"),
            wait(UNREADABLE),
            "b=in_progress c=unknown d=missing"),
        row(
            "one failure and one unreadable job of the same requirement",
            two().passed("a").failed("b").unreadable("x"),
            wait(UNREADABLE),
            "a=met b=unknown"),
        row(
            "a waiver does not help against unreadable evidence",
            two().passed("a").unreadable("b").waived("b"),
            wait(UNREADABLE),
            "a=met b=unknown"),
        row(
            "failed, but an alternative still runs",
            two().passed("a").failed("b").pending("x"),
            wait(RUNNING),
            "a=met b=in_progress"),
        row(
            "running and silent",
            Situation.requiring("a", "b").pending("a"),
            wait(RUNNING),
            "a=in_progress b=missing"),
        row("nobody reported", two(), wait(SILENT), "a=missing b=missing"),
        row(
            "only jobs that nobody asked for reported",
            Situation.requiring("a").passed("z").failed("zz"),
            wait(SILENT),
            "a=missing"),
        row(
            "a pattern that one of two failures lacks",
            two().passed("a").failed("b", "x").waived("b", "logs.example/x"),
            reject(),
            "a=met b=failed"),
        row(
            "a pattern accepts no silence",
            two().passed("a").waived("b", "x"),
            wait(SILENT),
            "a=met b=missing"),
        row(
            "a pattern accepts no run",
            two().passed("a").pending("x").waived("b", "x"),
            wait(RUNNING),
            "a=met b=in_progress"),
        row(
            "a waiver of one failure when another is there, too",
            two().passed("a").failed("b", "x").waivedOnly("b", "", "b@https://logs.example/b"),
            reject(),
            "a=met b=failed"),
        row(
            "a waiver of an earlier run of the job that failed again",
            two()
                .passed("a")
                .reported("b", Verdict.FAILED, "https://logs.example/run8/1", "")
                .waivedOnly("b", "", "b@run7"),
            reject(),
            "a=met b=failed"),
        row(
            "a waiver of the run of another job",
            two().passed("a").failed("b").waivedOnly("b", "", "x@https://logs.example/b"),
            reject(),
            "a=met b=failed"),
        row(
            "a waiver of a run accepts no silence",
            two().passed("a").waivedOnly("b", "", "b@https://logs.example/b"),
            wait(SILENT),
            "a=met b=missing"),
        row(
            "a waiver of another requirement",
            two().passed("a").failed("b").waived("a"),
            reject(),
            "a=met b=failed"));
  }

  private static Stream<Row> overridingRows() {
    return Stream.of(
        row(
            "it stands there already, held and failed",
            two().passed("a").failed("b").held().standing(Relation.CURRENT),
            "reject: A candidate that already stands at the target is not promoted again",
            "a=met b=failed"),
        row(
            "it is older, and everything passed",
            two().passed("a", "b").standing(Relation.OLDER),
            "reject: A candidate older than what stands at the target is refused as a downgrade",
            "a=met b=met"),
        row(
            "frozen, vetoed and pinned elsewhere, all passed",
            two().passed("a", "b").frozen().vetoed().pinned(false),
            wait("A freeze makes the candidate wait"),
            "a=met b=met"),
        row(
            "held and frozen twice",
            two().passed("a", "b").held().frozen().frozen(),
            wait(HOLD),
            "a=met b=met"),
        row(
            "vetoed although it is pinned",
            two().passed("a", "b").vetoed().vetoed().pinned(true),
            "reject: A candidate that a person vetoed is refused",
            "a=met b=met"),
        row(
            "another candidate is pinned, and this one failed",
            two().passed("a").failed("b").pinned(false).pinned(false),
            wait("A candidate that is not the pinned one waits"),
            "a=met b=failed"),
        row(
            "this candidate is one of two that are pinned",
            two().passed("a", "b").pinned(false).pinned(true),
            promote(),
            "a=met b=met"),
        row(
            "a pin does not help where a requirement failed",
            two().passed("a").failed("b").pinned(true),
            reject(),
            "a=met b=failed"),
        row(
            "one of two approvals is missing",
            two().passed("a", "b").approval(Verdict.PASSED).approval(Verdict.PENDING),
            wait("An approval that is missing makes the candidate wait"),
            "a=met b=met"),
        row(
            "an approval is missing, and so is a result",
            two().passed("a").approval(Verdict.PENDING),
            wait(SILENT),
            "a=met b=missing"),
        row(
            "all approvals are in",
            two().passed("a", "b").approval(Verdict.PASSED),
            promote(),
            "a=met b=met"),
        row(
            "it stands there already, vetoed and frozen",
            two().passed("a", "b").vetoed().frozen().standing(Relation.CURRENT),
            "reject: A candidate that already stands at the target is not promoted again",
            "a=met b=met"),
        row("held, all passed", two().passed("a", "b").held(), wait(HOLD), "a=met b=met"),
        row(
            "held twice, one failed",
            two().failed("a", "b").held().held(),
            wait(HOLD),
            "a=failed b=failed"));
  }

  private static Situation two() {
    return Situation.requiring("a", "b:x,y");
  }

  private static String promote() {
    return "promote: " + SATISFIED;
  }

  private static String reject() {
    return "reject: " + FAILED;
  }

  private static String wait(String rule) {
    return "wait: " + rule;
  }

  private static Row row(String name, Situation situation, String decision, String states) {
    return new Row(name, situation, decision, states);
  }

  private static String states(Judgement judgement) {
    return judgement.requirements().stream()
        .sorted(Comparator.comparing(RequirementReport::name))
        .map(report -> report.name() + "=" + report.state().word())
        .collect(Collectors.joining(" "));
  }

  private static Set<String> names(KieBase base) {
    return base.getKiePackages().stream()
        .map(KiePackage::getRules)
        .flatMap(Collection::stream)
        .map(Rule::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  record Row(String name, Situation situation, String decision, String states) {
    @Override
    public String toString() {
      return name;
    }
  }
}
