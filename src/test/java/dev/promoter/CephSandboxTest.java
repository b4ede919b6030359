package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.CephStory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release of Ceph of the sandbox, from the order of its build to its verdict. */
class CephSandboxTest {
  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");
  private Stage stage;
  private CephStory story;

  @BeforeEach
  void tell() throws IOException {
    stage = new Stage(directory, clock);
    story = CephStory.tell(directory.resolve("ceph"), clock);
    CephStory.SECRETS.forEach(stage::environment);
    Stage.write(stage.file(CephStory.RELEASE), story.file());
  }

  @AfterEach
  void close() {
    story.close();
    stage.close();
  }

  @Test
  void a_dead_job_is_cleared_by_a_rerun_and_a_suite_needs_a_waiver() {
    List<String> told = new ArrayList<>();
    JsonNode target = rounds(told);
    assertThat(told)
        .containsSubsequence(
            "INCOMPLETE rados MISSING", "IN_PROGRESS rados RUNNING", "FAILED rados PASSED");
    assertThat(CephStage.suite(target, "rados").path("remark").asText())
        .contains("1 failure cleared by a later run");
    assertThat(CephStage.suite(target, "rgw").path("open_failures").toString())
        .contains("fails-always");
    assertThat(story.calls()).as("three suites, and a rerun of two").isEqualTo(5);

    String[] waiver = CephStory.waiver().replaceFirst("promoter ", "").split(" ");
    List<String> words = new ArrayList<>(List.of(waiver));
    words.addAll(List.of("--by", "ann", "--reason", "known", "--until", "2199-01-01"));
    assertThat(stage.run(words.toArray(String[]::new)).exit()).isZero();

    JsonNode released = round();
    assertThat(released.path("overall").asText()).isEqualTo("PASSED");
    assertThat(released.path("outcome").asText()).isEqualTo("promoted");
    assertThat(CephStage.suite(released, "rgw").path("verdict").asText()).isEqualTo("WAIVED");
  }

  /** Until it is failed for good. */
  private JsonNode rounds(List<String> told) {
    for (int i = 0; i < 40; i++) {
      JsonNode target = round();
      String overall = target.path("overall").asText();
      told.add(overall + " rados " + CephStage.suite(target, "rados").path("verdict").asText());
      if (overall.equals("FAILED") && story.calls() == 5) {
        return target;
      }
      story.goOn();
      clock.advance(Duration.ofSeconds(2));
    }
    throw new AssertionError(String.join(", ", told));
  }

  private JsonNode round() {
    return stage.once().target(CephStory.RELEASE, CephStory.TARGET);
  }
}
