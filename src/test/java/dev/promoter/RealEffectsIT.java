package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.fakes.SettableClock;
import dev.promoter.real.Authority;
import dev.promoter.real.DockerRegistry;
import dev.promoter.real.Program;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole promotions and a rollback with docker-registry as source and target. What stands there in
 * the end skopeo says, which has also put the images of the builds there.
 */
class RealEffectsIT {
  private static final String RELEASE = "master";
  private static final String USER = "pusher";
  private static final String PASSWORD = "real-secret";

  /** Of the password, made with the smallest cost. */
  private static final String HASH = "$2y$04$SRrevtrRqEcRQs.JnC/jQuP5HTjtTGL5GN2.T2Hw.jzYDn5hOekYS";

  private final Program skopeo = Program.needed("skopeo", "skopeo");
  @TempDir private Path directory;
  private Stage stage;
  private DlrnBuilder builder;
  private Depots images;

  @BeforeEach
  void set_the_stage() {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    stage.environment("PUSH_PASSWORD", PASSWORD);
    builder = stage.builder(RELEASE);
    images = new Depots(stage);
    stage.release(RELEASE, builder, images.options(), Stage.CRITERIA);
  }

  @AfterEach
  void close() {
    images.close();
    stage.close();
  }

  private void registries(DockerRegistry source, String options, DockerRegistry target) {
    stage.daemonFile(
        """

        [registry rdo]
        url: %s
        role: source
        %s

        [registry mirror]
        url: %s
        role: target
        namespace: mirror/tripleo
        username: %s
        password_secret: PUSH_PASSWORD
        """
            .formatted(source.address(), options, target.address(), USER));
  }

  /** A build whose jobs passed, with its images in the source. */
  private Build candidate(String name, long hoursAgo, DockerRegistry source) {
    Build build = stage.candidate(builder, name, hoursAgo, Stage.JOB, Stage.OTHER_JOB);
    images.build(build);
    for (String container : Depots.NAMES) {
      String image = Depots.repository(container) + ":" + build.fullHash();
      skopeo.run(
          "--insecure-policy",
          "copy",
          "--quiet",
          "--preserve-digests",
          "--src-tls-verify=false",
          "--dest-tls-verify=false",
          "docker://%s/%s".formatted(images.source.host(), image),
          "docker://%s/%s".formatted(source.host(), image));
    }
    return build;
  }

  private JsonNode round() {
    return stage.once().target(RELEASE, Stage.TARGET);
  }

  private Map<String, String> atSource(DockerRegistry source, String tag) {
    return inspected(source.host() + "/" + Depots.NAMESPACE, tag, "--no-creds");
  }

  private Map<String, String> atTarget(DockerRegistry target, String tag) {
    return inspected(target.host() + "/mirror/tripleo", tag, "--creds=" + USER + ":" + PASSWORD);
  }

  private Map<String, String> inspected(String place, String tag, String credentials) {
    Map<String, String> digests = new LinkedHashMap<>();
    for (String container : Depots.NAMES) {
      String image = "docker://%s/openstack-%s:%s".formatted(place, container, tag);
      digests.put(
          container,
          skopeo
              .run(
                  "inspect",
                  "--tls-verify=false",
                  credentials,
                  "--no-tags",
                  "--format",
                  "{{.Digest}}",
                  image)
              .strip());
    }
    return digests;
  }

  @Test
  void two_promotions_and_a_rollback_leave_exactly_the_digests_that_skopeo_sees() throws Exception {
    try (DockerRegistry source = DockerRegistry.open();
        DockerRegistry target = DockerRegistry.withPassword(USER, HASH)) {
      registries(source, "", target);
      Build old = candidate("old", 9, source);
      Map<String, String> former = images.atSource(old.fullHash());
      assertThat(round().path("outcome").asText()).isEqualTo("promoted");
      assertThat(atSource(source, Stage.TARGET)).isEqualTo(former);
      assertThat(atTarget(target, Stage.TARGET)).isEqualTo(former);

      Build young = candidate("young", 5, source);
      Map<String, String> digests = images.atSource(young.fullHash());
      assertThat(digests).doesNotContainValue(former.get("base"));
      assertThat(round().path("outcome").asText()).isEqualTo("promoted");
      assertThat(atSource(source, Stage.TARGET)).isEqualTo(digests);
      assertThat(atTarget(target, Stage.TARGET)).isEqualTo(digests);
      assertThat(atTarget(target, young.fullHash())).isEqualTo(digests);
      assertThat(builder.link(Stage.TARGET)).contains(young);

      Ran back = stage.run("rollback", RELEASE, Stage.TARGET, "--by=kim", "--reason=it broke");
      assertThat(back.exit()).as(back.out() + back.err()).isZero();
      assertThat(atSource(source, Stage.TARGET)).isEqualTo(former);
      assertThat(atTarget(target, Stage.TARGET)).isEqualTo(former);
      assertThat(atTarget(target, young.fullHash())).isEqualTo(digests);
      assertThat(builder.link(Stage.TARGET)).contains(old);
    }
    assertThat(stage.log()).doesNotContain(PASSWORD);
  }

  @Test
  void each_registry_is_trusted_for_its_own_authority_and_no_other_one() throws Exception {
    Authority ours = Authority.make(directory.resolve("ours"));
    Authority other = Authority.make(directory.resolve("other"));
    try (DockerRegistry source = DockerRegistry.secure(ours);
        DockerRegistry target = DockerRegistry.withPassword(USER, HASH)) {
      Build build = candidate("build", 5, source);
      for (String trust : new String[] {"", "ca_bundle: " + other.bundle()}) {
        registries(source, trust, target);

        Ran check = stage.run("check", "--online");
        JsonNode refused = round();

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out() + refused.path("reason"))
            .contains("[registry rdo] url: registry rdo: tried to ask for its API version")
            .contains("no secure connection could be made")
            .contains(
                trust.isEmpty()
                    ? "name it in ca_bundle"
                    : "add that authority to ca_bundle, " + other.bundle());
        assertThat(refused.path("outcome").asText()).isEqualTo("failed");
        assertThat(builder.link(Stage.TARGET)).isEmpty();
      }
      registries(source, "ca_bundle: " + ours.bundle(), target);

      assertThat(stage.run("check", "--online").exit()).isZero();
      assertThat(round().path("outcome").asText()).isEqualTo("promoted");

      assertThat(atTarget(target, Stage.TARGET)).isEqualTo(images.atSource(build.fullHash()));
    }
  }
}
