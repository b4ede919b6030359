package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.freezes.FreezePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezeSectionsTest {
  private static final String TARGETS =
      "[promote_from]\ncurrent-tripleo: tripleo-ci-testing\n[current-tripleo]\njob-a";

  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
  }

  @Test
  void a_freeze_of_promoter_ini_about_a_target_that_no_release_has_is_warned_of() {
    String[] freeze = {
      "[freeze weekend]",
      "reason: nobody is here",
      "starts: 2026-01-02 16:00",
      "ends: 2026-01-05 08:00",
      "targets: current-tripleo, curent-tripleo"
    };
    config.daemon(freeze);
    config.release("r", "[main]", TARGETS);

    assertThat(config.problems())
        .singleElement()
        .asString()
        .contains("promoter.ini:5: [freeze weekend] targets: warning: no release has a target")
        .contains("'curent-tripleo'", "the nearest known one is 'current-tripleo'");

    config.release("refused", "[main]", "no option of this name: 1");
    assertThat(config.problems()).asString().doesNotContain("no release has a target");
  }

  @Test
  void a_freeze_of_promoter_ini_is_one_of_every_release_and_a_release_may_have_its_own() {
    config.daemon(
        "[freeze weekend]",
        "reason: nobody is here",
        "starts: 2026-01-02 16:00",
        "ends: 2026-01-05 08:00",
        "recurrence: FREQ=WEEKLY;BYDAY=FR",
        "[freeze move]",
        "reason: the move",
        "starts: 2026-03-01T00:00",
        "duration: 2d");
    config.release(
        "r",
        "[main]",
        TARGETS,
        "[freeze move]",
        "reason: moves later",
        "starts: 2026-04-01 00:00",
        "duration: 1d",
        "targets: current-tripleo",
        "except: 2026-04-02");

    assertThat(config.problems()).isEmpty();
    assertThat(config.accepted().settings().sectionNames("freeze"))
        .containsExactly("move", "weekend");
    FreezePlan move =
        FreezePlan.of(
            "move",
            config.accepted().settings().section("freeze", "move").orElseThrow(),
            ZoneOffset.UTC);
    assertThat(move.reason()).isEqualTo("moves later");
    assertThat(move.length()).isEqualTo(Duration.ofDays(1));
    assertThat(move.targets()).hasSize(1);
  }

  @Test
  void what_is_wrong_is_said_with_its_line() {
    config.release(
        "r",
        "[main]",
        TARGETS,
        "[freeze a]",
        "starts: 2026-02-30 16:00",
        "duration: 1h",
        "[freeze b]",
        "reason: r",
        "starts: 2026-01-02 16:00",
        "ends: 2026-01-02 15:00",
        "[freeze c]",
        "reason: r",
        "starts: 2026-01-02 16:00",
        "ends: 2026-01-05 08:00",
        "duration: 1h",
        "[freeze d]",
        "reason: r",
        "starts: 2026-01-02 16:00",
        "duration: 1h",
        "recurrence: FREQ=WEEKLY;BYDAY=XX",
        "[freeze e]",
        "reason: r",
        "starts: 2026-01-02 16:00",
        "duration: 1h",
        "recurrence: FREQ=WEEKLY;BYDAY=SA",
        "[freeze f]",
        "reason: r",
        "starts: 2026-01-02 16:00",
        "duration: 400d",
        "except: tomorrow",
        "targets: curent-tripleo",
        "time_zone: Mars",
        "[freeze g]",
        "reason: r",
        "starts: 2026-01-02 16:00",
        "[freeze]");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:6: [freeze a] reason: is missing; why; shown wherever something waits"
                + " for its end",
            "releases/r.ini:7: [freeze a] starts: '2026-02-30 16:00' is not a local time such as"
                + " 2026-12-18 16:00",
            "releases/r.ini:12: [freeze b] ends: ends before it starts",
            "releases/r.ini:17: [freeze c] duration: means nothing beside ends",
            "releases/r.ini:22: [freeze d] recurrence: is not a rule of RFC 5545 such as"
                + " FREQ=WEEKLY;BYDAY=FR (invalid weeknum: 'XX')",
            "releases/r.ini:27: [freeze e] recurrence: does not name the time of starts; the first"
                + " one it names is 2026-01-03 16:00",
            "releases/r.ini:31: [freeze f] duration: is longer than a year",
            "releases/r.ini:32: [freeze f] except: 'tomorrow' is not a date such as 2026-12-24",
            "releases/r.ini:33: [freeze f] targets: 'curent-tripleo' is no target of this release;"
                + " the nearest known one is 'current-tripleo'",
            "releases/r.ini:34: [freeze f] time_zone: 'Mars' is not a time zone such as UTC or"
                + " Europe/Prague",
            "releases/r.ini:35: [freeze g] duration: is missing: give ends or duration",
            "releases/r.ini:38: [freeze] lacks its name; write [freeze NAME]");
  }
}
