package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.promoter.domain.Problem;
import dev.promoter.engine.RemoteException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FaultsTest {
  private static final String HASHES =
      " --commit-hash " + "a".repeat(40) + " --distro-hash " + "d".repeat(40);
  private static final String AGGREGATE = " --aggregate-hash " + "0123456789abcdef".repeat(2);

  private final Terminal terminal = new Terminal();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "onse | 'onse' | once",
        "statsu | 'statsu' | status",
        "once --relase a | '--relase' | --release",
        "once --dryrun | '--dryrun' | --dry-run",
        "--confg c once | '--confg' | --config",
        "help onse | 'onse' | once"
      })
  void an_unknown_word_is_named_and_the_nearest_known_one_suggested(
      String line, String named, String nearest) {
    assertThat(terminal.type(line)).isEqualTo(2);
    assertThat(terminal.err()).contains(named.replace("'", ""), nearest, "--help");
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.opened).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "once extra",
        "once --output xml",
        "explain",
        "explain a ../x",
        "explain a b c",
        "explain a --at -1",
        "history --limit 0",
        "history --limit many",
        "unwaive",
        "unwaive seven",
        "hold --release a --by x",
        "hold --release a --by x --reason r --until tomorrow",
        "hold --release a --by x --reason r --until 2026-02-30",
        "hold --release a --by x --reason r --until 2026-11-19",
        "hold --release a --by x --reason r --until 2026-11-20T11:59:59Z",
        "waive --release a t j --by x --reason r --until 2026-12-24",
        "waive --release a t j --any-candidate --candidate 123 --by x --reason r --until 2026-12-24",
        "waive --release a t j --candidate 123 --by x --reason r --until 2026-12-24",
        "waive --release a t j --any-candidate --by x --until 2026-12-24",
        "waive --release a t j --any-candidate --by x --reason r --until 2026-12-24 --link ftp://x/",
        "force-promote --release a s t --reason r",
        "force-promote --release a s t --reason r --commit-hash abc --distro-hash abc",
        "force-promote --release a s t --reason r --aggregate-hash xyz",
        "force-promote s t --reason r --aggregate-hash 0123456789abcdef0123456789abcdef",
        "--config"
      })
  void a_wrong_command_line_is_a_usage_error_that_does_nothing(String line) {
    assertThat(terminal.type(line)).as(line).isEqualTo(2);
    assertThat(terminal.err()).isNotBlank().doesNotContain("Exception", "\tat ");
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.operations.calls).isSubsetOf("close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HASHES AGGREGATE", "HALF", "HASHES"})
  void the_hashes_of_one_candidate_are_given_completely_or_refused(String given) {
    String hashes =
        given
            .replace("HASHES", HASHES)
            .replace("AGGREGATE", AGGREGATE)
            .replace("HALF", "--commit-hash " + "a".repeat(40));
    String line = "vote --release a --job j --success --url http://l/ " + hashes;

    int code = terminal.type(line.replaceAll(" +", " "));

    assertThat(code).as(terminal.err()).isEqualTo(given.equals("HASHES") ? 0 : 2);
  }

  @Test
  void text_that_says_nothing_is_refused() {
    assertThat(terminal.run("hold", "--release", "a", "--by", " ", "--reason", "r")).isEqualTo(2);
    assertThat(terminal.err()).contains("--by", "empty");
  }

  @Test
  void a_bad_log_level_in_the_environment_is_named() {
    terminal.environment(Map.of("LOG_LEVEL", "loud"));

    assertThat(terminal.type("status")).isEqualTo(2);
    assertThat(terminal.err()).contains("LOG_LEVEL", "LOUD", "DEBUG");
  }

  @Test
  void without_a_command_the_help_is_shown_on_standard_error() {
    assertThat(terminal.type("")).isEqualTo(2);
    assertThat(terminal.err()).contains("promoter sandbox");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void a_release_that_failed_gives_exit_code_1() {
    terminal.operations.reports = List.of(Samples.promotion());
    assertThat(terminal.type("once")).isZero();
    terminal.operations.reports = List.of(Samples.promotion(), Samples.refused());
    assertThat(terminal.type("once")).isEqualTo(1);
    terminal.operations.reports = List.of(Samples.eventful());
    assertThat(terminal.type("once --output json")).isEqualTo(1);
    assertThat(terminal.type("explain a")).isEqualTo(1);
  }

  @Test
  void a_stored_round_that_had_failed_is_shown_with_exit_code_0() {
    terminal.operations.reports = List.of(Samples.eventful());

    assertThat(terminal.type("explain CentOS-9/master --at 12")).isZero();
    assertThat(terminal.out()).contains("the same decisions");
  }

  @Test
  void a_stored_round_of_another_release_is_a_usage_error() {
    terminal.operations.reports = List.of(Samples.eventful());

    assertThat(terminal.type("explain other --at 12 --output json")).isEqualTo(2);
    assertThat(terminal.err()).contains("Round 12 is one of CentOS-9/master, not of other");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void check_fails_for_problems_and_not_for_warnings() {
    Problem warning = new Problem("r.ini", 3, "main", "base_url", "has no effect", true);
    Problem error = new Problem("r.ini", 4, "main", "dry_run", "'perhaps' is no boolean", false);

    terminal.operations.problems = List.of();
    assertThat(terminal.type("check")).isZero();
    assertThat(terminal.out()).isEqualTo("No problems; 1 release.\n");
    terminal.operations.problems = List.of(warning);
    assertThat(terminal.type("check")).isZero();
    terminal.operations.problems = List.of(warning, error);
    assertThat(terminal.type("check")).isEqualTo(1);
    assertThat(terminal.out())
        .contains("r.ini:4: [main] dry_run: 'perhaps' is no boolean\n")
        .endsWith("1 problem, 1 warning.\n");
  }

  @Test
  void an_expected_fault_is_its_sentence_and_nothing_else() {
    terminal.operations.fault =
        Optional.of(OperationException.failure("The state directory /x cannot be written."));
    assertThat(terminal.type("once --output json")).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo("promoter once: The state directory /x cannot be written.\n");
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.operations.calls).endsWith("close");

    terminal.operations.fault = Optional.of(OperationException.usage("There is no release 'x'."));
    assertThat(terminal.type("once --release x")).isEqualTo(2);

    terminal.operations.fault =
        Optional.of(RemoteException.of("DLRN", "vote", "POST /x", "it is down", 0, true));
    assertThat(terminal.type("status")).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo(
            "promoter status: DLRN: tried to vote (POST /x) but failed because it is down\n");
  }

  @Test
  void an_unexpected_fault_is_one_sentence_without_a_trace() {
    terminal.operations.fault = Optional.of(new IllegalStateException("plan 7 is gone"));

    Logger logger = (Logger) LoggerFactory.getLogger(Session.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    assertThat(terminal.type("status")).isEqualTo(1);
    logger.detachAppender(lines);

    assertThat(lines.list).singleElement().satisfies(FaultsTest::hasTrace);
    assertThat(terminal.err()).contains("plan 7 is gone").doesNotContain("\tat ");
    assertThat(terminal.type("status --log-level DEBUG")).isEqualTo(1);
    assertThat(terminal.err()).contains("\tat ");
  }

  private static void hasTrace(ILoggingEvent event) {
    assertThat(event.getThrowableProxy()).isNotNull();
  }

  @Test
  void what_an_outside_system_said_cannot_steer_the_terminal() {
    terminal.operations.fault = Optional.of(OperationException.failure("bad\u001b[2Janswer\n"));

    terminal.type("status");
    assertThat(terminal.err()).isEqualTo("promoter status: bad [2Janswer \n");
  }
}
