package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonSettingsTest {
  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
  }

  @Test
  void an_absent_file_means_defaults() {
    config.main("r");
    assertThat(config.problems()).isEmpty();
    DaemonSettings daemon = config.load().daemon();
    Path state = config.dir.resolveSibling("state");
    assertThat(daemon)
        .isEqualTo(
            new DaemonSettings(
                state,
                "jdbc:h2:file:" + state + "/promoter;WRITE_DELAY=0",
                "promoter",
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("UTC"),
                "INFO",
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                new HttpSettings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    64,
                    16,
                    2,
                    Duration.ofSeconds(30),
                    32),
                new WebSettings(
                    Optional.of(new WebSettings.Listen("127.0.0.1", 8080)),
                    false,
                    true,
                    state.resolve("tokens"),
                    List.of(),
                    Optional.empty(),
                    256,
                    1200,
                    64,
                    List.of()),
                Optional.empty(),
                new PeopleSettings(Optional.of(Duration.ofDays(90)), Duration.ofDays(1)),
                new CommandSettings(Optional.empty(), "PROMOTER_TOKEN", Optional.empty()),
                new HealthSettings(
                    3, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofMinutes(2), "reads"),
                List.of(),
                Map.of()));
  }

  @Test
  void the_shipped_file_changes_nothing() throws IOException {
    config.main("r");
    Configuration without = config.load();
    config.write("promoter.ini", Files.readAllBytes(Path.of("config/promoter.ini")));
    assertThat(config.load()).isEqualTo(without);
  }

  @Test
  void every_option_is_taken() {
    config
        .daemon(
            "[daemon]",
            "state: /var/lib/promoter",
            "database: jdbc:postgresql://db/promoter",
            "database_user: me",
            "rules: my-rules",
            "time_zone: Europe/Prague",
            "log_level: debug",
            "reload_interval: 1m",
            "in_doubt_wait: 100ms",
            "[http]",
            "retries: 0",
            "max_answer_mib: 1",
            "connect_timeout: 3s",
            "[secrets]",
            "TOKEN: t")
        .write("t", "secret");
    DaemonSettings daemon = config.load().daemon();
    assertThat(daemon.state()).isEqualTo(Path.of("/var/lib/promoter"));
    assertThat(daemon.database()).isEqualTo("jdbc:postgresql://db/promoter");
    assertThat(daemon.databaseUser()).isEqualTo("me");
    assertThat(daemon.rules()).contains(config.dir.resolve("my-rules"));
    assertThat(daemon.timeZone()).isEqualTo(ZoneId.of("Europe/Prague"));
    assertThat(daemon.logLevel()).isEqualTo("DEBUG");
    assertThat(daemon.reloadInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(daemon.inDoubtWait()).isEqualTo(Duration.ofMillis(100));
    assertThat(daemon.http().retries()).isZero();
    assertThat(daemon.http().maxAnswerMib()).isEqualTo(1);
    assertThat(daemon.http().connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(daemon.secretFiles()).containsEntry("TOKEN", config.dir.resolve("t"));
  }

  @Test
  void the_state_option_wins_over_the_file_and_the_file_over_systemd() {
    config.environment.put("STATE_DIRECTORY", "/var/lib/one:/var/lib/two");
    assertThat(config.load().daemon().state()).isEqualTo(Path.of("/var/lib/one"));
    config.daemon("[daemon]", "state: ../elsewhere");
    assertThat(config.load().daemon().state()).isEqualTo(config.dir.resolveSibling("elsewhere"));
    config.stateOption = "here";
    assertThat(config.load().daemon().state()).isEqualTo(Path.of("here").toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[daemon]|time_zone: Mars|'Mars' is not a time zone",
        "[daemon]|sate: x|is not a known option; the nearest known one is 'state'",
        "[daemon]|database: jdbc:h2:file:/x|lacks ';WRITE_DELAY=0'",
        "[daemon]|database: jdbc:mysql://h/d|begins neither with jdbc:h2:",
        "[daemon]|database: jdbc:postgresql://h/d?password=hunter2|must not hold a password",
        "[http]|retries: -1|is not a whole number from 0",
        "[http]|connect_timeout: 5|is not a length of time",
        "[secrets]|a/b: x|is not the name of a secret",
        "[secrets]|NAME|needs the path of the file",
        "[secrets]|NAME: nowhere|there is no file",
      })
  void a_wrong_line_is_named_and_has_its_default(String section, String line, String sentence) {
    DaemonSettings defaults = config.main("r").load().daemon();
    config.daemon(section, line);
    Configuration loaded = config.load();
    assertThat(config.problems())
        .singleElement()
        .asString()
        .startsWith("promoter.ini:2: " + section)
        .contains(sentence)
        .doesNotContain("hunter2");
    assertThat(loaded.daemonSound()).isFalse();
    assertThat(loaded.daemon())
        .usingRecursiveComparison()
        .ignoringFields("secretFiles")
        .isEqualTo(defaults);
    assertThat(loaded.releases()).first().isInstanceOf(LoadedRelease.Accepted.class);
  }

  @Test
  void a_broken_default_is_reported_once_and_no_release_writes_with_it() {
    config.daemon("[defaults]", "dry_run: maybe").main("a").main("b", "dry_run: no");
    assertThat(config.problems())
        .singleElement()
        .asString()
        .startsWith("promoter.ini:2: [defaults] dry_run: 'maybe' is neither");
    assertThat(config.load().releases())
        .hasSize(2)
        .allSatisfy(
            release -> {
              assertThat(release).isInstanceOf(LoadedRelease.Refused.class);
              assertThat(config.printed(release.problems())).isEqualTo(config.problems());
            });
  }

  @Test
  void releases_are_checked_even_when_the_daemon_file_is_broken() {
    config.daemon("[deafults]", "dry_run: yes").main("a", "dry_rum: no");
    assertThat(config.problems())
        .containsExactly(
            "promoter.ini:1: [deafults] is not a section of promoter.ini; the nearest known one is"
                + " 'defaults'",
            "releases/a.ini:2: [main] dry_rum: is not a known option; the nearest known one is"
                + " 'dry_run'");
  }

  @Test
  void a_default_file_of_authorities_that_is_not_there_is_reported_once() {
    config.daemon("[defaults]", "ca_bundle: no.pem").main("a").main("b");
    assertThat(config.problems())
        .singleElement()
        .asString()
        .startsWith("promoter.ini:2: [defaults] ca_bundle: there is no file");
  }

  @Test
  void a_wrong_environment_variable_is_named() {
    config.environment.put("DLRNAPI_AUTHMETHOD", "telepathy");
    assertThat(config.main("r").problems())
        .containsExactly(
            "promoter.ini:1: DLRNAPI_AUTHMETHOD: environment variable: 'telepathy' is not one of"
                + " basicAuth, kerberosAuth");
  }

  @Test
  void a_missing_directory_is_a_problem() {
    Configuration loaded =
        ConfigLoader.load(
            Path.of("no/such/dir"),
            new Surroundings(Map.of(), "", java.util.Set.of("dlrn"), false));
    assertThat(loaded.problems())
        .extracting(Object::toString)
        .containsExactly(
            "no/such/dir/releases:1: there is no configuration directory no/such/dir; see --config");
    assertThat(loaded.daemonSound()).isFalse();
  }

  @Test
  void a_directory_without_release_is_a_warning() {
    assertThat(config.problems())
        .containsExactly("releases:1: warning: holds no .ini file, so there is no release");
    assertThat(config.load().daemonSound()).isTrue();
  }

  @Test
  void mail_is_sent_only_where_a_section_says_how() {
    config.main("r").daemon("[mail]", "host: smtp.example.org", "from: promoter@example.org");
    assertThat(config.problems()).isEmpty();
    assertThat(config.load().daemon().mail())
        .contains(
            new MailSettings(
                "smtp.example.org",
                587,
                "starttls",
                Optional.empty(),
                "SMTP_PASSWORD",
                "promoter@example.org",
                Duration.ofSeconds(60)));

    config.daemon("[mail]", "host: smtp.example.org", "security: tls", "port: 0", "form: x");
    assertThat(config.problems())
        .containsExactly(
            "promoter.ini:1: [mail] from: is missing; the sender's address",
            "promoter.ini:4: [mail] port: '0' is not a whole number from 1 to 65535",
            "promoter.ini:5: [mail] form: is not a known option; the nearest known one is 'from'");
    assertThat(config.load().daemon().mail()).isEmpty();
  }
}
