package dev.promoter.remote.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Settings;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.sandbox.DlrnServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExclusionsTest {
  private final DlrnServer server = DlrnServer.start(0);
  private final Http http = new Http(HttpSettings.standard().withRetries(0, Duration.ofMillis(1)));

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private Exclusions read(String file, String release) {
    server.publish("/exclude.yaml", file);
    Map<String, String> settings =
        Map.of(
            "release",
            release,
            "distro_name",
            "centos",
            "distro_version",
            "9",
            "containers_list_exclude_config",
            server.address() + "/exclude.yaml");
    return Exclusions.read(
        http,
        new Release(
            new ReleaseName("r"),
            "r.ini",
            "dlrn",
            List.of(),
            false,
            10,
            Duration.ofHours(1),
            new Settings(settings)));
  }

  @Test
  void names_stand_by_release_with_or_without_their_prefix() {
    Exclusions read =
        read("exclude_containers:\n  zed: [a]\n  master: [b, openstack-c]\n", "master");

    assertThat(read.leavesOut("openstack-", "a")).isFalse();
    assertThat(read.leavesOut("openstack-", "b")).isTrue();
    assertThat(read.leavesOut("openstack-", "c")).isTrue();
    assertThat(read.unread()).isEmpty();
  }

  @Test
  void names_may_stand_by_release_and_distribution() {
    String file = "exclude_containers: {master: {centos8: [a], centos9: [b]}, zed: {rhel: [c]}}";

    assertThat(read(file, "master").containers()).containsExactly("b");
    assertThat(read(file, "zed").containers()).isEmpty();
    assertThat(read(file, "wallaby").containers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "osp16-2, rhos-16.2",
    "osp17, rhos-17",
    "osp17-1, rhos-17.1",
    "osp18, rhos-18",
    "master, master"
  })
  void a_downstream_release_has_another_name_there(String release, String there) {
    assertThat(Exclusions.calledThere(release)).isEqualTo(there);
    assertThat(read("exclude_containers: {" + there + ": [x]}", release).containers())
        .containsExactly("x");
  }

  @Test
  void ppc64le_is_left_out_by_container() {
    Exclusions read = read("exclude_ppc_containers: {master: [a]}", "master");

    assertThat(read.leavesPpcOut("openstack-", "a")).isTrue();
    assertThat(read.leavesPpcOut("openstack-", "b")).isFalse();
    assertThat(read.leavesOut("openstack-", "a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>no</html>",
        "exclude_containers: {master: everything}",
        "exclude_containers: {master: &a [x], zed: *a}",
        "exclude_containers: {master: [x]}\nexclude_containers: {master: [y]}"
      })
  void a_file_that_cannot_be_understood_leaves_nothing_out_and_says_why(String file) {
    Exclusions read = read(file, "master");

    assertThat(read.containers()).isEmpty();
    assertThat(read.unread()).contains("container list: tried to read which containers to leave");
  }
}
