package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.RegistryServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tag costs that moves in its own repository, and what when somebody else moves it, too. */
class RetagStoriesTest {
  private static final String RELEASE = "master";
  private static final String KEYSTONE = Depots.repository("keystone");
  private static final String KEYSTONE_TAG = "/v2/" + KEYSTONE + "/manifests/" + Stage.TARGET;

  @TempDir private Path directory;
  private Stage stage;
  private DlrnBuilder builder;
  private Depots depots;

  @BeforeEach
  void set_the_stage() {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    builder = stage.builder(RELEASE);
    depots = new Depots(stage);
    stage.daemonFile(depots.sections());
    targets("no");
  }

  @AfterEach
  void close_the_stage() {
    depots.close();
    stage.close();
  }

  private void targets(String push) {
    stage.release(
        RELEASE, builder, depots.options() + "\ntarget_registries_push: " + push, Stage.CRITERIA);
  }

  private Build candidate(String name, long hoursAgo) {
    Build build = stage.candidate(builder, name, hoursAgo, Stage.JOB, Stage.OTHER_JOB);
    depots.build(build);
    return build;
  }

  private JsonNode round() {
    return stage.once().target(RELEASE, Stage.TARGET);
  }

  /** The requests about keystone, as {@code METHOD reference}; and no blob. */
  private static List<String> about(RegistryServer server) {
    return server.requests().stream()
        .filter(request -> request.path().contains("/openstack-keystone/"))
        .map(request -> request.method() + " " + request.path().replaceAll(".*/", ""))
        .toList();
  }

  private void foreign(RegistryServer server, String repository) {
    server.putManifest(
        repository,
        Stage.TARGET,
        "application/vnd.docker.distribution.manifest.v2+json",
        server.manifest(repository, "foreign").orElseThrow());
  }

  @Test
  void an_image_is_asked_for_once_and_its_tag_takes_three_requests_whether_it_was_there_or_not() {
    for (String name : List.of("first", "second")) {
      String hash = candidate(name, name.equals("first") ? 9 : 5).fullHash();
      depots.forget();

      assertThat(round().path("outcome").asText()).isEqualTo("promoted");

      assertThat(about(depots.source))
          .as(name)
          .containsExactly(
              "GET " + hash, "HEAD " + Stage.TARGET, "PUT " + Stage.TARGET, "HEAD " + Stage.TARGET);
    }
  }

  @Test
  void a_target_registry_that_has_the_image_is_asked_for_it_once_and_its_tag_takes_three() {
    targets("yes");
    Build build = candidate("build", 5);
    for (String name : Depots.NAMES) {
      String layer = "layer of " + name + " " + build.fullHash();
      depots.west.push(Depots.repository(name), build.fullHash(), "common layer", layer);
    }
    depots.forget();

    assertThat(round().path("outcome").asText()).isEqualTo("promoted");

    assertThat(about(depots.west))
        .containsExactly(
            "HEAD " + build.fullHash(),
            "HEAD " + Stage.TARGET,
            "PUT " + Stage.TARGET,
            "HEAD " + Stage.TARGET);
  }

  @Test
  void a_tag_that_somebody_else_moves_in_the_middle_is_left_alone_and_ends_the_promotion() {
    targets("yes");
    candidate("build", 5);
    String foreign = depots.east.push(Depots.eastern("keystone"), "foreign", "of somebody else");
    AtomicInteger looks = new AtomicInteger();
    depots.intercept(
        request -> {
          boolean tag = request.matches("east HEAD .*openstack-keystone/manifests/promoted");
          if (tag && looks.incrementAndGet() == 2) {
            foreign(depots.east, Depots.eastern("keystone"));
          }
          return Intervention.PASS;
        });

    JsonNode target = round();

    assertThat(target.path("outcome").asText()).isEqualTo("refused");
    assertThat(target.path("reason").asText())
        .contains("registry east: somebody else moved the tag promoted of 1 container meanwhile")
        .contains("openstack-keystone, now " + foreign);
    assertThat(depots.atEast(Stage.TARGET)).containsEntry("keystone", foreign);
    assertThat(depots.atWest(Stage.TARGET)).isEmpty();
    assertThat(builder.link(Stage.TARGET)).isEmpty();
  }

  @Test
  void
      one_moved_by_somebody_else_between_two_rounds_ends_the_plan_and_counts_as_found_for_the_next() {
    candidate("old", 9);
    assertThat(round().path("outcome").asText()).isEqualTo("promoted");
    candidate("young", 5);
    String foreign = depots.source.push(KEYSTONE, "foreign", "of somebody else");
    depots.intercept(
        request ->
            request.equals("source PUT " + KEYSTONE_TAG)
                ? Intervention.answer(Answer.json(503, "{}"))
                : Intervention.PASS);
    assertThat(round().path("outcome").asText()).isEqualTo("failed");
    foreign(depots.source, KEYSTONE);
    depots.watch();

    JsonNode target = round();

    assertThat(target.path("effects").get(0).path("outcome").asText()).isEqualTo("refused");
    assertThat(target.path("effects").get(0).path("detail").asText())
        .contains("somebody else moved the tag", "openstack-keystone, now " + foreign);
    assertThat(target.path("outcome").asText()).as("judged again").isEqualTo("promoted");
    Ran back = stage.run("rollback", RELEASE, Stage.TARGET, "--by=kim", "--reason=it broke");
    assertThat(back.exit()).as(back.out() + back.err()).isZero();
    assertThat(depots.source.digest(KEYSTONE, Stage.TARGET)).contains(foreign);
  }
}
