package dev.promoter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Judgement;
import dev.promoter.domain.Problem;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule files that cannot or must not be used, and what the judge does with the rest. */
class RuleBookTest {
  private static final String ONLY_ON_Z =
      """
      package local
      import dev.promoter.domain.*
      import dev.promoter.domain.Decision.*
      import dev.promoter.rules.*
      rule "Mischief"
      when
          %s
      then
          %s
      end
      """;
  private static final String Z_RAN = "Evidence( job == \"z\" )";

  @TempDir Path rules;

  @Test
  void the_shipped_rules_compile_and_come_through_their_trial() {
    RuleBook book = RuleBook.compile(RuleFolder.SHIPPED);

    assertThat(book).isInstanceOf(RuleBook.Compiled.class);
    assertThat(((RuleBook.Compiled) book).fingerprint()).matches("[0-9a-f]{64}");
  }

  @Test
  void the_fingerprint_follows_the_content_of_the_files() {
    String before = compiled(RuleFolder.copy(rules)).fingerprint();
    assertThat(compiled(rules).fingerprint()).isEqualTo(before);
    RuleFolder.write(rules, "local/empty.drl", "package local\n");

    assertThat(compiled(rules).fingerprint()).isNotEqualTo(before);
  }

  @Test
  void a_missing_directory_is_named() {
    assertThat(problems(rules.resolve("nowhere")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).endsWith("nowhere/promotion");
              assertThat(problem.sentence()).contains("no such directory");
            });
  }

  @Test
  void a_directory_without_promotion_rules_is_refused() throws IOException {
    Files.createDirectories(rules.resolve("promotion"));

    assertThat(problems(rules))
        .extracting(Problem::sentence)
        .containsExactly("holds no .drl file, so nothing could be decided");
  }

  @Test
  void a_mistake_is_reported_with_its_file_and_line() {
    local("Evidence( nonsense == 1 )", "insertLogical( new Block( \"no\" ) );");

    assertThat(problems(rules))
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).endsWith("local/mischief.drl");
              assertThat(problem.line()).isEqualTo(7);
              assertThat(problem.sentence()).contains("nonsense").doesNotContain("\n");
            });
  }

  @Test
  void wrong_java_is_reported_with_its_file_and_the_line_of_the_rule() {
    local(Z_RAN, "insertLogical( new Blok( \"no\" ) );");

    assertThat(problems(rules))
        .anySatisfy(
            problem -> {
              assertThat(problem.toString()).contains("local/mischief.drl:5: ").contains("Blok");
            });
  }

  @Test
  void broken_syntax_is_reported_with_its_file_and_line() {
    RuleFolder.write(
        RuleFolder.copy(rules), "local/cut.drl", "package local\n\nrule \"cut\"\nwhen\n  Foo(\n");

    assertThat(problems(rules))
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).endsWith("local/cut.drl");
              assertThat(problem.line()).isPositive();
            });
  }

  @Test
  void the_same_rule_name_twice_in_a_package_is_refused() {
    local(Z_RAN, "insertLogical( new Block( \"no\" ) );");
    RuleFolder.write(rules, "local/again.drl", read("local/mischief.drl"));

    assertThat(problems(rules)).isNotEmpty();
  }

  @Test
  void a_set_that_loops_for_ever_is_refused_and_the_rules_are_named() {
    local("Standing() String( $s : toString )", "insert( $s + \"!\" );");
    RuleFolder.write(
        rules,
        "local/seed.drl",
        "rule \"Seed\" when Standing() then insert( \"s\" ); end"
            .replace("rule", "import dev.promoter.domain.Standing\nrule"));

    assertThat(problems(rules))
        .singleElement()
        .extracting(Problem::sentence)
        .asString()
        .contains("run on without an end", "'Mischief'")
        .doesNotContain("'Seed'");
  }

  @Test
  void a_set_that_throws_is_refused_and_the_rule_is_named() {
    local("Standing()", "insertLogical( new Block( \" \" ) );");

    assertThat(problems(rules))
        .singleElement()
        .extracting(Problem::sentence)
        .asString()
        .contains("'Mischief' failed", "a Block needs a reason");
  }

  @Test
  void a_rule_that_hangs_is_refused_after_the_time_limit() {
    // Ends when the trial interrupts it, so that the test leaves no busy thread behind. The limit
    // is
    // no shorter, because a busy machine takes its time to come to the rule.
    local(
        "Standing()", "while ( !Thread.currentThread().isInterrupted() ) { Thread.onSpinWait(); }");

    assertThat(
            ((RuleBook.Refused) RuleBook.compile(rules, RuleSet.PROMOTION, Duration.ofSeconds(5)))
                .problems())
        .singleElement()
        .extracting(Problem::sentence)
        .asString()
        .contains("no end within 5000 ms", "'Mischief'");
  }

  @Test
  void a_rule_about_one_link_is_tried_on_that_link() {
    local("Target( link.value == \"current-tripleo\" )", "throw new RuntimeException( \"oops\" );");

    assertThat(problems(rules))
        .singleElement()
        .extracting(Problem::sentence)
        .asString()
        .contains("'Mischief' failed", "oops");
  }

  @Test
  void a_rule_about_one_release_is_tried_on_that_release() {
    local(
        "ReleaseName( value == \"CentOS-9/master\" ) Standing() String( $s : toString )",
        "insert( $s + \"!\" );");
    RuleFolder.write(
        rules,
        "local/seed.drl",
        "import dev.promoter.domain.Standing\nrule \"Seed\" when Standing() then insert( \"s\" ); end");

    assertThat(problems(rules))
        .singleElement()
        .extracting(Problem::sentence)
        .asString()
        .contains("run on without an end", "'Mischief'");
  }

  @Test
  void a_set_without_a_decision_for_the_simplest_case_is_refused() {
    RuleFolder.write(rules, "promotion/criteria.drl", RuleFolder.read("promotion/criteria.drl"));

    assertThat(problems(rules))
        .extracting(Problem::sentence)
        .allSatisfy(sentence -> assertThat(sentence).contains("No rule decides"))
        .isNotEmpty();
  }

  @Test
  void two_decisions_escalate_and_name_both_rules() {
    local(Z_RAN, "insertLogical( new Reject( drools.getRule().getName() ) );");

    Judgement judgement = judgeWithZ();

    assertThat(judgement.decision().word()).isEqualTo("escalate");
    assertThat(judgement.decision().reason())
        .contains("'Mischief'", "'A candidate whose requirements are all satisfied is promoted'");
    assertThat(states(judgement)).containsExactly(RequirementState.MET);
  }

  @Test
  void no_decision_escalates() {
    RuleFolder.copy(rules);
    RuleFolder.write(
        rules,
        "promotion/decisions.drl",
        RuleFolder.read("promotion/decisions.drl")
            .replace(
                "not Finding( open )",
                "not Finding( open ) not Finding( requirement == \"only\" )"));

    Judgement judgement =
        compiled(rules).judge().judge(Situation.requiring("only").passed("only").facts());

    assertThat(judgement.decision().word() + ": " + judgement.decision().rule())
        .isEqualTo("escalate: No rule decides about this candidate");
  }

  @Test
  void a_requirement_with_two_states_escalates_although_there_is_one_decision() {
    local(Z_RAN, "insertLogical( new Finding( \"a\", RequirementState.WAIVED ) );");

    Judgement judgement = judgeWithZ();

    assertThat(judgement.decision().word()).isEqualTo("escalate");
    assertThat(judgement.decision().reason()).isEqualTo("a is met and waived");
    assertThat(states(judgement)).containsExactly(RequirementState.UNKNOWN);
  }

  @Test
  void an_exception_that_the_trial_did_not_meet_escalates() {
    local(Z_RAN, "throw new IllegalStateException( \"no such day\" );");

    Judgement judgement = judgeWithZ();

    assertThat(judgement.decision().word()).isEqualTo("escalate");
    assertThat(judgement.decision().reason()).contains("'Mischief'", "no such day");
    assertThat(states(judgement)).containsExactly(RequirementState.UNKNOWN);
  }

  @Test
  void an_error_in_a_condition_that_the_trial_did_not_meet_escalates() {
    local(
        "Evidence( job == \"z\", url.substring( 999 ) == \"x\" )",
        "insertLogical( new Block( \"no\" ) );");

    Judgement judgement = judgeWithZ();

    assertThat(judgement.decision().word()).isEqualTo("escalate");
    assertThat(judgement.decision().reason()).contains("Mischief");
  }

  @Test
  void a_recursion_without_an_end_escalates() {
    local(Z_RAN, "deeper( 0 );");
    RuleFolder.write(
        rules,
        "local/mischief.drl",
        read("local/mischief.drl")
            .replace(
                "rule \"",
                "function long deeper( long n ) { return 1 + deeper( n + 1 ); }\nrule \""));

    assertThat(judgeWithZ().decision().word()).isEqualTo("escalate");
  }

  @Test
  void a_loop_that_the_trial_did_not_meet_escalates_and_names_the_rule() {
    local(Z_RAN, "insert( \"s\" );");
    RuleFolder.write(
        rules,
        "local/echo.drl",
        """
        rule "Echo"
        when
            String( $s : toString )
        then
            insert( $s + "!" );
        end
        """);

    Judgement judgement = judgeWithZ();

    assertThat(judgement.decision().word() + ": " + judgement.decision().rule())
        .isEqualTo("escalate: The rules run on without an end");
    assertThat(judgement.decision().reason())
        .contains("'Echo'", "10000")
        .doesNotContain("'Mischief'");
  }

  private void local(String condition, String consequence) {
    RuleFolder.write(
        RuleFolder.copy(rules), "local/mischief.drl", ONLY_ON_Z.formatted(condition, consequence));
  }

  private String read(String name) {
    try {
      return Files.readString(rules.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Judgement judgeWithZ() {
    return compiled(rules).judge().judge(Situation.requiring("a").passed("a", "z").facts());
  }

  private static List<RequirementState> states(Judgement judgement) {
    return judgement.requirements().stream().map(RequirementReport::state).toList();
  }

  private static RuleBook.Compiled compiled(Path rules) {
    RuleBook book = RuleBook.compile(rules);
    assertThat(book).isInstanceOf(RuleBook.Compiled.class);
    return (RuleBook.Compiled) book;
  }

  private static List<Problem> problems(Path rules) {
    RuleBook book = RuleBook.compile(rules);
    assertThat(book).isInstanceOf(RuleBook.Refused.class);
    return ((RuleBook.Refused) book).problems();
  }
}
