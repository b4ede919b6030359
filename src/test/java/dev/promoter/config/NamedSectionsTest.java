package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedSectionsTest {
  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
  }

  private Settings server(String name) {
    return config.accepted().settings().section("image_server", name).orElseThrow();
  }

  @Test
  void a_section_of_promoter_ini_holds_for_every_release_with_its_defaults() {
    config.daemon(
        "[image_server rdo]",
        "host: images.example.org",
        "user: uploader",
        "root: /var/www//html/images/",
        "key_file: keys/uploader");
    config.main("r");

    assertThat(config.problems()).isEmpty();
    assertThat(server("rdo").values())
        .containsEntry("root", "/var/www/html/images")
        .containsEntry("port", "22")
        .containsEntry("known_hosts", "/home/promoter/.ssh/known_hosts")
        .containsEntry(
            "key_file", config.dir.toAbsolutePath().normalize().resolve("keys/uploader").toString())
        .doesNotContainKey("password_secret");
  }

  @Test
  void the_section_of_a_release_file_replaces_the_whole_one_of_promoter_ini() {
    config.daemon(
        "[image_server rdo]", "host: a.example.org", "user: u", "key_file: k", "root: /a");
    config.release(
        "r",
        "[main]",
        "[image_server rdo]",
        "root: /b",
        "[image_server other]",
        "root: /c",
        "[promote_from]",
        "t: s",
        "[t]",
        "job");

    assertThat(config.problems()).isEmpty();
    assertThat(server("rdo").find("host")).isEmpty();
    assertThat(server("rdo").values()).containsEntry("root", "/b").containsEntry("port", "22");
    assertThat(config.accepted().settings().sectionNames("image_server"))
        .containsExactly("other", "rdo");
  }

  @Test
  void a_release_without_any_section_has_none() {
    config.main("r");

    assertThat(config.problems()).isEmpty();
    assertThat(config.accepted().settings().sectionNames("image_server")).isEmpty();
    assertThat(config.accepted().settings().section("image_server", "rdo")).isEmpty();
  }

  @Test
  void every_problem_of_a_section_has_its_line() {
    config.release(
        "r",
        "[main]",
        "[image_server]",
        "root: /x",
        "[image_server  rdo]",
        "root: /x",
        "[image_server ../x]",
        "root: /x",
        "[image_server rdo]",
        "hots: h",
        "root: images/../../etc",
        "[image_server local]",
        "user: uploader",
        "[image_server far]",
        "host: h.example.org",
        "key_file: k",
        "root: /x",
        "[promote_from]",
        "t: s",
        "[t]",
        "job");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:2: [image_server] lacks its name; write [image_server NAME]",
            "releases/r.ini:4: [image_server  rdo] is not [image_server NAME] with one blank and a"
                + " plain name (letters, digits, '.', '_', '+', '-')",
            "releases/r.ini:6: [image_server ../x] is not [image_server NAME] with one blank and a"
                + " plain name (letters, digits, '.', '_', '+', '-')",
            "releases/r.ini:9: [image_server rdo] hots: is not a known option; the nearest known"
                + " one is 'host'",
            "releases/r.ini:10: [image_server rdo] root: 'images/../../etc' is not a full path"
                + " (begins with '/', without '..')",
            "releases/r.ini:11: [image_server local] root: is missing; the directory above"
                + " `<distro_name><distro_version>/<release>`",
            "releases/r.ini:12: [image_server local] user: means nothing without host",
            "releases/r.ini:13: [image_server far] user: is missing: host needs a user who logs"
                + " in");
  }

  @Test
  void a_broken_section_of_promoter_ini_refuses_every_release() {
    config.daemon("[image_server rdo]", "port: many");
    config.main("r");

    assertThat(config.only()).isInstanceOf(LoadedRelease.Refused.class);
    assertThat(config.problems())
        .contains(
            "promoter.ini:2: [image_server rdo] port: 'many' is not a whole number from 1 to"
                + " 65535");
  }

  @Test
  void an_edited_section_of_promoter_ini_changes_the_fingerprint_of_a_release() {
    config.main("r");
    String without = config.only().fingerprint();
    config.daemon("[image_server rdo]", "root: /a");
    String with = config.only().fingerprint();
    config.daemon("[image_server rdo]", "root: /b");

    assertThat(config.only().fingerprint()).isNotEqualTo(with).isNotEqualTo(without);
  }

  @Test
  void a_release_that_names_a_server_that_is_not_there_is_refused_when_there_are_others() {
    config.daemon("[image_server rdo]", "root: /a");
    config.main("r", "default_qcow_server: local");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:2: [main] default_qcow_server: there is no section [image_server"
                + " local]; the nearest known one is 'rdo'");
  }

  @Test
  void a_release_without_disk_images_needs_no_server() {
    config.daemon("[image_server rdo]", "root: /a");
    config.main("r", "default_qcow_server: local", "allowed_clients: dlrn_client");

    assertThat(config.problems()).isEmpty();
  }

  @Test
  void dockerfiles_on_a_server_need_their_root_there() {
    config.daemon("[image_server rdo]", "root: /a");
    config.main("r", "dockerfile_server: rdo", "dockerfile_root: docker");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:3: [main] dockerfile_root: dockerfile_server needs it as a full path"
                + " on that server");
  }

  @Test
  void the_root_of_dockerfiles_here_is_meant_from_the_configuration_directory() {
    config.main("r", "dockerfile_root: docker");

    assertThat(config.accepted().settings().get("dockerfile_root"))
        .isEqualTo(config.dir.toAbsolutePath().normalize().resolve("docker").toString());
  }

  @Test
  void a_secret_of_a_section_that_nobody_gave_is_a_warning() {
    config.daemon(
        "[image_server rdo]", "host: h", "user: u", "root: /a", "password_secret: UPLOADER");
    config.main("r");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:1: [image_server rdo] password_secret: warning: there is no secret"
                + " UPLOADER: give it as environment variable UPLOADER, as a file named by"
                + " UPLOADER_FILE, as systemd credential UPLOADER, or by its path under [secrets] in"
                + " promoter.ini");
  }

  @Test
  void images_are_named_by_plain_file_names() {
    config.main("r", "qcow_images: overcloud-full.tar, ../x");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:2: [main] qcow_images: '../x' is not the plain name of a file");
  }
}
