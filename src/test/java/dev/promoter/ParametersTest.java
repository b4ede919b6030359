package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.fakes.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release from parameters of the command line. */
class ParametersTest {
  @TempDir private Path directory;
  private Stage stage;

  @BeforeEach
  void set_the_stage() {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
  }

  @AfterEach
  void close_the_stage() {
    stage.close();
  }

  @Test
  void an_unknown_parameter_is_a_usage_fault_with_the_nearest_name() {
    Ran ran = stage.run("release", "--set", "CEPH_BRNCH=tentacle");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("no parameter 'CEPH_BRNCH'", "'CEPH_BRANCH'");
    assertThat(stage.state()).doesNotExist();
  }

  @Test
  void a_wrong_value_is_told_as_that_of_a_file() {
    Ran ran = stage.run("release", "--set", "arch=x86_64", "--set", "CEPH_SHA1=unknown");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .contains("ceph/20.1.0")
        .contains("command line:2: [main] ceph_sha1: 'unknown' is not a SHA1");
  }

  @Test
  void of_a_release_that_is_not_one_of_ceph_only_targets_that_wait_for_it_are_approved() {
    stage.release("master", stage.builder("master"));

    Ran whole = stage.run("approve", "master", "--by", "ann", "--note", "fine");
    Ran target =
        stage.run("approve", "master", "--target", Stage.TARGET, "--by", "ann", "--note", "fine");

    assertThat(whole.exit()).isEqualTo(2);
    assertThat(whole.err()).contains("name the target with --target");
    assertThat(target.exit()).isEqualTo(2);
    assertThat(target.err()).contains("nothing of " + Stage.TARGET + " waits for approvals");
    assertThat(stage.run("approvals").out()).isEqualTo("No approvals.\n");
    assertThat(stage.run("unapprove", "4").err()).contains("there is no approval 4");
  }
}
