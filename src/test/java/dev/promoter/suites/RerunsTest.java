package dev.promoter.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RerunsTest {
  private final Scene scene = new Scene().requiring("rados", "rgw", "fs");

  private List<RerunProposal> proposals() {
    RerunLimits limits = new RerunLimits(2, "", 0, Map.of());
    return Reruns.propose(scene.table(), Scene.SHA1, limits);
  }

  @Test
  void a_failed_suite_is_rerun_with_what_it_was_scheduled_with() {
    scene.run("rados", 0, "rados/a=pass", "rados/b=fail", "rados/c=dead");

    assertThat(proposals())
        .extracting(RerunProposal::commandLine)
        .containsExactly(
            "teuthology-suite --rerun "
                + Scene.name("rados", 0)
                + " -R fail,dead -m smithi -c reef-release -S "
                + Scene.SHA1
                + " -p 110");
  }

  @Test
  void suites_with_only_dead_jobs_come_first() {
    scene.run("rados", 0, "rados/a=fail").run("fs", 0, "fs/a=dead");

    assertThat(proposals()).extracting(p -> p.key().suite()).containsExactly("fs", "rados");
    assertThat(proposals().get(0).onlyDead()).isTrue();
  }

  @Test
  void nothing_is_rerun_while_the_suite_runs_or_when_everything_is_waived() {
    scene.run("rados", 0, "rados/a=fail", "rados/b=running");
    scene.run("rgw", 0, "rgw/a=fail").waived("rgw", "");

    assertThat(proposals()).isEmpty();
  }

  @Test
  void unknown_jobs_alone_are_not_rerun_because_that_would_schedule_the_whole_suite() {
    scene.run("rados", 0, "rados/a=unknown", "rados/b=pass");

    assertThat(scene.row("rados").verdict()).isEqualTo(SuiteVerdict.FAILED);
    assertThat(proposals()).isEmpty();
    assertThatThrownBy(() -> new RerunProposal(Scene.key("rados"), "r", false, 0, List.of()))
        .hasMessageContaining("whole suite");
  }

  @Test
  void reruns_are_bounded_however_they_came_about() {
    scene.run("rados", 0, "rados/a=fail").run("rados", 1, "rados/a=fail");
    assertThat(proposals()).extracting(RerunProposal::run).containsExactly(Scene.name("rados", 1));

    scene.run("rados", 2, "rados/a=fail");
    assertThat(proposals()).isEmpty();
  }

  @Test
  void a_suite_that_is_not_required_is_never_rerun() {
    scene.run("krbd", 0, "krbd/a=fail");

    assertThat(proposals()).isEmpty();
  }

  @Test
  void several_machine_types_need_one_that_was_configured() {
    TestRun run =
        new TestRun(
            "r 1",
            "rados",
            "reef",
            Scene.SHA1,
            "",
            "multi",
            0,
            Scene.START,
            Scene.START,
            Scene.START,
            Counts.NONE);
    scene.run(new RunResult(run, List.of(TestJob.of("1", "d", JobStatus.FAIL, Scene.SHA1))));
    assertThat(proposals()).isEmpty();

    RerunLimits limits =
        new RerunLimits(
            1, "gibba,smithi", 120, Map.of(Scene.key("rados"), List.of("-k", "testing")));
    assertThat(Reruns.propose(scene.table(), Scene.SHA1, limits).get(0).commandLine())
        .contains("--rerun 'r 1'", "-m gibba,smithi", "-p 120", "-k testing");
  }

  @Test
  void another_flavor_is_named() {
    SuiteKey crimson = SuiteKey.named("rados", "crimson-debug");
    scene.requiring(crimson).runOf(Scene.SHA1, "crimson-debug", "rados", 0, "rados/a=fail");

    assertThat(proposals().get(0).arguments()).containsSubsequence("-f", "crimson-debug");
  }
}
