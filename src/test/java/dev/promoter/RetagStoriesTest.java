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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tag costs that moves in its own repository, and what when somebody else moves it, too. */
class RetagStoriesTest {
  private static final String RELEASE = "master";
  private static final int MANY = 20;
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

  /** A build with so many containers, each with an image of its own at the source. */
  private Build candidateOf(int containers, String name, long hoursAgo) {
    Build build = stage.candidate(builder, name, hoursAgo, Stage.JOB, Stage.OTHER_JOB);
    List<String> listed =
        IntStream.range(1, containers).mapToObj(number -> "container-" + number).toList();
    depots.list(build, listed.stream().map(Depots::entry).toArray(String[]::new));
    depots.push("base", build.fullHash());
    listed.forEach(container -> depots.push(container, build.fullHash()));
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

  /** All requests, as {@code METHOD reference} or {@code METHOD path}, and how many there were. */
  private static Map<String, Long> counted(RegistryServer server) {
    return server.requests().stream()
        .map(request -> request.method() + " " + request.path().replaceAll(".*/manifests/", ""))
        .collect(Collectors.groupingBy(request -> request, Collectors.counting()));
  }

  private static void foreign(RegistryServer server, String repository) {
    tag(server, repository, "foreign");
  }

  private static void tag(RegistryServer server, String repository, String reference) {
    server.putManifest(
        repository,
        Stage.TARGET,
        "application/vnd.docker.distribution.manifest.v2+json",
        server.manifest(repository, reference).orElseThrow());
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
  void many_images_take_four_requests_each_and_two_for_all_of_them() {
    for (String name : List.of("first", "second")) {
      String hash = candidateOf(MANY, name, name.equals("first") ? 9 : 5).fullHash();
      depots.forget();

      assertThat(round().path("outcome").asText()).isEqualTo("promoted");

      assertThat(counted(depots.source))
          .as(name)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "GET /v2/",
                  2L,
                  "GET " + hash,
                  (long) MANY,
                  "HEAD " + Stage.TARGET,
                  2L * MANY,
                  "PUT " + Stage.TARGET,
                  (long) MANY));
    }
  }

  @Test
  void images_whose_tags_stand_there_already_take_two_requests_each() {
    Build build = candidateOf(MANY, "build", 5);
    IntStream.range(1, MANY)
        .mapToObj(number -> Depots.repository("container-" + number))
        .forEach(repository -> tag(depots.source, repository, build.fullHash()));
    tag(depots.source, Depots.repository("base"), build.fullHash());
    depots.forget();

    assertThat(round().path("outcome").asText()).isEqualTo("promoted");

    assertThat(counted(depots.source))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "GET /v2/",
                2L,
                "GET " + build.fullHash(),
                (long) MANY,
                "HEAD " + Stage.TARGET,
                (long) MANY));
  }

  @Test
  void what_somebody_else_tagged_since_the_last_promotion_is_what_a_rollback_puts_back() {
    candidate("old", 9);
    assertThat(round().path("outcome").asText()).isEqualTo("promoted");
    String foreign = depots.source.push(KEYSTONE, "foreign", "of somebody else");
    foreign(depots.source, KEYSTONE);
    Build young = candidate("young", 5);
    assertThat(round().path("outcome").asText()).isEqualTo("promoted");
    assertThat(depots.source.digest(KEYSTONE, Stage.TARGET))
        .isEqualTo(depots.source.digest(KEYSTONE, young.fullHash()));

    Ran back = stage.run("rollback", RELEASE, Stage.TARGET, "--by=kim", "--reason=it broke");

    assertThat(back.exit()).as(back.out() + back.err()).isZero();
    assertThat(depots.source.digest(KEYSTONE, Stage.TARGET)).contains(foreign);
  }

  @Test
  void a_tag_that_is_taken_with_the_right_digest_but_not_shown_holds_the_link() {
    Build build = candidate("build", 5);
    String digest = depots.source.digest(KEYSTONE, build.fullHash()).orElseThrow();
    depots.intercept(
        request ->
            request.equals("source PUT " + KEYSTONE_TAG)
                ? Intervention.answer(Answer.empty(201).withHeader("Docker-Content-Digest", digest))
                : Intervention.PASS);

    JsonNode target = round();

    assertThat(target.path("outcome").asText()).isEqualTo("failed");
    assertThat(target.path("reason").asText())
        .contains("took the tag promoted but does not show it yet of openstack-keystone");
    assertThat(builder.link(Stage.TARGET)).isEmpty();
    depots.watch();
    assertThat(round().path("outcome").asText()).isEqualTo("promoted");
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
