package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.cli.Golden;
import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Request;
import dev.promoter.sandbox.Row;
import dev.promoter.sandbox.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped example releases on the story they are shipped with. */
class GoldenStoryTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/story");
  private static final List<String> EXAMPLES =
      List.of("CentOS-9/integration", "CentOS-9/master", "CentOS-9/zed");

  @TempDir private Path directory;
  private Stage stage;
  private Story story;

  @BeforeEach
  void tell_the_story() {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    story = Story.tell(stage.server);
    for (DlrnBuilder builder : List.of(story.master(), story.integration(), story.zed())) {
      builder.credentials(DlrnBuilder.USER, Stage.PASSWORD);
    }
    for (String example : EXAMPLES) {
      String text = Stage.read(Path.of("config/releases").resolve(example + ".ini"));
      Stage.write(stage.file(example), text.replace(Story.PUBLIC_ADDRESS, stage.server.address()));
    }
  }

  @AfterEach
  void close_the_stage() {
    stage.close();
  }

  @Test
  void two_rounds_write_and_say_what_the_golden_files_hold() throws IOException {
    Ran first = stage.once();
    String firstWrites = writes();
    stage.server.forgetRequests();
    Ran second = stage.once();

    assertThat(first.exit()).isZero();
    assertThat(second.exit()).isZero();
    Golden.compare(GOLDEN.resolve("first-writes.txt"), firstWrites);
    Golden.compare(GOLDEN.resolve("first-round.json"), settled(first.out()));
    Golden.compare(GOLDEN.resolve("second-writes.txt"), writes());
    Golden.compare(GOLDEN.resolve("second-round.json"), settled(second.out()));
    assertThat(stage.everyRoundIsJudgedAsItWas()).isGreaterThanOrEqualTo(EXAMPLES.size());
  }

  @Test
  void votes_that_arrive_let_the_waiting_release_through() {
    stage.once();
    assertThat(story.zed().link("current-tripleo")).isNotEqualTo(story.zedCandidate());

    story.liveVotes().forEach(vote -> vote.cast().run());
    Ran ran = stage.once("--release", "CentOS-9/zed");

    assertThat(ran.target("CentOS-9/zed", "current-tripleo").path("promoted").asText())
        .isEqualTo(story.zedCandidate().fullHash());
    assertThat(story.zed().link("current-tripleo")).contains(story.zedCandidate());
    assertThat(stage.everyRoundIsJudgedAsItWas()).isGreaterThan(EXAMPLES.size());
  }

  @Test
  void a_dry_run_decides_the_same_and_writes_nothing() {
    Ran dry = stage.once("--dry-run");
    assertThat(stage.server.requests()).isNotEmpty().noneMatch(Request::writes);
    assertThat(stage.run("history", "--output", "json").document().path("entries")).isEmpty();

    Ran real = stage.once();

    assertThat(dry.exit()).isZero();
    assertThat(decisions(dry)).isNotEmpty().isEqualTo(decisions(real));
    JsonNode later = dry.target("CentOS-9/master", "current-tripleo-rdo");
    assertThat(later.path("outcome").asText()).isEqualTo("would_promote");
    assertThat(later.path("promoted").asText())
        .as("the chain goes on with what would stand at the first target")
        .isEqualTo(story.masterCandidate().fullHash());
  }

  @Test
  void a_stored_round_judged_by_other_rules_says_what_is_different() {
    stage.once("--release", "CentOS-9/master");
    JsonNode entry = stage.run("history", "--output", "json").document().path("entries").path(0);
    String round = entry.path("round").asText();
    String[] explain = {"explain", "CentOS-9/master", "--at", round, "--output", "json"};

    Ran same = stage.run(explain);
    stage.ownRules();
    Stage.write(stage.rules().resolve("local/never.drl"), BadInputTest.BLOCK_EVERYTHING);
    Ran different = stage.run(explain);

    assertThat(same.document().path("round").asText()).isEqualTo(round);
    assertThat(same.document().path("differences")).isEmpty();
    assertThat(different.document().path("differences").toString()).contains("nothing moves");
    assertThat(different.exit()).isZero();
  }

  /** Everything that was asked to change something: the order within one builder is the story. */
  private String writes() {
    return settled(
        stage.server.requests().stream()
            .filter(Request::writes)
            .sorted(Comparator.comparing(GoldenStoryTest::builder))
            .map(request -> request + "\n")
            .collect(Collectors.joining()));
  }

  private static String builder(Request request) {
    return request.path().substring(0, request.path().indexOf('/', 1));
  }

  /** Puts names in the place of what depends on the port and on the directory of the test. */
  private String settled(String text) {
    String settled =
        text.replace(stage.server.address(), Story.PUBLIC_ADDRESS)
            .replace(directory.toString() + "/", "");
    List<String> aggregates =
        story.integration().rows().stream()
            .sorted(Comparator.comparingLong(Row::id))
            .map(Row::aggregateHash)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    for (int i = 0; i < aggregates.size(); i++) {
      settled = settled.replace(aggregates.get(i), "<aggregate " + (i + 1) + ">");
    }
    return settled;
  }

  private static List<String> decisions(Ran ran) {
    return Ran.all(ran.document().path("releases")).stream()
        .flatMap(release -> Ran.all(release.path("targets")).stream())
        .map(
            target ->
                target.path("target") + " " + target.path("promoted") + target.path("candidates"))
        .toList();
  }
}
