package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Vote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one release does in one or two rounds, from its INI file to the links of the server. */
class PromotionStoriesTest {
  private static final String RELEASE = "master";

  @TempDir private Path directory;
  private Stage stage;
  private DlrnBuilder builder;

  @BeforeEach
  void set_the_stage() {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    builder = stage.builder(RELEASE);
    stage.release(RELEASE, builder);
  }

  @AfterEach
  void every_stored_round_is_judged_again_as_it_was() {
    assertThat(stage.everyRoundIsJudgedAsItWas()).isPositive();
    stage.close();
  }

  @Test
  void a_candidate_that_passed_is_promoted_and_what_stood_there_is_kept() {
    Build old = atTarget("old", 20);
    Build young = stage.candidate(builder, "young", 5, Stage.JOB, Stage.OTHER_JOB);

    Ran ran = stage.once();

    assertThat(ran.exit()).isZero();
    assertThat(target(ran).path("outcome").asText()).isEqualTo("promoted");
    assertThat(target(ran).path("promoted").asText()).isEqualTo(young.fullHash());
    assertThat(target(ran).path("previous").asText()).isEqualTo(old.fullHash());
    assertThat(builder.link(Stage.TARGET)).contains(young);
    assertThat(builder.link("previous-" + Stage.TARGET)).contains(old);
  }

