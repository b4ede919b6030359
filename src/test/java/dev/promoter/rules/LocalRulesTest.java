package dev.promoter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Evidence;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.RequirementState;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators can do with rules of their own, without touching the shipped ones. */
class LocalRulesTest {
  static final Set<String> RULES_THAT_SERVE_LOCAL_RULES =
      Set.of(
          "A local rule that blocks bars the candidate",
          "A local rule that blocks makes the candidate wait",
          "A job that a local rule demands is a requirement");
  private static final String EXAMPLE = "local/no-friday-afternoon.drl.example";
  private static final String DEMAND =
      """
      package local
      import dev.promoter.domain.*
      import dev.promoter.rules.Demand
      rule "Targets need the smoke test"
      when
          Target()
      then
          insertLogical( new Demand( "smoke", "since the outage of May" ) );
      end
      rule "And they need it twice as much"
      when
          Target()
      then
          insertLogical( new Demand( "smoke", "since the outage of June" ) );
      end
      """;

  @TempDir Path rules;

  @Test
  void the_friday_example_blocks_its_link_on_friday_afternoon_in_the_operators_time_zone() {
    withLocal("no-friday-afternoon.drl", RuleFolder.read(EXAMPLE));

    Judgement judgement = judge(ready().at("2026-03-06T11:30:00Z", "Europe/Prague"));

    assertThat(judgement.decision().word()).isEqualTo("wait");
    assertThat(RULES_THAT_SERVE_LOCAL_RULES).contains(judgement.decision().rule());
    assertThat(judgement.decision().reason())
        .isEqualTo("nobody is here to look after it before Monday");
  }

  @Test
  void the_friday_example_lets_everything_else_pass() {
    withLocal("no-friday-afternoon.drl", RuleFolder.read(EXAMPLE));

    assertThat(judge(ready().at("2026-03-06T11:30:00Z", "UTC")).decision().word())
        .isEqualTo("promote");
    assertThat(judge(ready().at("2026-03-05T15:00:00Z", "UTC")).decision().word())
        .isEqualTo("promote");
    assertThat(
            judge(ready().to("tripleo-ci-staging").at("2026-03-06T15:00:00Z", "UTC"))
                .decision()
                .word())
        .isEqualTo("promote");
  }

  @Test
  void the_friday_example_is_not_active_as_shipped_and_ten_lines_long() {
    List<String> lines =
        RuleFolder.read(EXAMPLE).lines().filter(l -> !l.isBlank() && !l.startsWith("//")).toList();

    assertThat(lines).hasSize(10);
    assertThat(RuleFiles.read(RuleFolder.SHIPPED, RuleSet.PROMOTION).contents().keySet())
        .containsExactly("promotion/criteria.drl", "promotion/decisions.drl");
  }

  @Test
  void a_demanded_job_that_nobody_reported_keeps_the_candidate_waiting() {
    withLocal("smoke.drl", DEMAND);

    Judgement judgement = judge(ready());

    assertThat(judgement.decision().word()).isEqualTo("wait");
    assertThat(judgement.decision().reason())
        .isEqualTo(
            "not reported: smoke; smoke is demanded by a local rule: since the outage of June;"
                + " smoke is demanded by a local rule: since the outage of May");
    assertThat(judgement.requirements())
        .extracting(report -> report.name() + " " + report.state().word())
        .containsExactly("a met", "smoke missing");
  }

  @Test
  void a_demanded_job_that_passed_lets_the_candidate_through() {
    withLocal("smoke.drl", DEMAND);

    Judgement judgement = judge(ready().passed("smoke"));

    assertThat(judgement.decision().word()).isEqualTo("promote");
    assertThat(judgement.requirements().get(1).evidence())
        .extracting(Evidence::job)
        .containsExactly("smoke");
  }

  @Test
  void demanding_what_is_required_already_changes_nothing() {
    withLocal("smoke.drl", DEMAND);

    Judgement plain = judge(Situation.requiring("smoke").passed("smoke"));
    Judgement alternative = judge(Situation.requiring("smoke:x").failed("smoke").passed("x"));
    Judgement failed = judge(Situation.requiring("smoke").failed("smoke"));

    assertThat(plain.decision().word()).isEqualTo("promote");
    assertThat(plain.requirements()).hasSize(1);
    assertThat(alternative.requirements().get(0).state())
        .isEqualTo(RequirementState.MET_BY_ALTERNATIVE);
    assertThat(failed.decision().word()).isEqualTo("reject");
  }

  @Test
  void a_local_rule_sees_what_the_criteria_found() {
    withLocal(
        "waived.drl",
        """
        package local
        import dev.promoter.domain.RequirementState
        import dev.promoter.rules.*
        rule "At most what is waived by a person with a second look"
        when
            Finding( $name : requirement, state == RequirementState.WAIVED )
        then
            insertLogical( new Demand( "second-look", $name + " is waived" ) );
        end
        """);

    assertThat(judge(Situation.requiring("a").failed("a").waived("a")).decision().reason())
        .isEqualTo(
            "not reported: second-look; second-look is demanded by a local rule: a is waived");
    assertThat(judge(ready()).decision().word()).isEqualTo("promote");
  }

  @Test
  void every_documented_field_of_a_fact_can_be_used_in_a_condition() {
    withLocal(
        "fields.drl",
        """
        package local
        import dev.promoter.domain.*
        import dev.promoter.rules.*
        rule "All of them"
        when
            ReleaseName( value == "CentOS-9/master" )
            Target( link.value == "current-tripleo", source.value == "tripleo-ci-testing",
                    component == "", requirements != null )
            CommitCandidate( hash.commit != "", hash.distro != "", hash.extended == "",
                             component == "" )
            not AggregateCandidate( id != "" )
            Standing( relation == Relation.NEWER, current != "" )
            Requirement( name == "a", alternatives contains "x" )
            Evidence( requirement == "a", job == "x", verdict == Verdict.FAILED, url != "",
                      at != null, detail == "", alternative )
            Evidence( requirement == "x", job == "x", !alternative )
            Evidence( job == "nobody-asked" )
            Waiver( requirement == "a", pattern == "", by == "mara", reason == "known bug",
                    link != "", since != null )
            not Hold( by == "x" || reason == "x" || since == null )
            Moment( dayOfWeek == java.time.DayOfWeek.MONDAY, hour == 9, date == "2026-03-02",
                    at != null )
            Finding( requirement == "a", state == RequirementState.WAIVED, !open )
            Accepted( requirement == "a", waiver.by == "mara" )
        then
            insertLogical( new Block( "seen" ) );
        end
        """);

    Judgement judgement =
        judge(Situation.requiring("a:x").failed("x").passed("nobody-asked").waived("a"));

    assertThat(judgement.decision().reason()).isEqualTo("seen");
  }

  private void withLocal(String name, String text) {
    RuleFolder.write(RuleFolder.copy(rules), "local/" + name, text);
  }

  private Judgement judge(Situation situation) {
    RuleBook book = RuleBook.compile(rules);
    assertThat(book).isInstanceOf(RuleBook.Compiled.class);
    return ((RuleBook.Compiled) book).judge().judge(situation.facts());
  }

  private static Situation ready() {
    return Situation.requiring("a").passed("a");
  }
}
