package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSecretsTest {
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Path> files = new HashMap<>();

  @TempDir private Path dir = Path.of("unset");

  @BeforeEach
  void every_place_has_one() throws IOException {
    environment.put("NAME", "from-environment");
    environment.put("NAME_FILE", file("named", "from-file\n").toString());
    environment.put("CREDENTIALS_DIRECTORY", file("cred/NAME", "from-systemd").getParent() + "");
    files.put("NAME", file("configured", "from-ini"));
  }

  private Path file(String name, String content) throws IOException {
    Path path = dir.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    return path;
  }

  private Optional<String> find(String name) {
    return new FileSecrets(environment, files).find(name).map(Secret::reveal);
  }

  @Test
  void environment_then_named_file_then_credential_then_configured_file() throws IOException {
    assertThat(find("NAME")).hasValue("from-environment");
    environment.put("NAME", "");
    assertThat(find("NAME")).hasValue("from-file");
    environment.remove("NAME_FILE");
    assertThat(find("NAME")).hasValue("from-systemd");
    Files.delete(dir.resolve("cred/NAME"));
    assertThat(find("NAME")).hasValue("from-ini");
    file("cred/name", "in small letters");
    assertThat(find("NAME")).hasValue("in small letters");
  }

  @Test
  void a_named_file_that_is_gone_is_never_replaced_by_an_older_place() throws IOException {
    environment.remove("NAME");
    Files.delete(dir.resolve("named"));
    assertThat(find("NAME")).isEmpty();
  }

  @Test
  void a_rotated_secret_is_seen_at_once() throws IOException {
    environment.remove("NAME");
    FileSecrets secrets = new FileSecrets(environment, files);
    assertThat(secrets.find("NAME").map(Secret::reveal)).hasValue("from-file");
    file("named", "rotated");
    assertThat(secrets.find("NAME").map(Secret::reveal)).hasValue("rotated");
  }

  @ParameterizedTest
  @CsvSource({"'a\n', a", "'a\r\n', a", "'a\n\n', 'a\n'", "' a ', ' a '"})
  void one_newline_at_the_end_is_dropped(String content, String secret) throws IOException {
    environment.remove("NAME");
    file("named", content);
    assertThat(find("NAME")).hasValue(secret);
  }

  @Test
  void an_empty_file_a_directory_and_an_endless_file_hold_no_secret() throws IOException {
    environment.remove("NAME");
    file("named", "\n");
    assertThat(find("NAME")).isEmpty();
    environment.put("NAME_FILE", dir.toString());
    assertThat(find("NAME")).isEmpty();
    environment.put("NAME_FILE", "/dev/zero");
    assertThat(find("NAME")).isEmpty();
  }

  @Test
  void a_name_cannot_lead_out_of_the_credentials_directory() throws IOException {
    file("outside", "x");
    assertThat(find("../outside")).isEmpty();
  }

  @Test
  void a_file_that_everybody_can_read_is_a_warning_that_does_not_show_it(@TempDir Path root)
      throws IOException {
    Config config = new Config(root);
    config.environment.remove("DLRNAPI_PASSWORD");
    config.main("r").daemon("[secrets]", "DLRNAPI_PASSWORD: password");
    config.write("password", Config.PASSWORD);
    Path path = config.dir.resolve("password");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    config.accepted();
    assertThat(config.problems())
        .containsExactly(
            "promoter.ini:2: [secrets] DLRNAPI_PASSWORD: warning: everybody can read the file"
                + " password; take that right away (chmod o-r)");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(config.problems()).isEmpty();
    assertThat(config.load().toString()).doesNotContain(Config.PASSWORD);
  }

  @Test
  void a_variable_that_names_a_missing_file_is_reported(@TempDir Path root) {
    Config config = new Config(root).main("r", "dry_run: yes");
    config.environment.remove("DLRNAPI_PASSWORD");
    config.environment.put("DLRNAPI_PASSWORD_FILE", "/nowhere/password");
    assertThat(config.problems())
        .first()
        .isEqualTo("promoter.ini:1: secret DLRNAPI_PASSWORD: there is no file /nowhere/password");
  }

  @Test
  void a_release_that_is_refused_for_it_names_the_file_as_well(@TempDir Path root) {
    Config config = new Config(root).main("r");
    config.environment.remove("DLRNAPI_PASSWORD");
    config.environment.put("DLRNAPI_PASSWORD_FILE", "/nowhere/password");
    assertThat(config.problems())
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains("password_secret: there is no password")
                    .endsWith("; the file /nowhere/password, which is named for it, is not there"));
  }
}
