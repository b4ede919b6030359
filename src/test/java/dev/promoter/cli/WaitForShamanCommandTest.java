package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitForShamanCommandTest {
  private static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";

  private final Terminal terminal = new Terminal();

  @Test
  void the_commit_alone_is_printed_when_everything_is_ready() {
    int code =
        terminal.type("wait-for-shaman --branch Reef --sha1 " + SHA1.toUpperCase(Locale.ROOT));

    assertThat(code).isZero();
    assertThat(terminal.out()).isEqualTo(SHA1 + System.lineSeparator());
    assertThat(terminal.err()).contains("seen");
    assertThat(terminal.operations.calls)
        .containsExactly(
            "shaman "
                + new Operations.ShamanOrder(
                    "reef",
                    SHA1,
                    List.of("ubuntu-jammy-default", "centos-9-default"),
                    "x86_64",
                    Duration.ofHours(1),
                    Duration.ofMinutes(1),
                    true,
                    false,
                    Optional.empty()),
            "close");
  }

  @Test
  void every_option_of_the_helper_is_understood() {
    terminal.type(
        "wait-for-shaman --branch=reef --sha1="
            + SHA1
            + " --platform rocky-10-default,centos-9-crimson-debug --timeout 0 --interval 1"
            + " --arch arm64 --shaman-url http://shaman.example.org --any-build"
            + " --wait-after-failure");

    assertThat(terminal.operations.calls)
        .first()
        .asString()
        .contains(
            "[rocky-10-default, centos-9-crimson-debug]",
            "arch=arm64",
            "timeout=PT0S",
            "interval=PT1S",
            "completedBuild=false",
            "afterFailure=true",
            "http://shaman.example.org");
  }

  @Test
  void what_is_not_ready_is_said_on_standard_error() {
    terminal.operations.notReady = Optional.of("not ready after 0 seconds: centos-9-default");

    int code = terminal.type("wait-for-shaman --branch reef --timeout 0 --sha1 " + SHA1);

    assertThat(code).isEqualTo(1);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("promoter wait-for-shaman: not ready after 0 seconds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--branch reef",
        "--sha1 9191375ab5b1e911954d9f7c2b9cd180c08dc881",
        "--branch reef --sha1 unknown",
        "--branch reef --sha1 9191375ab5",
        "--branch reef --sha1 9191375ab5b1e911954d9f7c2b9cd180c08dc881 --interval 0",
        "--branch reef --sha1 9191375ab5b1e911954d9f7c2b9cd180c08dc881 --timeout -1",
        "--branch reef --sha1 9191375ab5b1e911954d9f7c2b9cd180c08dc881 --timeout 1h",
        "--branch reef --sha1 9191375ab5b1e911954d9f7c2b9cd180c08dc881 --shaman-url ftp://x"
      })
  void a_wrong_command_line_ends_with_2(String rest) {
    assertThat(terminal.type(("wait-for-shaman " + rest).strip())).isEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.operations.calls).isEmpty();
  }
}
