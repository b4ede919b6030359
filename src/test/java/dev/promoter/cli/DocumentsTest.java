package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promoter.documents.Documents;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.History;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.TargetOutcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private final Terminal terminal = new Terminal();

  DocumentsTest() {
    terminal.operations.reports = List.of(Samples.eventful());
    terminal.operations.waivers = List.of(Samples.WAIVER);
    terminal.operations.holds =
        List.of(
            new Hold(8, Samples.RELEASE, "", "ann", "release day", Samples.NOW, Hold.NO_END),
            new Hold(
                9,
                Samples.RELEASE,
                "current-tripleo",
                "bob",
                "gate is red",
                Samples.NOW.minusSeconds(7200),
                Samples.NOW));
    terminal.operations.approvals =
        List.of(
            new Approval(
                1,
                new ReleaseName("ceph/tentacle"),
                new LinkName("v20.1.0"),
                "abcdef01".repeat(5),
                "rados",
                "radek",
                "failures are known",
                Samples.NOW),
            new Approval(
                2,
                Samples.RELEASE,
                new LinkName("v20.1.0"),
                "abcdef01".repeat(5),
                "",
                "ann",
                "all leads said yes",
                Samples.NOW.plusSeconds(5)));
    terminal.operations.deeds =
        List.of(
            new Deed(
                4,
                Samples.NOW.minusSeconds(30),
                new Caller("ann", "", "ann@host as root", Channel.COMMAND_LINE),
                Deed.Kind.HOLD,
                "CentOS-9/master",
                "current-tripleo",
                "",
                "",
                "release day",
                "current-tripleo is held by ann: release day",
                Map.of("id", "8")));
    terminal.operations.entries =
        List.of(
            new History.Entry(
                12,
                Samples.RELEASE,
                Samples.NOW,
                "current-tripleo",
                TargetOutcome.PROMOTED,
                Samples.OLDER.id(),
                Samples.STANDING,
                "All requirements are met."),
            new History.Entry(
                11,
                Samples.RELEASE,
                Samples.NOW.minusSeconds(60),
                "current-tripleo-rdo [nova]",
                TargetOutcome.NOT_PROMOTED,
                "",
                "",
                "job-standalone is missing."));
    terminal.operations.rows =
        List.of(
            row("CentOS-9/master", 2, 1, false, "1 promotion", ""),
            row("CentOS-9/running", 1, 2, false, "nothing new", ""),
            row("CentOS-9/down", 2, 1, true, "DLRN cannot be reached", ""),
            row("CentOS-9/typo", 0, 0, false, "", "typo.ini:3: [main] x: unknown\ntypo.ini:4: y"),
            row("CentOS-9/new", 0, 0, false, "", ""));
  }

  private static StatusBoard.Row row(
      String name, long startedAgo, long finishedAgo, boolean failed, String summary, String why) {
    return new StatusBoard.Row(
        new ReleaseName(name),
        "config/releases/" + name + ".ini",
        ago(startedAgo),
        ago(finishedAgo),
        failed,
        summary,
        why);
  }

  private static Optional<Instant> ago(long minutes) {
    return minutes == 0 ? Optional.empty() : Optional.of(Samples.NOW.minusSeconds(60 * minutes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"once", "status", "history", "waivers", "holds", "freezes", "approvals"})
  void every_form_of_output_is_as_its_golden_file_shows(String command) throws IOException {
    terminal.run(command);
    Golden.compare(command + ".txt", terminal.out());
    terminal.run(command, "--output", "json");
    Golden.compare(command + ".json", terminal.out());
    JsonNode json = new JsonMapper().readTree(terminal.out());
    terminal.run(command, "--output", "YAML");
    Golden.compare(command + ".yaml", terminal.out());
    assertThat(new YAMLMapper().readTree(terminal.out())).isEqualTo(json);
  }

  @Test
  void a_replayed_round_says_what_would_be_different_today() throws IOException {
    terminal.operations.differences = List.of("aaaa: was promote, is wait");
    String[] line = {
      "explain", "CentOS-9/master", "current-tripleo", Samples.OLDER.id(), "--at=12"
    };

    assertThat(terminal.run(line)).isZero();
    Golden.compare("replay.txt", terminal.out());

    String[] json = {"explain", "CentOS-9/master", "--at=12", "--output=json"};
    assertThat(terminal.run(json)).isZero();
    JsonNode document = new JsonMapper().readTree(terminal.out());
    assertThat(document.get("round").asLong()).isEqualTo(12);
    assertThat(document.get("differences").get(0).asText()).contains("is wait");
  }

  @Test
  void every_outcome_of_an_effect_has_its_own_word() throws ReflectiveOperationException {
    List<String> words = new ArrayList<>();
    for (Class<?> kind : Outcome.class.getPermittedSubclasses()) {
      words.add(
          Documents.word((Outcome) kind.getDeclaredConstructor(String.class).newInstance("")));
    }

    assertThat(words)
        .containsExactlyInAnyOrder("done", "already_done", "refused", "retry", "skipped", "failed");
  }

  @Test
  void a_table_of_suites_stands_beside_what_was_decided() throws IOException {
    terminal.operations.reports = List.of(Samples.ceph());

    terminal.run("once", "--output=json");
    Golden.compare("suites.json", terminal.out());
    JsonNode target = new JsonMapper().readTree(terminal.out()).at("/releases/0/targets/0");
    assertThat(target.path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(target.path("overall").asText()).isEqualTo("FAILED");
    terminal.run("explain", "a", "--output=json");
    assertThat(new JsonMapper().readTree(terminal.out()).at("/releases/0/targets/0"))
        .isEqualTo(target);
    terminal.run("once");
    Golden.compare("suites.txt", terminal.out());
  }

  @Test
  void a_refused_file_has_its_error_and_no_targets() throws IOException {
    terminal.operations.reports = List.of(Samples.refused(), Samples.nothingNew());

    assertThat(terminal.run("once", "--output=json")).isEqualTo(1);
    Golden.compare("refused.json", terminal.out());
    terminal.run("once");
    Golden.compare("refused.txt", terminal.out());
  }

  @Test
  void a_forced_promotion_gives_the_same_document_as_a_round() {
    terminal.run("once", "--output", "json");
    String round = terminal.out();
    terminal.run(
        "force-promote",
        "--release=a",
        "s",
        "t",
        "--reason=r",
        "--output=json",
        "--aggregate-hash",
        Samples.AGGREGATE.id());

    assertThat(terminal.out()).isEqualTo(round);
  }
}
