package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Intervention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers move with the link: from the list in the sources to the tags in three registries. */
class ContainerStoriesTest {
  private static final String RELEASE = "master";
  private static final String TAG_PUT = "%s PUT /v2/.*/manifests/" + Stage.TARGET;

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
    release();
  }

  @AfterEach
  void close_the_stage() {
    depots.close();
    stage.close();
  }

  private void release(String... options) {
    stage.release(
        RELEASE, builder, depots.options() + "\n" + String.join("\n", options), Stage.CRITERIA);
  }

  private Build candidate(String name, long hoursAgo) {
    return stage.candidate(builder, name, hoursAgo, Stage.JOB, Stage.OTHER_JOB);
  }

  private static JsonNode target(Ran ran) {
    return ran.target(RELEASE, Stage.TARGET);
  }

  @Test
  void everything_is_copied_before_a_tag_moves_and_the_link_moves_last() {
    Build build = candidate("build", 5);
    Map<String, String> digests = depots.build(build);

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).as(ran.out()).isEqualTo("promoted");
    assertThat(depots.atSource(Stage.TARGET)).isEqualTo(digests);
    assertThat(depots.atEast(build.fullHash())).isEqualTo(digests);
    assertThat(depots.atEast(Stage.TARGET)).isEqualTo(digests);
    assertThat(depots.atWest(build.fullHash())).isEqualTo(digests);
    assertThat(depots.atWest(Stage.TARGET)).isEqualTo(digests);
    assertThat(builder.link(Stage.TARGET)).contains(build);
    int lastCopy =
        Math.max(
            depots.last("east .*/manifests/" + build.fullHash()),
            depots.last("west .*/manifests/" + build.fullHash()));
    assertThat(depots.last(".*/blobs/uploads/.*")).isLessThan(lastCopy);
    assertThat(lastCopy).isLessThan(depots.first(TAG_PUT.formatted("source")));
    assertThat(depots.last(TAG_PUT.formatted("source")))
        .isLessThan(depots.first(TAG_PUT.formatted("east")));
    assertThat(depots.last(TAG_PUT.formatted("east")))
        .isLessThan(depots.first(TAG_PUT.formatted("west")));
    assertThat(depots.last(TAG_PUT.formatted("west")))
        .isLessThan(depots.first("dlrn POST .*/api/promote"));
    assertThat(depots.writes().get(depots.writes().size() - 1)).startsWith("dlrn POST");
    assertThat(depots.writes().stream().filter(line -> line.startsWith("source")))
        .as("at the source nothing but tags")
        .allMatch(line -> line.matches(TAG_PUT.formatted("source")));
    assertThat(stage.everyRoundIsJudgedAsItWas()).isPositive();
  }

  @Test
  void a_container_that_is_missing_is_named_before_anything_is_pushed() {
    Build build = candidate("build", 5);
    depots.build(build);
    depots.source.untag(Depots.repository("keystone"), build.fullHash());

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).isEqualTo("failed");
    assertThat(target(ran).path("reason").asText())
        .contains("registry rdo", "find all containers of " + build.fullHash(), "one is missing")
        .contains("openstack-keystone:" + build.fullHash())
        .contains("nothing was changed");
    assertThat(depots.writes()).isEmpty();
    assertThat(builder.link(Stage.TARGET)).isEmpty();
  }

  @Test
  void an_index_whose_image_was_deleted_is_named_before_anything_is_pushed() {
    for (String push : List.of("yes", "no")) {
      Build build = candidate("build " + push, 5);
      depots.build(build);
      release("target_registries_push: " + push);
      String nova = Depots.repository("nova-api");
      String arm = depots.push("nova-api", "arm");
      String intel = depots.push("nova-api", "intel");
      depots.source.pushList(
          nova, build.fullHash(), new TreeMap<>(Map.of("amd64", intel, "arm64", arm)));
      depots.source.lose(nova, arm);

      Ran ran = stage.once();

      assertThat(target(ran).path("reason").asText())
          .contains("find all containers of " + build.fullHash(), "one is missing")
          .contains("openstack-nova-api@" + arm + ", which its index lists")
          .contains("nothing was changed");
      assertThat(depots.writes()).isEmpty();
    }
  }

  @Test
  void a_copy_that_fails_stops_before_the_link_and_the_next_round_goes_on_with_it() {
    Build build = candidate("build", 5);
    Map<String, String> digests = depots.build(build);
    depots.intercept(
        request ->
            request.startsWith("west") && request.contains("openstack-nova-api/blobs/uploads")
                ? Intervention.answer(
                    Answer.json(507, "{\"errors\":[{\"message\":\"disk full\"}]}"))
                : Intervention.PASS);

    Ran failed = stage.once();
    depots.watch();
    assertThat(target(failed).path("outcome").asText()).isEqualTo("failed");
    assertThat(target(failed).path("reason").asText())
        .contains("registry west", "507", "1 of 6 effects are done and stay done")
        .contains("copy 3 containers of " + build.fullHash() + " to registry east");
    assertThat(depots.writes()).noneMatch(line -> line.endsWith("/" + Stage.TARGET));
    assertThat(builder.link(Stage.TARGET)).isEmpty();
    depots.forget();

    Ran again = stage.once();

    assertThat(target(again).path("outcome").asText()).as(again.out()).isEqualTo("promoted");
    assertThat(Depots.received(depots.east)).as("what is there is not moved again").isZero();
    assertThat(depots.atWest(Stage.TARGET)).isEqualTo(digests);
    assertThat(builder.link(Stage.TARGET)).contains(build);
  }

  @Test
  void a_tag_that_fails_in_the_middle_keeps_the_promotion_open_until_it_is_whole() {
    Build build = candidate("build", 5);
    Map<String, String> digests = depots.build(build);
    depots.intercept(
        request ->
            request.matches("source PUT .*openstack-nova-api/manifests/" + Stage.TARGET)
                ? Intervention.answer(Answer.json(403, "{\"errors\":[{\"message\":\"denied\"}]}"))
                : Intervention.PASS);
    stage.daemonFile(depots.sections().replace("role: source", "role: source\nparallel: 1"));

    Ran failed = stage.once();
    depots.watch();
    assertThat(target(failed).path("outcome").asText()).isEqualTo("failed");
    assertThat(target(failed).path("reason").asText())
        .contains("registry rdo: the tag promoted of 2 containers has moved, of 1 not yet", "403");
    assertThat(builder.link(Stage.TARGET)).isEmpty();
    depots.forget();

    Ran again = stage.once();

    assertThat(target(again).path("outcome").asText()).as(again.out()).isEqualTo("promoted");
    assertThat(depots.writes().stream().filter(line -> line.startsWith("source")))
        .containsExactly("source PUT /v2/tripleomaster/openstack-nova-api/manifests/promoted");
    assertThat(depots.atSource(Stage.TARGET)).isEqualTo(digests);
    assertThat(builder.link(Stage.TARGET)).contains(build);
  }

  @Test
  void a_rollback_puts_tags_and_link_back_and_says_which_tags_stay() {
    Build old = candidate("old", 20);
    Map<String, String> former = depots.build(old);
    stage.once();
    Build young = candidate("young", 5);
    depots.build(young);
    depots.list(young, Depots.entry("nova-api"), Depots.entry("keystone"), Depots.entry("heat"));
    depots.push("heat", young.fullHash());
    assertThat(target(stage.once()).path("outcome").asText()).isEqualTo("promoted");
    assertThat(depots.atWest(Stage.TARGET)).isNotEqualTo(former);

    Ran back = stage.run("rollback", RELEASE, Stage.TARGET, "--by=kim", "--reason=it broke");

    assertThat(back.exit()).as(back.out() + back.err()).isZero();
    assertThat(depots.atSource(Stage.TARGET)).isEqualTo(former);
    assertThat(depots.atEast(Stage.TARGET)).isEqualTo(former);
    assertThat(depots.atWest(Stage.TARGET)).isEqualTo(former);
    assertThat(builder.link(Stage.TARGET)).contains(old);
    assertThat(back.out())
        .contains("the tag promoted of 1 container stays in registry west (openstack-heat)");
    assertThat(depots.west.digest(Depots.repository("heat"), young.fullHash())).isPresent();
  }

  @Test
  void without_pushing_only_the_source_is_tagged() {
    release("target_registries_push: no");
    Build build = candidate("build", 5);
    Map<String, String> digests = depots.build(build);

    stage.once();

    assertThat(depots.atSource(Stage.TARGET)).isEqualTo(digests);
    assertThat(depots.east.requests()).isEmpty();
    assertThat(depots.west.requests()).isEmpty();
    assertThat(builder.link(Stage.TARGET)).contains(build);
  }

  @Test
  void a_release_may_name_the_registries_it_uses() {
    release("registries: rdo, west");
    Build build = candidate("build", 5);
    Map<String, String> digests = depots.build(build);

    stage.once();

    assertThat(depots.atWest(Stage.TARGET)).isEqualTo(digests);
    assertThat(depots.east.requests()).isEmpty();
  }

  @Test
  void without_any_registry_the_link_moves_alone() {
    stage.daemonFile("");
    Build build = candidate("build", 5);

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).isEqualTo("promoted");
    assertThat(builder.link(Stage.TARGET)).contains(build);
  }

  @Test
  void a_dry_run_shows_the_plan_and_writes_nothing() {
    Build build = candidate("build", 5);
    depots.build(build);

    Ran ran = stage.once("--dry-run");

    assertThat(target(ran).path("outcome").asText()).as(ran.out()).isEqualTo("would_promote");
    assertThat(ran.out())
        .contains("copy 3 containers of " + build.fullHash() + " to registry east")
        .contains("tag 3 containers of " + build.fullHash() + " as promoted in registry rdo");
    assertThat(depots.writes()).isEmpty();
  }

  @Test
  void lists_of_architectures_go_without_a_late_or_excluded_ppc64le() {
    Build build = candidate("build", 5);
    depots.build(build);
    stage.server.publish("/exclude.yaml", "exclude_ppc_containers: {master: [keystone]}\n");
    for (String name : Depots.NAMES) {
      depots.push(name, build.fullHash() + "_x86_64");
    }
    depots.push("nova-api", build.fullHash() + "_ppc64le");
    depots.push("keystone", build.fullHash() + "_ppc64le");
    release(
        "manifest_push: yes",
        "containers_list_exclude_config: " + stage.server.address() + "/exclude.yaml");

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).as(ran.out()).isEqualTo("promoted");
    String tag = build.fullHash() + "_manifest";
    assertThat(depots.west.manifest(Depots.repository("nova-api"), tag).orElseThrow())
        .contains("\"amd64\"", "\"ppc64le\"");
    assertThat(depots.west.manifest(Depots.repository("keystone"), tag).orElseThrow())
        .contains("\"amd64\"")
        .doesNotContain("ppc64le");
    assertThat(depots.east.manifest(Depots.eastern("base"), tag).orElseThrow())
        .contains("\"amd64\"")
        .doesNotContain("ppc64le");
    assertThat(depots.source.tags(Depots.repository("base"))).doesNotContain(tag);
  }

  @Test
  void a_missing_build_for_another_architecture_is_a_missing_container() {
    Build build = candidate("build", 5);
    depots.build(build);
    release("manifest_push: yes", "manifest_architectures: aarch64");

    Ran ran = stage.once();

    assertThat(target(ran).path("reason").asText())
        .contains("3 are missing: openstack-base:" + build.fullHash() + "_aarch64");
    assertThat(depots.writes()).isEmpty();
  }

  @Test
  void each_registry_has_its_own_credentials() {
    Build build = candidate("build", 5);
    Map<String, String> digests = depots.build(build);
    depots.source.requirePassword("reader", "r-secret");
    depots.east.requireTokens("pusher", "e-secret", Duration.ofMinutes(5));
    depots.west.requirePassword("pusher", "w-secret");
    stage.daemonFile(
        depots
                .sections()
                .replace("role: source", "role: source\nusername: reader\npassword_secret: SOURCE")
                .replace("tripleo\n", "tripleo\nusername: pusher\npassword_secret: EAST\n")
            + "username: pusher\npassword_secret: WEST\n");
    stage.environment("SOURCE", "r-secret");
    stage.environment("EAST", "e-secret");
    stage.environment("WEST", "w-secret");

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).as(ran.out()).isEqualTo("promoted");
    assertThat(depots.atEast(Stage.TARGET)).isEqualTo(digests);
    assertThat(depots.atWest(Stage.TARGET)).isEqualTo(digests);
    assertThat(ran.out() + ran.err() + stage.log()).doesNotContain("-secret");
  }

  @Test
  void a_password_that_expired_is_found_before_anything_is_copied() {
    Build build = candidate("build", 5);
    depots.build(build);
    depots.west.requirePassword("pusher", "new-secret");
    stage.daemonFile(depots.sections() + "username: pusher\npassword_secret: WEST\n");
    stage.environment("WEST", "old-secret");

    Ran ran = stage.once();
    Ran check = stage.run("check", "--online");

    assertThat(target(ran).path("reason").asText())
        .contains("registry west", "log in", "user 'pusher' with the secret WEST");
    assertThat(depots.writes()).isEmpty();
    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.out())
        .containsPattern(
            "promoter\\.ini:\\d+: \\[registry west] url: registry west: tried to log in");
    assertThat(ran.out() + ran.err() + check.out()).doesNotContain("old-secret");
  }

  @Test
  void repositories_are_made_at_quay_before_the_first_copy_and_not_asked_for_again() {
    Build build = candidate("build", 5);
    Map<String, String> digests = depots.build(build);
    stage.daemonFile(
        depots.sections() + "create_repositories: quay\ntoken_secret: QUAYDOTIO_TOKEN\n");
    stage.environment("QUAYDOTIO_TOKEN", "t-secret");
    depots.intercept(
        request ->
            request.endsWith("/api/v1/repository")
                ? Intervention.answer(Answer.json(201, "{}"))
                : Intervention.PASS);

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).as(ran.out()).isEqualTo("promoted");
    assertThat(depots.atWest(Stage.TARGET)).isEqualTo(digests);
    assertThat(depots.writes().stream().filter(line -> line.endsWith("/api/v1/repository")))
        .containsOnly("west POST /api/v1/repository")
        .hasSize(3);
    assertThat(depots.last("west POST /api/v1/repository"))
        .isLessThan(depots.first("west POST /v2/.*"));
    assertThat(ran.out() + ran.err() + stage.log()).doesNotContain("t-secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>not found</html>|the file is not a YAML mapping",
        "{ unclosed: [|the file is not YAML",
        "images: []|the file has no list container_images",
        "container_images: []|the list names no container",
        "container_images: [{imagename: 'quay.io/t/../openstack-x:t'}]|is not the name of a container",
        "container_images: [{imagename: 'quay.io/t/openstack-..%2fx:t'}]|is not the name of a container",
        "container_images: [plain]|something else than containers",
        "container_images: [{imagename: 'quay.io/t/other-x:t'}]|begins with container_preffix (openstack-)",
      })
  void a_list_that_cannot_be_trusted_promotes_nothing(String list, String sentence) {
    Build build = candidate("build", 5);
    depots.build(build);
    stage.server.publish(
        "/sources/" + build.commitHash() + "/container-images/tripleo_containers.yaml", list);

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).isEqualTo("failed");
    assertThat(target(ran).path("reason").asText()).contains("container list", sentence);
    assertThat(depots.writes()).isEmpty();
    assertThat(builder.link(Stage.TARGET)).isEmpty();
  }

  @Test
  void a_list_that_is_not_there_promotes_nothing() {
    Build build = candidate("build", 5);

    Ran ran = stage.once();

    assertThat(target(ran).path("reason").asText())
        .contains("tried to read which containers there are at " + build.commitHash(), "404");
    assertThat(depots.writes()).isEmpty();
  }

  @Test
  void an_exclude_file_that_is_not_there_only_warns() {
    Build build = candidate("build", 5);
    Map<String, String> digests = depots.build(build);
    release("containers_list_exclude_config: " + stage.server.address() + "/no/exclude.yaml");

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).isEqualTo("promoted");
    assertThat(depots.atWest(Stage.TARGET)).isEqualTo(digests);
    assertThat(stage.log()).contains("no container is left out: container list: tried to read");
  }

  @Test
  void an_excluded_container_is_not_asked_for() {
    Build build = candidate("build", 5);
    depots.build(build);
    depots.source.untag(Depots.repository("keystone"), build.fullHash());
    stage.server.publish("/exclude.yaml", "exclude_containers:\n  master: {centos7: [keystone]}\n");
    release("containers_list_exclude_config: " + stage.server.address() + "/exclude.yaml");

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).as(ran.out()).isEqualTo("promoted");
    assertThat(depots.atWest(Stage.TARGET)).containsOnlyKeys("base", "nova-api");
  }

  @Test
  void what_stands_everywhere_already_is_promoted_without_moving_a_byte() {
    Build build = candidate("build", 5);
    depots.build(build);
    stage.once("--dry-run");
    List<String> servers = List.of(Depots.NAMESPACE);
    for (String name : Depots.NAMES) {
      String layer = "layer of " + name + " " + build.fullHash();
      depots.west.push(
          servers.get(0) + "/openstack-" + name, build.fullHash(), "common layer", layer);
      depots.east.push(Depots.eastern(name), build.fullHash(), "common layer", layer);
    }
    depots.forget();

    Ran ran = stage.once();

    assertThat(target(ran).path("outcome").asText()).isEqualTo("promoted");
    assertThat(Depots.received(depots.west) + Depots.received(depots.east)).isZero();
    assertThat(depots.writes()).noneMatch(line -> line.contains("/manifests/" + build.fullHash()));
    assertThat(ran.out()).contains("were all there already");
  }
}
