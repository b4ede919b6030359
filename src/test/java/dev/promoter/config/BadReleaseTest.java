package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadReleaseTest {
  private static final String GOOD =
      "[main]\n[promote_from]\ncurrent-tripleo: tripleo-ci-testing\n[current-tripleo]\njob-a\n";

  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
  }

  @Test
  void every_problem_of_a_file_is_reported_with_its_line() {
    config.release(
        "r",
        "[main]",
        "dry_rn: yes",
        "dry_run: maybe",
        "latest_hashes_count: none",
        ": nameless",
        "[promote_from",
        "current: tripleo-ci-testing",
        "promoted-components: ../x",
        "[promoted-components]",
        "job a",
        "job-b",
        "job-b");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:2: [main] dry_rn: is not a known option; the nearest known one is"
                + " 'dry_run'",
            "releases/r.ini:3: [main] dry_run: 'maybe' is neither yes nor no (true, false, on, off,"
                + " 1, 0)",
            "releases/r.ini:4: [main] latest_hashes_count: 'none' is not a whole number from 1 to"
                + " 999999999",
            "releases/r.ini:5: [main] there is no name before the ':'",
            "releases/r.ini:6: [promote_from] the ']' after the section name is missing",
            "releases/r.ini:7: [promote_from] current: is made by DLRN itself; nothing can be"
                + " promoted to it",
            "releases/r.ini:8: [promote_from] promoted-components: '../x' is not a link name"
                + " (letters, digits, '.', '_', '+', '-'; begins with a letter or digit)",
            "releases/r.ini:10: [promoted-components] job a: a job name holds no blank, ':' or '=';"
                + " comments must stand on a line of their own",
            "releases/r.ini:12: [promoted-components] job-b: is listed twice, first at line 11; keep"
                + " one of them");
    assertThat(config.only()).isInstanceOf(LoadedRelease.Refused.class);
  }

  @Test
  void a_byte_order_mark_is_a_warning_and_the_first_section_is_read() {
    config.write("releases/r.ini", "\uFEFF" + GOOD);
    config.accepted();
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:1: warning: begins with a byte order mark, which is ignored");
  }

  @Test
  void a_utf_16_file_is_refused_by_one_sentence_about_it() {
    config.write("releases/r.ini", GOOD.getBytes(StandardCharsets.UTF_16));
    assertThat(config.problems())
        .first()
        .isEqualTo("releases/r.ini:1: the file is UTF-16; save it as UTF-8");
  }

  @Test
  void windows_line_ends_and_a_missing_last_newline_are_fine() {
    config.write("releases/r.ini", GOOD.replace("\n", "\r\n").strip());
    assertThat(config.accepted().targets()).hasSize(1);
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void old_macintosh_line_ends_are_counted() {
    config.write("releases/r.ini", (GOOD + "job-a\n").replace('\n', '\r'));
    assertThat(config.problems()).singleElement().asString().startsWith("releases/r.ini:6: ");
  }

  @Test
  void tabs_around_names_and_values_are_ignored() {
    config.release(
        "r",
        "[main]",
        "release\t:\ttrain\t",
        "[promote_from]",
        "\tcurrent-tripleo\t=\ttripleo-ci-testing",
        "[current-tripleo]",
        "job-a\t");
    assertThat(config.accepted().settings().get("release")).isEqualTo("train");
    assertThat(config.accepted().targets().get(0).requirements().get(0).name()).isEqualTo("job-a");
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void letters_of_any_language_can_stand_in_job_names_and_comments() {
    config.release("r", GOOD + "# für später\ntest-ž-日本");
    assertThat(config.accepted().targets().get(0).requirements())
        .extracting("name")
        .containsExactly("job-a", "test-ž-日本");
  }

  @Test
  void a_line_that_is_not_utf_8_is_named() {
    config.write("releases/r.ini", (GOOD + "j\u00f6b\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(config.problems())
        .containsExactly("releases/r.ini:6: is not UTF-8; save the file in that encoding");
  }

  @Test
  void nul_bytes_are_refused_with_their_line() {
    config.release("r", GOOD + "job-\0b");
    assertThat(config.problems())
        .containsExactly("releases/r.ini:6: contains a NUL byte; is this a text file?");
  }

  @Test
  void a_binary_file_ends_in_a_bounded_number_of_problems() {
    byte[] bytes = new byte[4_000_000];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i % 2 == 0 ? '\n' : ':'));
    config.write("releases/r.ini", bytes);
    assertThat(config.problems())
        .hasSize(1001)
        .first()
        .isEqualTo("releases/r.ini:1: has more than 1000 problems; only the first ones are listed");
  }

  @Test
  void an_empty_file_lacks_both_sections() {
    config.write("releases/r.ini", "");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:1: there is no section [main]",
            "releases/r.ini:1: there is no section [promote_from], so nothing would ever be"
                + " promoted");
  }

  @Test
  void a_file_of_50_megabytes_is_refused_unread() throws IOException {
    config.release("r", GOOD);
    try (RandomAccessFile file = new RandomAccessFile(config.dir + "/releases/r.ini", "rw")) {
      file.setLength(50L * 1024 * 1024);
    }
    config.release("other", GOOD);
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:1: is larger than 8 MiB and was not read; this cannot be a configuration"
                + " file");
    assertThat(config.load().releases()).first().isInstanceOf(LoadedRelease.Accepted.class);
  }

  @Test
  void the_largest_file_that_is_read_is_read_whole() {
    byte[] large = Config.large(6);
    assertThat(large).hasSizeBetween(6 * 1024 * 1024, TextFile.LIMIT);
    config.write("releases/r.ini", large);
    assertThat(config.problems()).hasSizeGreaterThan(1000);
  }

  @Test
  void one_line_of_many_megabytes_is_shown_abridged() {
    config.release("r", "[main]", "x".repeat(7 * 1024 * 1024) + ": 1");
    assertThat(config.problems())
        .anySatisfy(
            text ->
                assertThat(text).contains("xxx...: is not a known option").hasSizeLessThan(300));
  }

  @Test
  void a_directory_in_place_of_a_file_is_a_refused_release() {
    config.write("releases/x.ini/y.ini", GOOD);
    assertThat(config.problems())
        .containsExactly("releases/x.ini:1: is not a file; a configuration file is expected here");
    assertThat(config.only().name().value()).isEqualTo("x");
  }

  @Test
  void a_dangling_link_is_a_refused_release() throws IOException {
    config.release("good", GOOD);
    Files.createSymbolicLink(config.dir.resolve("releases/r.ini"), Path.of("nowhere"));
    assertThat(config.problems())
        .containsExactly("releases/r.ini:1: cannot be read: there is no such file");
  }

  @Test
  void the_second_of_two_equal_sections_is_reported_and_its_jobs_belong_to_the_first() {
    config.release("r", GOOD + "[main]\n[current-tripleo]\njob-b\njob-a");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:6: [main] the section began at line 1 already; keep one of them",
            "releases/r.ini:7: [current-tripleo] the section began at line 4 already; keep one of"
                + " them",
            "releases/r.ini:9: [current-tripleo] job-a: is listed twice, first at line 5; keep one"
                + " of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[main] # why|[main] something follows the ']' of the section; comments must stand on a line"
            + " of their own",
        "[main|[main] the ']' after the section name is missing",
        "[]|a section has no name",
      })
  void a_broken_header_is_one_problem(String header, String sentence) {
    config.release("r", GOOD.replace("[main]", header));
    assertThat(config.problems()).contains("releases/r.ini:1: " + sentence);
    assertThat(config.problems()).hasSize(header.equals("[]") ? 2 : 1);
  }

  @Test
  void entries_before_the_first_section_are_reported() {
    config.release("r", "# fine", "release: train", "job", GOOD);
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:2: release: stands before the first section; put it below a [section]",
            "releases/r.ini:3: job: stands before the first section; put it below a [section]");
  }

  @Test
  void continued_lines_are_reported() {
    config.release("r", GOOD + "  job-b\n  # a comment may be indented\njob-c \\\njob-d");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:6: [current-tripleo] the line is indented deeper than the one above;"
                + " lines cannot be continued, begin it at the margin",
            "releases/r.ini:8: [current-tripleo] job-c \\: ends with a backslash; lines cannot be"
                + " continued, write one",
            "releases/r.ini:8: [current-tripleo] job-c \\: a job name holds no blank, ':' or '=';"
                + " comments must stand on a line of their own");
  }

  @Test
  void a_section_whose_lines_are_all_indented_alike_continues_nothing() {
    config.release("r", GOOD.replace("job-a", "  job-a\n  job-b\n job-c"));
    assertThat(config.accepted().targets().get(0).requirements()).hasSize(3);
  }

  @Test
  void an_indented_section_is_reported_and_still_begins() {
    config.release("r", GOOD.replace("[current", "  [current"));
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:4: [promote_from] the line [current-tripleo] is indented; sections begin"
                + " at the margin");
  }

  @ParameterizedTest
  @CsvSource({"mian, main", "promote-from, promote_from", "current_tripleo, current-tripleo"})
  void a_misspelt_section_is_carried_with_the_nearest_name(String wrong, String right) {
    config.release("r", GOOD + "[" + wrong + "]\njob-x");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:6: ["
                + wrong
                + "] warning: is not a target of [promote_from] and is ignored; the nearest known"
                + " one is '"
                + right
                + "'");
    config.accepted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "ja", "yes # really", "2", "y"})
  void a_word_that_is_no_boolean_is_refused(String word) {
    config.main("r", "dry_run: " + word);
    assertThat(config.only()).isInstanceOf(LoadedRelease.Refused.class);
    assertThat(config.problems()).anyMatch(text -> text.contains("is neither yes nor no"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dry_run:", "dry_run"})
  void an_option_without_value_is_refused(String line) {
    config.main("r", line);
    assertThat(config.problems())
        .singleElement()
        .asString()
        .startsWith("releases/r.ini:2: [main] dry_run: has no value");
  }

  @Test
  void a_comment_behind_a_value_is_taken_whole_with_a_warning() {
    config.main("r", "containers_list_path: a.yaml ; the list");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:2: [main] containers_list_path: warning: the value holds a blank and a"
                + " '#' or ';' and is taken whole; comments must stand on a line of their own");
    assertThat(config.accepted().settings().get("containers_list_path"))
        .isEqualTo("a.yaml ; the list");
  }

  @Test
  void a_password_in_an_address_is_refused_and_not_shown() {
    config.main("r", "api_url: https://ci:hunter2@host/api", "repo_url: https://ci:hunter2@ho st/");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:2: [main] api_url: must not hold a user name or password; put passwords"
                + " in a secret",
            "releases/r.ini:3: [main] repo_url: is not an address like https://host/path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api_url: ftp://host/x|is not an address like",
        "api_url: /api|is not an address like",
        "api_url: https://host/x?y=1|must not hold '?' or '#'",
        "latest_hashes_count: 0|is not a whole number from 1",
        "latest_hashes_count: 99999999999999|is not a whole number from 1",
        "dlrn_api_port: 70000|is not a whole number from 1 to 65535",
        "round_limit: 20|is not a length of time",
        "round_limit: 0s|is no time at all",
        "schedule: often|is neither an interval such as 10m nor a Quartz cron expression",
        "schedule: 0 0 25 * * ?|is neither an interval such as 10m nor a Quartz cron expression",
        "allowed_clients: dlrn_clint|is not known; the nearest known one is 'dlrn_client'",
        "allowed_clients: dlrn_client,dlrn_client|is listed twice",
        "allowed_clients: dlrn_client,|has a comma too many",
        "log_level: LOUD|is not a log level",
        "build_method: make|is not one of tripleo, kolla",
        "workflow: dlnr|'dlnr' is not known; the nearest known one is 'dlrn'",
        "distro_name: cent os|is not a plain name",
        "password_secret: ../etc/passwd|is not the name of a secret",
        "log_file: ~root/x|begins with the home of another user",
        "ca_bundle: no.pem|there is no file",
        "dlrnauth_auth_method: kerberosAuth|kerberosAuth needs dlrnauth_server_principal",
        "dlrn_api_host: a/b|is not a host name",
      })
  void a_wrong_value_is_named_with_its_line(String line, String sentence) {
    config.main("r", "# a comment", line);
    String key = line.substring(0, line.indexOf(':'));
    assertThat(config.problems())
        .singleElement()
        .asString()
        .startsWith("releases/r.ini:3: [main] " + key + ": ")
        .contains(sentence);
  }

  @Test
  void a_ca_bundle_that_is_no_certificate_is_refused() {
    config.write("ca.pem", "hello").main("r", "ca_bundle: ca.pem");
    assertThat(config.problems())
        .singleElement()
        .asString()
        .contains("releases/r.ini:2: [main] ca_bundle: ")
        .endsWith("ca.pem is not a PEM file of certificates");
    config.write("ca.pem", "");
    assertThat(config.problems())
        .singleElement()
        .asString()
        .endsWith("ca.pem holds no certificate");
  }

  @Test
  void two_names_of_the_user_must_agree() {
    config.main("r", "username: a", "dlrnauth_username: b");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:3: [main] dlrnauth_username: contradicts username, which is its older"
                + " name; keep one");
  }

  @Test
  void a_broken_release_leaves_the_others_alone() {
    config.release("bad", "[main").release("good", GOOD).release("worse", "\0");
    assertThat(config.load().releases())
        .extracting(release -> release.name() + " " + release.getClass().getSimpleName())
        .isEqualTo(List.of("bad Refused", "good Accepted", "worse Refused"));
  }
}
