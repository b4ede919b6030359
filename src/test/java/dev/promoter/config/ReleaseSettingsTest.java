package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Release;
import dev.promoter.domain.Schedule;
import dev.promoter.domain.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseSettingsTest {
  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
  }

  private Settings settings(String... lines) {
    return config.main("r", lines).accepted().settings();
  }

  @Test
  void an_empty_main_section_gets_the_defaults_of_the_old_promoter() {
    Release release = config.main("r").accepted();
    assertThat(release.workflow()).isEqualTo("dlrn");
    assertThat(release.dryRun()).isFalse();
    assertThat(release.candidateLimit()).isEqualTo(10);
    assertThat(release.roundLimit()).isEqualTo(Duration.ofMinutes(115));
    assertThat(release.settings().values())
        .containsEntry("api_url", "https://trunk.rdoproject.org/api-centos-master-uc")
        .containsEntry("repo_url", "https://trunk.rdoproject.org/centos7-master")
        .containsEntry("username", "ciuser")
        .containsEntry("source_namespace", "tripleomaster")
        .containsEntry("target_namespace", "tripleomaster")
        .containsEntry("containers_list_path", "container-images/tripleo_containers.yaml")
        .containsEntry("allowed_clients", "registries_client,qcow_client,dlrn_client")
        .containsEntry("password_secret", "DLRNAPI_PASSWORD")
        .containsEntry("schedule", "10m")
        .doesNotContainKeys("log_file", "ca_bundle", "dlrnauth_username");
  }

  @ParameterizedTest
  @CsvSource({
    "CentOS, 8, Train, api-centos8-train, centos8-train",
    "centos, 7, queens, api-centos-queens, centos7-queens",
    "centos, 9, MASTER, api-centos9-master-uc, centos9-master",
  })
  void addresses_follow_from_distribution_and_release(
      String distro, String version, String release, String api, String repo) {
    Settings settings =
        settings("distro_name: " + distro, "distro_version: " + version, "release: " + release);
    assertThat(settings.get("api_url")).isEqualTo("https://trunk.rdoproject.org/" + api);
    assertThat(settings.get("repo_url")).isEqualTo("https://trunk.rdoproject.org/" + repo);
  }

  @Test
  void the_parts_of_the_api_address_are_put_together() {
    assertThat(
            settings(
                    "dlrn_api_scheme: http",
                    "dlrn_api_host: localhost",
                    "dlrn_api_port: 58080",
                    "dlrn_api_endpoint:")
                .get("api_url"))
        .isEqualTo("http://localhost:58080");
    assertThat(settings("dlrn_api_host: dlrn.example.org", "dlrn_api_endpoint: /a/").get("api_url"))
        .isEqualTo("https://dlrn.example.org/a");
    assertThat(settings("dlrn_api_host: x", "api_url: http://y/api/").get("api_url"))
        .isEqualTo("http://y/api");
  }

  @Test
  void the_nearer_file_decides_about_the_api_address() {
    config.daemon("[defaults]", "api_url: https://shared/api", "dlrn_api_port: 99");
    assertThat(settings().get("api_url")).isEqualTo("https://shared/api");
    assertThat(settings("dlrn_api_host: own", "dlrn_api_endpoint: e").get("api_url"))
        .isEqualTo("https://own:99/e");
    assertThat(settings("api_url: https://own/api").get("api_url")).isEqualTo("https://own/api");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Yes", "TRUE", "on", "1", "yes"})
  void dry_run_is_understood_in_any_case(String word) {
    assertThat(config.main("r", "dry_run: " + word).accepted().dryRun()).isTrue();
  }

  @Test
  void a_release_file_wins_over_the_defaults_and_these_over_the_environment() {
    config.environment.put("DLRNAPI_USERNAME", "from-environment");
    assertThat(settings().get("username")).isEqualTo("from-environment");
    config.daemon("[defaults]", "username: from-defaults", "latest_hashes_count: 100");
    assertThat(settings().get("username")).isEqualTo("from-defaults");
    assertThat(settings("dlrnauth_username: own").get("username")).isEqualTo("own");
    assertThat(settings("username: own").get("username")).isEqualTo("own");
    assertThat(config.accepted().candidateLimit()).isEqualTo(100);
  }

  @Test
  void special_namespaces_and_lists_follow_from_other_options() {
    assertThat(settings("release: ussuri").get("source_namespace")).isEqualTo("tripleou");
    assertThat(settings("build_method: kolla").get("containers_list_path"))
        .isEqualTo("container-images/overcloud_containers.yaml");
    assertThat(settings("container_preffix:").find("container_preffix")).hasValue("");
  }

  @Test
  void values_are_settled_but_percent_signs_are_not_expanded() {
    Settings settings =
        settings(
            "log_file: ~/logs/%(release)s.log",
            "log_level: warning",
            "allowed_clients: dlrn_client , qcow_client",
            "x_owner: team ${HOME}");
    assertThat(settings.get("log_file")).isEqualTo("/home/promoter/logs/%(release)s.log");
    assertThat(settings.get("log_level")).isEqualTo("WARN");
    assertThat(settings.get("allowed_clients")).isEqualTo("dlrn_client,qcow_client");
    assertThat(settings.find("x_owner")).isEmpty();
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void the_schedule_is_an_interval_or_a_cron_expression() {
    assertThat(Schedules.parse(settings("schedule: 1h30m").get("schedule")))
        .isEqualTo(new Schedule.Interval(Duration.ofMinutes(90)));
    assertThat(Schedules.parse(settings("schedule: 0 0/15 6-22 ? * MON-FRI").get("schedule")))
        .isEqualTo(new Schedule.Cron("0 0/15 6-22 ? * MON-FRI"));
  }

  @Test
  void a_missing_password_names_the_secret_and_the_ways_to_give_it() {
    config.environment.remove("DLRNAPI_PASSWORD");
    config.main("r");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:1: [main] password_secret: there is no password: give the secret"
                + " DLRNAPI_PASSWORD as environment variable DLRNAPI_PASSWORD, as a file named by"
                + " DLRNAPI_PASSWORD_FILE, as systemd credential DLRNAPI_PASSWORD, or by its path"
                + " under [secrets] in promoter.ini");
    assertThat(config.only()).isInstanceOf(LoadedRelease.Refused.class);
  }

  @Test
  void a_dry_run_goes_without_password_and_kerberos_without_one_at_all() {
    config.environment.remove("DLRNAPI_PASSWORD");
    config.main("r", "password_secret: OTHER", "dry_run: yes").accepted();
    assertThat(config.problems())
        .singleElement()
        .asString()
        .startsWith("releases/r.ini:2: [main] password_secret: warning: there is no password");
    config
        .main(
            "r",
            "dlrnauth_auth_method: kerberosAuth",
            "dlrnauth_server_principal: HTTP/dlrn@EXAMPLE.ORG")
        .accepted();
    assertThat(config.problems()).isEmpty();
    config.dryRun = true;
    assertThat(config.main("r").accepted().dryRun()).isFalse();
  }

  @Test
  void the_fingerprint_follows_the_file_and_the_defaults_it_takes() {
    String first = config.main("r").only().fingerprint();
    assertThat(config.main("r").only().fingerprint()).isEqualTo(first);
    String edited = config.main("r", "# edited").only().fingerprint();
    assertThat(edited).isNotEqualTo(first);
    config.daemon("[defaults]", "dry_run: yes");
    assertThat(config.only().fingerprint()).isNotEqualTo(edited);
  }
}
