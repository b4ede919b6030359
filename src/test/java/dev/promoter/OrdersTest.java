package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Request;
import dev.promoter.sandbox.Vote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person orders directly: force-promote and vote. */
class OrdersTest {
  private static final String RELEASE = "master";

  @TempDir private Path directory;
  private Stage stage;
  private DlrnBuilder builder;
  private Build old;
  private Build failing;

  @BeforeEach
  void set_the_stage() {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    builder = stage.builder(RELEASE);
    stage.release(RELEASE, builder);
    old = stage.candidate(builder, "old", 20, Stage.JOB, Stage.OTHER_JOB);
    builder.promote(Stage.TARGET, old, stage.hoursAgo(19));
    failing = stage.candidate(builder, "failing", 5, Stage.JOB);
    builder.vote(failing, Vote.failure(Stage.OTHER_JOB, stage.hoursAgo(4)));
  }

  @AfterEach
  void close_the_stage() {
    stage.close();
  }

  @Test
  void an_ordered_promotion_asks_for_no_criteria_and_keeps_the_previous() {
    Ran ran = force(failing);

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(outcome(ran)).isEqualTo("promoted");
    assertThat(target(ran).path("previous").asText()).isEqualTo(old.fullHash());
    assertThat(builder.link(Stage.TARGET)).contains(failing);
    assertThat(builder.link("previous-" + Stage.TARGET)).contains(old);
    JsonNode entry = stage.run("history", "--output", "json").document().path("entries").path(0);
    assertThat(entry.path("reason").asText()).contains("the gate is on fire");
  }

  @Test
  void what_people_do_is_in_the_history_before_its_result_and_a_dry_run_is_not() {
    force(failing, "--dry-run");
    force(failing, "--by", "ann");
    stage.run("rollback", RELEASE, Stage.TARGET, "--reason", "it breaks", "--by", "bob");
    stage.run("unhold", "1", "--by", "ann", "--reason", "mended");

    JsonNode deeds = stage.run("history", "--output", "json").document().path("deeds");

    assertThat(deeds)
        .extracting(deed -> deed.path("kind").asText() + " by " + deed.path("by").asText())
        .containsExactly("unhold by ann", "hold by bob", "rollback by bob", "force-promote by ann");
    assertThat(deeds.get(3).path("candidate").asText()).isEqualTo(failing.fullHash());
    assertThat(deeds.get(3).path("reason").asText()).isEqualTo("the gate is on fire");
    assertThat(deeds).allMatch(deed -> deed.path("from").asText().contains("@"));
    Ran narrowed = stage.run("history", "--by", "BOB", "--kind", "rollback");
    assertThat(narrowed.out())
        .contains("it breaks")
        .doesNotContain("mended", "the gate is on fire");
  }

