package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.config.NotifySettings.Quiet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyLoaderTest {
  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
    config.main("r");
  }

  @Test
  void audiences_are_read_in_their_order_with_all_defaults() {
    config.daemon(
        "[daemon]",
        "time_zone: Europe/Prague",
        "[mail]",
        "host: smtp.example.org",
        "from: promoter@example.org",
        "[notify team]",
        "kind: mail",
        "to: ann@example.org, bob@example.org",
        "releases: CentOS-9/*, zed",
        "severity: warning",
        "quiet: 22:00 - 07:30",
        "time_zone: UTC",
        "critical_breaks_through: yes",
        "pause: 1h",
        "[notify room]",
        "kind: webhook",
        "url_secret: CHAT_URL");

    assertThat(config.load().daemonProblems()).isEmpty();
    assertThat(config.load().daemon().audiences())
        .containsExactly(
            new NotifySettings(
                "team",
                "mail",
                List.of("ann@example.org", "bob@example.org"),
                "",
                Optional.empty(),
                List.of("CentOS-9/*", "zed"),
                "warning",
                Optional.of(new Quiet(LocalTime.of(22, 0), LocalTime.of(7, 30))),
                ZoneId.of("UTC"),
                true,
                Duration.ofHours(1)),
            new NotifySettings(
                "room",
                "webhook",
                List.of(),
                "CHAT_URL",
                Optional.empty(),
                List.of("*"),
                "info",
                Optional.empty(),
                ZoneId.of("Europe/Prague"),
                false,
                Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: mail;to: ann@example.org|needs the section [mail]",
        "to: ann@example.org|kind: is missing",
        "kind: pigeon|'pigeon' is not one of mail, webhook",
        "kind: webhook|url_secret: is missing",
        "kind: webhook;url_secret: CHAT_URL;to: a@example.org|means nothing with kind: webhook",
        "kind: webhook;url_secret: https://chat/T0K3N|is not the name of a secret",
        "kind: webhook;url_secret: C;quiet: 22-7|is not a part of the day such as 22:00-07:00",
        "kind: webhook;url_secret: C;quiet: 07:00-07:00|is not a part of the day",
        "kind: webhook;url_secret: C;releases: a b|is not the name of a release",
        "kind: webhook;url_secret: C;severity: loud|is not one of info, warning, critical",
        "kind: webhook;url_secret: C;pauze: 1h|the nearest known one is 'pause'",
      })
  void a_wrong_line_is_named(String lines, String sentence) {
    config.daemon(("[notify team];" + lines).split(";", -1));

    assertThat(config.load().daemonProblems())
        .anySatisfy(problem -> assertThat(problem.toString()).contains(sentence));
    assertThat(config.load().daemonSound()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"[notify]", "[notify  two]", "[notify a b]"})
  void a_header_needs_a_plain_name(String header) {
    config.daemon(header, "kind: webhook", "url_secret: CHAT_URL");

    assertThat(config.load().daemonProblems())
        .anySatisfy(
            problem -> assertThat(problem.toString()).contains("is not [notify NAME] with one"));
  }
}
