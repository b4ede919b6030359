package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Release;
import dev.promoter.domain.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterReleaseTest {
  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
    config.workflows = Set.of("dlrn", "ceph");
  }

  private static List<Map.Entry<String, String>> parameters(String... pairs) {
    List<Map.Entry<String, String>> list = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      list.add(Map.entry(pairs[i], pairs[i + 1]));
    }
    return list;
  }

  private Configuration load(String... pairs) {
    assertThat(ParameterRelease.unknown(parameters(pairs))).isEmpty();
    return ConfigLoader.load(config.dir, config.surroundings(), parameters(pairs));
  }

  private Release accepted(String... pairs) {
    Configuration configuration = load(pairs);
    assertThat(configuration.problems()).isEmpty();
    return ((LoadedRelease.Accepted) configuration.releases().get(0)).release();
  }

  @Test
  void without_any_parameter_it_is_the_default_release_with_its_smoke_test() {
    Release release = accepted();

    assertThat(release.name().value()).isEqualTo("ceph/20.1.0");
    assertThat(release.file()).isEqualTo("command line");
    assertThat(release.settings().get("ceph_branch")).isEqualTo("reef");
    assertThat(release.targets().get(0).link().value()).isEqualTo("v20.1.0");
    assertThat(release.targets().get(0).requirements()).containsExactly(new Requirement("smoke"));
    assertThat(release.settings().find("tracker_issue_id")).isEmpty();
  }

  @Test
  void the_parameters_of_the_pipeline_are_taken_by_their_names() {
    config.environment.putAll(Map.of("JENKINS_USER", "u", "JENKINS_API_TOKEN", "t"));
    Release release =
        accepted(
            "TRACKER_ISSUE_ID", "",
            "CEPH_BRANCH", "wip/tentacle",
            "RELEASE_VERSION", "20.2.1",
            "CEPH_SHA1", "A".repeat(40),
            "SUITE_NAME", "upgrade/quincy-x",
            "PADDLES_URL", "http://paddles.example.org/",
            "SKIP_BUILD", "false",
            "skip_integration_tests", "true",
            "EMAIL_RECIPIENTS", "");

    assertThat(release.name().value()).isEqualTo("ceph/20.2.1");
    assertThat(release.targets().get(0).requirements())
        .containsExactly(new Requirement("upgrade/quincy-x"));
    assertThat(release.settings().values())
        .containsEntry("ceph_branch", "wip/tentacle")
        .containsEntry("ceph_sha1", "a".repeat(40))
        .containsEntry("paddles_url", "http://paddles.example.org")
        .containsEntry("skip_build", "false")
        .doesNotContainKeys("tracker_issue_id", "email_recipients");
    assertThat(release.settings().isTrue("skip_integration_tests")).isTrue();
  }

  @Test
  void a_list_of_suites_takes_the_place_of_the_smoke_test() {
    config.write("list", "rados\nrgw\n");

    assertThat(accepted("SUITE_LIST_SOURCE", "list").targets().get(0).requirements())
        .containsExactly(new Requirement("rados"), new Requirement("rgw"));
  }

  @Test
  void names_that_are_not_known_are_told_with_the_nearest_one() {
    assertThat(
            ParameterRelease.unknown(
                parameters("CEPH_BRNCH", "x", "rerunn", "no", "Ceph_Sha1", "", "workflow", "dlrn")))
        .containsExactly(
            "there is no parameter 'CEPH_BRNCH'; the nearest known one is 'CEPH_BRANCH'",
            "there is no parameter 'rerunn'; the nearest known one is 'rerun'",
            "there is no parameter 'Ceph_Sha1'; the nearest known one is 'CEPH_SHA1'",
            "there is no parameter 'workflow'; the nearest known one is 'kernel'");
    assertThat(ParameterRelease.unknown(parameters("arch", "x86_64", "ARCH", "arm64")))
        .containsExactly("the parameter 'ARCH' is given twice");
  }

  @Test
  void wrong_values_are_told_as_those_of_a_file_by_their_number() {
    Configuration configuration =
        load("CEPH_BRANCH", "-x", "RELEASE_VERSION", "tentacle", "SUITE_NAME", "a;b", "arch", "!");

    assertThat(config.printed(configuration.problems()))
        .containsExactly(
            "command line:1: [main] ceph_branch: '-x' is not the name of a branch or tag (letters,"
                + " digits, '.', '_', '/', '+', '-')",
            "command line:2: [main] release_version: 'tentacle' is not a version such as 20.1.0",
            "command line:3: [vtentacle] a;b: 'a;b' is no name of a suite: letters, digits, '_',"
                + " '-', and '/' before a slice are allowed",
            "command line:4: [main] arch: '!' is not a plain name (letters, digits, '.', '_', '+',"
                + " '-')");
  }
}