  @Test
  void a_second_round_finds_nothing_to_do_and_says_so() {
    Build only = stage.candidate(builder, "only", 5, Stage.JOB, Stage.OTHER_JOB);
    stage.once();

    Ran second = stage.once();

    assertThat(second.exit()).isZero();
    assertThat(target(second).path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(target(second).path("reason").asText())
        .contains("already points at " + only.fullHash());
    assertThat(builder.rows(Stage.TARGET)).hasSize(1);
  }

  @Test
  void a_rollback_puts_both_links_back_and_holds_the_target() {
    Build oldest = atTarget("oldest", 30);
    builder.promote("previous-" + Stage.TARGET, oldest, stage.hoursAgo(30));
    Build old = atTarget("old", 20);
    Build young = stage.candidate(builder, "young", 5, Stage.JOB, Stage.OTHER_JOB);
    stage.once();
    assertThat(builder.link(Stage.TARGET)).contains(young);

    Ran back = stage.run("rollback", RELEASE, Stage.TARGET, "--by=kim", "--reason=it broke");

    assertThat(back.exit()).isZero();
    assertThat(builder.link(Stage.TARGET)).contains(old);
    assertThat(builder.link("previous-" + Stage.TARGET)).contains(oldest);
    assertThat(stage.run("holds").out())
        .contains("rolled back from " + young.fullHash() + ": it broke");
    JsonNode held = target(stage.once());
    assertThat(held.path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(held.path("reason").asText())
        .contains("wait: promoted is held by kim: rolled back from " + young.fullHash());
    assertThat(builder.link(Stage.TARGET)).contains(old);
  }

  @Test
  void what_was_rolled_back_may_be_promoted_again_when_the_hold_is_lifted() {
    Build old = atTarget("old", 20);
    Build young = stage.candidate(builder, "young", 5, Stage.JOB, Stage.OTHER_JOB);
    stage.once();
    stage.run("rollback", RELEASE, Stage.TARGET, "--by=kim", "--reason=it broke");
    stage.run("unhold", "1");

    assertThat(target(stage.once()).path("outcome").asText()).isEqualTo("promoted");

    assertThat(builder.link(Stage.TARGET)).contains(young);
    assertThat(builder.link("previous-" + Stage.TARGET)).contains(old);
  }

  @Test
  void what_somebody_took_back_by_other_means_is_not_promoted_again() {
    Build old = atTarget("old", 20);
    stage.candidate(builder, "young", 5, Stage.JOB, Stage.OTHER_JOB);
    stage.once();
    builder.promote(Stage.TARGET, old, stage.hoursAgo(0));

    assertThat(target(stage.once()).path("outcome").asText()).isEqualTo("refused");

    assertThat(builder.link(Stage.TARGET)).contains(old);
  }

  @Test
  void a_rollback_of_the_very_first_promotion_is_refused_because_a_link_cannot_be_taken_away() {
    Build first = stage.candidate(builder, "first", 5, Stage.JOB, Stage.OTHER_JOB);
    stage.once();

    Ran back = stage.run("rollback", RELEASE, Stage.TARGET);

    assertThat(back.out()).contains("nothing stood there before");
    assertThat(builder.link(Stage.TARGET)).contains(first);
  }

  @Test
  void a_candidate_older_than_what_stands_at_the_target_is_no_candidate() {
    stage.candidate(builder, "older", 20, Stage.JOB, Stage.OTHER_JOB);
    Build newer = atTarget("newer", 10);

    Ran ran = stage.once();

    assertThat(ran.exit()).isZero();
    assertThat(target(ran).path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(builder.link(Stage.TARGET)).contains(newer);
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void a_build_that_was_at_the_target_before_and_comes_again_is_refused_as_a_downgrade() {
    Build old = atTarget("old", 20);
    Build present = atTarget("present", 10);
    builder.promote(Stage.SOURCE, old, stage.hoursAgo(1));

    Ran ran = stage.once();

    assertDowngradeRefused(ran, old, present);
  }

  @Test
  void a_candidate_older_than_a_target_that_came_from_elsewhere_is_refused_as_a_downgrade() {
    Build older = stage.candidate(builder, "older", 20, Stage.JOB, Stage.OTHER_JOB);
    Build hotfix = builder.addBuild(Build.named("hotfix"));
    builder.promote(Stage.TARGET, hotfix, stage.hoursAgo(10));

    Ran ran = stage.once();

    assertDowngradeRefused(ran, older, hotfix);
  }

  private void assertDowngradeRefused(Ran ran, Build candidate, Build present) {
    assertThat(ran.exit()).isZero();
    assertThat(target(ran).path("outcome").asText()).isNotEqualTo("promoted");
    JsonNode judged = target(ran).path("candidates").path(0);
    assertThat(judged.path("id").asText()).isEqualTo(candidate.fullHash());
    assertThat(judged.path("decision").asText()).isEqualTo("reject");
    assertThat(judged.path("rule").asText()).contains("refused as a downgrade");
    assertThat(builder.link(Stage.TARGET)).contains(present);
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void a_passed_alternative_meets_a_failed_requirement() {
    Build build = stage.candidate(builder, "second cloud", 5, Stage.JOB, Stage.STAND_IN_JOB);
    builder.vote(build, Vote.failure(Stage.OTHER_JOB, stage.hoursAgo(4)));

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).isEqualTo("promoted");
    JsonNode met = Ran.requirement(target(ran), build.fullHash(), Stage.OTHER_JOB);
    assertThat(met.path("state").asText()).isEqualTo("met_by_alternative");
    assertThat(met.path("evidence").toString()).contains(Stage.STAND_IN_JOB);
  }

  @Test
  void a_waiver_given_before_the_failure_lets_the_candidate_through() {
    Build build = stage.candidate(builder, "failing", 5, Stage.JOB);
    Ran waived = stage.run(waive("mirror time-out"));
    builder.vote(
        build, Vote.failure(Stage.OTHER_JOB, stage.hoursAgo(1)).withNotes("Mirror TIME-OUT at 3"));

    Ran ran = stage.once();

    assertThat(waived.exit()).as(waived.err()).isZero();
    assertThat(target(ran).path("outcome").asText()).isEqualTo("promoted");
    JsonNode requirement = Ran.requirement(target(ran), build.fullHash(), Stage.OTHER_JOB);
    assertThat(requirement.path("state").asText()).isEqualTo("waived");
    assertThat(requirement.path("waivers").path(0).path("by").asText()).isEqualTo("ann");
    assertThat(builder.link(Stage.TARGET)).contains(build);
  }

  @Test
  void a_waiver_for_another_failure_or_a_withdrawn_one_lets_nothing_through() {
    Build build = stage.candidate(builder, "failing", 5, Stage.JOB);
    builder.vote(build, Vote.failure(Stage.OTHER_JOB, stage.hoursAgo(1)).withNotes("kernel panic"));
    stage.run(waive("mirror time-out"));
    stage.run(waive("kernel"));
    Ran withdrawn = stage.run("unwaive", "2");

    Ran ran = stage.once();

    assertThat(withdrawn.exit()).isZero();
    assertThat(stage.run("waivers", "--output", "json").document().path("waivers")).hasSize(1);
    assertThat(target(ran).path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(state(ran, build, Stage.OTHER_JOB)).isEqualTo("failed");
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void a_hold_stops_a_promotion_until_it_is_lifted() {
    Build build = stage.candidate(builder, "good", 5, Stage.JOB, Stage.OTHER_JOB);
    Ran hold =
        stage.run(
            "hold", "--release", RELEASE, Stage.TARGET, "--by", "ann", "--reason", "release day");

    Ran held = stage.once();
    Ran unhold = stage.run("unhold", "1");
    Ran free = stage.once();

    assertThat(hold.exit()).as(hold.err()).isZero();
    assertThat(unhold.exit()).as(unhold.err()).isZero();
    assertThat(target(held).path("outcome").asText()).isNotEqualTo("promoted");
    assertThat(target(held).toString()).contains("release day").contains("ann");
    assertThat(target(free).path("outcome").asText()).isEqualTo("promoted");
    assertThat(builder.link(Stage.TARGET)).contains(build);
  }

  @Test
  void a_target_that_needs_approvals_waits_for_as_many_people_as_it_says() {
    stage.release(
        RELEASE,
        builder,
        "",
        Stage.CRITERIA
            + """
            [role managers]
            members: ann, bob
            [approvals promoted]
            from: @managers, kim
            needed: 2
            """);
    Build build = stage.candidate(builder, "good", 5, Stage.JOB, Stage.OTHER_JOB);

    Ran none = stage.once();
    Ran approved = stage.run(approve("Ann", build));
    Ran twice = stage.run(approve("ann", build));
    Ran one = stage.once();
    Ran stranger = stage.run(approve("eve", build));
    stage.run(approve("kim", build));
    Ran withdrawn = stage.run("unapprove", "3");
    Ran again = stage.once();
    stage.run(approve("kim", build));
    Ran both = stage.once();

    assertThat(target(none).toString())
        .contains("0 of 2 approvals are given; it may be approved by ann, bob, kim");
    assertThat(approved.exit()).as(approved.err()).isZero();
    assertThat(twice.exit()).isZero();
    assertThat(target(one).toString()).contains("1 of 2 approvals are given: Ann (fine)");
    assertThat(stranger.exit()).isEqualTo(2);
    assertThat(stranger.err()).contains("an approval of eve would not count");
    assertThat(withdrawn.exit()).isZero();
    assertThat(target(again).path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(target(both).path("outcome").asText()).isEqualTo("promoted");
    assertThat(builder.link(Stage.TARGET)).contains(build);
  }

  private static String[] approve(String by, Build build) {
    return new String[] {
      "approve",
      RELEASE,
      "--target=" + Stage.TARGET,
      "--candidate=" + build.fullHash(),
      "--by=" + by,
      "--note=fine"
    };
  }

  @Test
  void nothing_is_promoted_while_a_freeze_is_on_and_its_opening_is_told() {
    stage.release(
        RELEASE,
        builder,
        "",
        Stage.CRITERIA
            + """
            [freeze spring]
            reason: the move
            starts: 2026-03-02 09:00
            ends: 2026-03-02 12:00
            [freeze weekend]
            reason: nobody is here
            starts: 2026-01-02 16:00
            duration: 1d
            recurrence: FREQ=WEEKLY;BYDAY=FR
            """);
    Build build = stage.candidate(builder, "good", 5, Stage.JOB, Stage.OTHER_JOB);

    Ran frozen = stage.once();
    Ran listed = stage.run("freezes");
    stage.release(RELEASE, builder);
    Ran free = stage.once();

    assertThat(target(frozen).path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(target(frozen).toString())
        .contains(
            "frozen by spring until 2026-03-02T12:00:00Z: the move; it opens at 2026-03-02T12");
    assertThat(listed.out())
        .contains("spring: in force until 2026-03-02T12:00:00Z: the move [master]")
        .contains("weekend: comes 2026-03-06T16:00:00Z to 2026-03-07T16:00:00Z");
    assertThat(target(free).path("outcome").asText()).isEqualTo("promoted");
    assertThat(builder.link(Stage.TARGET)).contains(build);
  }

  @Test
  void components_are_promoted_each_by_its_own_criteria() {
    DlrnBuilder components = stage.builder("components");
    stage.release(
        "components",
        components,
        "",
        """
        [promote_from]
        promoted-components: component-ci-testing

        [promoted-components nova]
        job-nova

        [promoted-components glance]
        job-glance
        """);
    Build nova = component(components, "nova");
    Build glance = component(components, "glance");
    components.vote(nova, Vote.success("job-nova", stage.hoursAgo(1)));
    components.vote(glance, Vote.failure("job-glance", stage.hoursAgo(1)));

    Ran ran = stage.once("--release", "components");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(components.link("nova", "promoted-components")).contains(nova);
    assertThat(components.link("glance", "promoted-components")).isEmpty();
    assertThat(Ran.all(ran.release("components").path("targets")))
        .extracting(node -> node.path("component").asText() + " " + node.path("outcome").asText())
        .containsExactlyInAnyOrder("nova promoted", "glance not_promoted");
  }

  @Test
  void a_link_that_somebody_else_moved_meanwhile_is_left_alone() {
    atTarget("old", 20);
    Build decided = stage.candidate(builder, "decided", 5, Stage.JOB, Stage.OTHER_JOB);
    Build theirs = builder.addBuild(Build.named("theirs"));
    AtomicBoolean moved = new AtomicBoolean();
    stage.server.intercept(
        Interceptor.beforeEffect(
            request -> {
              if (request.path().endsWith("/repo_status") && !moved.getAndSet(true)) {
                builder.promote(Stage.TARGET, theirs, stage.hoursAgo(0), "somebody");
              }
              return Intervention.PASS;
            }));

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).as(ran.out()).isEqualTo("refused");
    assertThat(target(ran).toString())
        .contains("somebody else promoted it")
        .contains(decided.fullHash());
    assertThat(ran.exit()).isZero();
    assertThat(builder.link(Stage.TARGET)).contains(theirs);
    assertThat(builder.link("previous-" + Stage.TARGET)).isEmpty();
    assertThat(stage.promotions()).isEmpty();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(410, "{\"message\": \"the build has been purged, cannot promote it\"}"),
        Arguments.of(401, "Unauthorized Access"),
        Arguments.of(500, "<html><h1>Internal Server Error</h1></html>"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_promotion_that_the_server_refuses_moves_no_link_at_all(int status, String body) {
    Build old = atTarget("old", 20);
    stage.candidate(builder, "young", 5, Stage.JOB, Stage.OTHER_JOB);
    Answer refusal = status == 410 ? Answer.json(status, body) : Answer.html(status, body);
    stage.server.intercept(
        Interceptor.beforeEffect(
            request ->
                request.path().endsWith("/promote")
                    ? Intervention.answer(refusal)
                    : Intervention.PASS));

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(target(ran).path("outcome").asText()).isEqualTo("failed");
    assertThat(target(ran).path("reason").asText()).contains(String.valueOf(status));
    assertThat(builder.link(Stage.TARGET)).contains(old);
    assertThat(builder.rows("previous-" + Stage.TARGET)).isEmpty();
    assertThat(builder.rows(Stage.TARGET)).hasSize(1);
  }

  @Test
  void what_a_server_error_left_open_is_completed_once_it_is_over() {
    Build old = atTarget("old", 20);
    Build young = stage.candidate(builder, "young", 5, Stage.JOB, Stage.OTHER_JOB);
    stage.server.intercept(
        Interceptor.beforeEffect(
            request ->
                request.path().endsWith("/promote")
                    ? Intervention.answer(Answer.html(500, "<html></html>"))
                    : Intervention.PASS));
    stage.once();
    stage.server.intercept(Interceptor.NONE);

    Ran ran = stage.once();

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(builder.link(Stage.TARGET)).contains(young);
    assertThat(builder.link("previous-" + Stage.TARGET)).contains(old);
    assertThat(builder.rows(Stage.TARGET)).hasSize(2);
  }

  static Stream<Intervention> unreadable() {
    return Stream.of(
        Intervention.answer(Answer.html(500, "<html>Internal Server Error</html>")),
        Intervention.answer(Answer.html(200, "<html>maintenance</html>")),
        Intervention.CUT_IN_BODY,
        Intervention.CUT);
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void votes_that_cannot_be_read_are_unknown_and_neither_passed_nor_failed(Intervention fault) {
    Build build = stage.candidate(builder, "good", 5, Stage.JOB, Stage.OTHER_JOB);
    stage.server.intercept(
        Interceptor.afterEffect(
            request -> request.path().endsWith("/repo_status") ? fault : Intervention.PASS));

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(state(ran, build, Stage.JOB)).isEqualTo("unknown");
    assertThat(state(ran, build, Stage.OTHER_JOB)).isEqualTo("unknown");
    assertThat(stage.promotions()).isEmpty();
  }

  private Build atTarget(String name, long hoursAgo) {
    Build build = stage.candidate(builder, name, hoursAgo, Stage.JOB, Stage.OTHER_JOB);
    builder.promote(Stage.TARGET, build, stage.hoursAgo(hoursAgo - 1));
    return build;
  }

  private Build component(DlrnBuilder components, String name) {
    Build build = components.addBuild(Build.named("a build of " + name).inComponent(name));
    components.promote("component-ci-testing", build, stage.hoursAgo(3));
    return build;
  }

  @Test
  void a_source_commit_alone_names_no_candidate_and_a_slip_of_the_pen_is_seen() {
    stage.once();
    String[] why = {Stage.OTHER_JOB, "--by", "ann", "--reason", "the mirror is down"};
    Ran commit = waiveFor(Stage.TARGET, why, "--candidate", "a".repeat(40));
    assertThat(commit.exit()).isEqualTo(2);
    assertThat(commit.err()).contains("names no candidate of " + RELEASE, "commit_distro8");

    Ran target = waiveFor(Stage.TARGET + "x", why, "--any-candidate");
    assertThat(target.exit()).isEqualTo(2);
    assertThat(target.err()).contains("the nearest known one is '" + Stage.TARGET + "'");
  }

  private Ran waiveFor(String target, String[] why, String... which) {
    List<String> words = new ArrayList<>(List.of("waive", "--release", RELEASE, target));
    words.addAll(List.of(why));
    words.addAll(List.of(which));
    return stage.run(words.toArray(String[]::new));
  }

  private static String[] waive(String pattern) {
    return new String[] {
      "waive",
      "--release",
      RELEASE,
      Stage.TARGET,
      Stage.OTHER_JOB,
      "--any-candidate",
      "--pattern",
      pattern,
      "--by",
      "ann",
      "--reason",
      "the mirror is down",
      "--until",
      "2026-03-09"
    };
  }

  private static JsonNode target(Ran ran) {
    return ran.target(RELEASE, Stage.TARGET);
  }

  private static String state(Ran ran, Build build, String requirement) {
    return Ran.requirement(target(ran), build.fullHash(), requirement).path("state").asText();
  }
}
