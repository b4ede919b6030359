package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistriesTest {
  private static final String SOURCE =
      "[registry rdo]\nurl: https://rdo.example.org/\nrole: source\n";
  private static final String TARGET = "[registry quay]\nurl: https://quay.io\nrole: target\n";

  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
  }

  @Test
  void registries_of_promoter_ini_serve_every_release() {
    config.daemon(SOURCE + TARGET).main("r");

    assertThat(config.problems()).isEmpty();
    Settings settings = config.accepted().settings();
    assertThat(settings.section("registry", "rdo").orElseThrow().values())
        .containsEntry("url", "https://rdo.example.org")
        .containsEntry("create_repositories", "no")
        .containsEntry("parallel", "16");
    assertThat(settings.sectionNames("registry")).containsExactly("quay", "rdo");
  }

  @Test
  void a_registry_of_the_release_file_replaces_the_one_of_the_same_name() {
    config
        .daemon(SOURCE + TARGET)
        .release(
            "r",
            "[main]",
            "[registry quay]",
            "url: http://localhost:5000",
            "role: target",
            "[promote_from]",
            "t: s",
            "[t]",
            "job");

    assertThat(config.problems()).isEmpty();
    assertThat(config.accepted().settings().section("registry", "quay").orElseThrow().get("url"))
        .isEqualTo("http://localhost:5000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: quay.io|url: is not an address like https://host/path",
        "url: https://me:pw@quay.io|url: must not hold a user name or password",
        "url: https://quay.io/v2|url: must be a host and perhaps a port, without a path; see namespace",
        "role: both|role: 'both' is not one of source, target",
        "namespace: Tripleo|namespace: 'Tripleo' is not a namespace",
        "namespace: a/../b|namespace: 'a/../b' is not a namespace",
        "parallel: 65|parallel: '65' is not a whole number from 1 to 64",
        "username: me|password_secret: is missing: username and password_secret need each other",
        "password_secret: QUAY|username: is missing: username and password_secret need each other",
        "create_repositories: quay|token_secret: is missing: create_repositories: quay needs it",
        "token_secret: QUAY|token_secret: means nothing without create_repositories: quay",
        "user: me|user: is not a known option; the nearest known one is",
        "ca_bundle: no.pem|ca_bundle: there is no file",
      })
  void a_wrong_option_is_named(String line, String problem) {
    String section = TARGET.replaceFirst(line.replaceFirst(":.*", "") + ": .*\n", "");
    config.daemon(SOURCE + section + line).main("r");

    assertThat(String.join("\n", config.problems())).contains("[registry quay] " + problem);
    assertThat(config.only()).isInstanceOf(LoadedRelease.Refused.class);
  }

  @Test
  void a_registry_without_address_or_role_is_refused() {
    config.daemon("[registry rdo]").main("r");

    assertThat(String.join("\n", config.problems()))
        .contains("promoter.ini:1: [registry rdo] url: is missing")
        .contains("promoter.ini:1: [registry rdo] role: is missing");
  }

  @Test
  void registries_without_a_source_are_refused_because_the_link_would_move_without_containers() {
    config.daemon(TARGET).main("r");

    assertThat(String.join("\n", config.problems()))
        .contains("[main] registries: none of the registries (quay) has role: source");
  }

  @Test
  void two_sources_are_refused_until_the_release_names_its_own() {
    String two = SOURCE + SOURCE.replace("rdo", "other") + TARGET;
    config.daemon(two).main("r");
    assertThat(String.join("\n", config.problems()))
        .contains("more than one registry has role: source (other, rdo)");

    config.main("r", "registries: other, quay");
    assertThat(config.problems()).isEmpty();

    config.main("r", "registries: othr, quay");
    assertThat(String.join("\n", config.problems()))
        .contains("there is no section [registry othr]; the nearest known one is 'other'");
  }

  @Test
  void a_release_without_containers_does_not_mind_registries() {
    config.daemon(TARGET).main("r", "allowed_clients: dlrn_client");

    assertThat(config.problems()).isEmpty();
  }

  @Test
  void a_missing_password_is_a_problem_of_who_uses_it_and_writes() {
    config.daemon(SOURCE + TARGET + "username: me\npassword_secret: QUAY_PASSWORD\n");
    config.main("r");
    assertThat(String.join("\n", config.problems()))
        .contains("releases/r.ini:1: [registry quay] password_secret: there is no secret QUAY")
        .doesNotContain("warning");

    config.main("r", "dry_run: yes");
    assertThat(String.join("\n", config.problems()))
        .contains("[registry quay] password_secret: warning: there is no secret QUAY_PASSWORD");

    config.main("r", "registries: rdo");
    assertThat(config.problems()).isEmpty();

    config.environment.put("QUAY_PASSWORD", "pw");
    config.main("r");
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void an_unknown_architecture_is_a_problem() {
    config.main("r", "manifest_push: yes", "manifest_architectures: x86_64, sparc");

    assertThat(String.join("\n", config.problems()))
        .contains("manifest_architectures: 'sparc' is not known");
  }
}