  @Test
  void an_ordered_promotion_of_what_is_there_already_changes_nothing_and_says_so() {
    Ran ran = force(old);

    assertThat(ran.exit()).isZero();
    assertThat(outcome(ran)).isEqualTo("not_promoted");
    assertThat(target(ran).path("reason").asText()).contains("already points at " + old.fullHash());
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void a_dry_run_of_an_ordered_promotion_shows_it_and_writes_nothing() {
    Ran ran = force(failing, "--dry-run");

    assertThat(ran.exit()).isZero();
    assertThat(outcome(ran)).isEqualTo("would_promote");
    assertThat(target(ran).path("effects")).hasSize(2);
    assertThat(stage.server.requests()).noneMatch(Request::writes);
  }

  @Test
  void an_ordered_promotion_without_the_client_of_links_moves_none() {
    Ran ran = force(failing, "--allowed-clients", "registries_client,qcow_client");

    assertThat(ran.exit()).isZero();
    assertThat(outcome(ran)).isEqualTo("not_promoted");
    assertThat(target(ran).path("reason").asText()).contains("allowed_clients");
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void an_ordered_promotion_to_a_held_target_is_refused_naming_the_hold() {
    stage.run("hold", "--release", RELEASE, "--by", "ann", "--reason", "release day");

    Ran ran = force(failing);

    assertThat(ran.exit()).isZero();
    assertThat(outcome(ran)).isEqualTo("refused");
    assertThat(target(ran).path("reason").asText()).contains("release day").contains("unhold 1");
    assertThat(stage.promotions()).isEmpty();
  }

  @Test
  void nothing_is_ordered_to_links_that_dlrn_makes_itself() {
    Ran ran = stage.run(order(failing, "consistent"));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("consistent").contains("DLRN");
    assertThat(stage.server.requests()).isEmpty();
  }

  @Test
  void an_unknown_build_that_is_ordered_fails_and_moves_no_link() {
    Ran ran = force(Build.named("never built"));

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(builder.link(Stage.TARGET)).contains(old);
    assertThat(builder.rows("previous-" + Stage.TARGET)).isEmpty();
  }

  @Test
  void an_aggregate_is_ordered_by_its_hash() {
    DlrnBuilder components = stage.builder("integration");
    stage.release("integration", components);
    String before = aggregate(components, "1", 9);
    components.promoteAggregate(Stage.TARGET, parts(components, "1"), stage.hoursAgo(8));
    String after = aggregate(components, "2", 3);

    Ran ran =
        stage.run(
            "force-promote",
            "--release",
            "integration",
            Stage.SOURCE,
            Stage.TARGET,
            "--aggregate-hash",
            after,
            "--reason",
            "fix",
            "--output",
            "json");

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.target("integration", Stage.TARGET).path("promoted").asText()).isEqualTo(after);
    assertThat(ran.target("integration", Stage.TARGET).path("previous").asText()).isEqualTo(before);
    assertThat(components.aggregate(Stage.TARGET)).contains(after);
    assertThat(components.aggregate("previous-" + Stage.TARGET)).contains(before);
  }

  @Test
  void a_vote_that_is_reported_counts_in_the_next_round() {
    Build waiting = stage.candidate(builder, "waiting", 2, Stage.JOB);

    Ran vote =
        stage.run(
            hashes(
                waiting,
                "vote",
                "--release",
                RELEASE,
                "--job",
                Stage.OTHER_JOB,
                "--success",
                "--url",
                "https://logs.example.org/17",
                "--notes",
                "run by hand"));
    Ran ran = stage.once();

    assertThat(vote.exit()).as(vote.err()).isZero();
    assertThat(vote.out()).contains(Stage.OTHER_JOB).contains(waiting.fullHash());
    assertThat(builder.votes(waiting))
        .filteredOn(each -> each.job().equals(Stage.OTHER_JOB))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.success()).isTrue();
              assertThat(each.url()).isEqualTo("https://logs.example.org/17");
              assertThat(each.notes()).isEqualTo("run by hand");
              assertThat(each.user()).isEqualTo(DlrnBuilder.USER);
            });
    assertThat(target(ran).path("promoted").asText()).isEqualTo(waiting.fullHash());
  }

  @Test
  void a_reported_failure_rejects_the_candidate() {
    Build waiting = stage.candidate(builder, "waiting", 2, Stage.JOB);

    stage.run(
        hashes(
            waiting,
            "vote",
            "--release",
            RELEASE,
            "--job",
            Stage.OTHER_JOB,
            "--failure",
            "--url",
            "https://logs.example.org/18"));
    Ran ran = stage.once();

    assertThat(outcome(ran)).isEqualTo("not_promoted");
    assertThat(
            Ran.requirement(target(ran), waiting.fullHash(), Stage.OTHER_JOB)
                .path("state")
                .asText())
        .isEqualTo("failed");
  }

  private String aggregate(DlrnBuilder components, String which, long hoursAgo) {
    return components.promoteAggregate(
        Stage.SOURCE, parts(components, which), stage.hoursAgo(hoursAgo));
  }

  private List<Build> parts(DlrnBuilder components, String which) {
    return List.of(
        components.addBuild(Build.named("nova " + which).inComponent("nova")),
        components.addBuild(Build.named("glance").inComponent("glance")));
  }

  private Ran force(Build build, String... more) {
    List<String> words = new ArrayList<>(List.of(order(build, Stage.TARGET)));
    words.addAll(List.of(more));
    return stage.run(words.toArray(String[]::new));
  }

  private static String[] order(Build build, String target) {
    return hashes(
        build,
        "force-promote",
        "--release",
        RELEASE,
        Stage.SOURCE,
        target,
        "--reason",
        "the gate is on fire",
        "--output",
        "json");
  }

  private static String[] hashes(Build build, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--commit-hash", build.commitHash(), "--distro-hash", build.distroHash()));
    String extended = build.extendedHash();
    if (extended != null) {
      all.addAll(List.of("--extended-hash", extended));
    }
    return all.toArray(String[]::new);
  }

  private static JsonNode target(Ran ran) {
    return ran.target(RELEASE, Stage.TARGET);
  }

  private static String outcome(Ran ran) {
    return target(ran).path("outcome").asText();
  }
}
