package dev.promoter.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerunsTest {
  private final Scene scene = new Scene().requiring("rados", "rgw", "fs");

  private List<RerunProposal> proposals() {
    return Reruns.propose(scene.table(), Scene.limits(2, "smithi"));
  }

  @Test
  void a_failed_suite_is_rerun_with_what_it_was_scheduled_with() {
    scene.run("rados", 0, "rados/a=pass", "rados/b=fail", "rados/c=dead");

    assertThat(proposals())
        .extracting(RerunProposal::commandLine)
        .containsExactly(
            "teuthology-suite --rerun "
                + Scene.name("rados", 0)
                + " -R fail,dead --machine-type smithi --ceph reef-release --sha1 "
                + Scene.SHA1
                + " --suite-branch reef --priority 110");
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
    SuiteOrder order = Scene.order("rados", "smithi", Map.of());
    assertThatThrownBy(() -> new RerunProposal(Scene.key("rados"), "r", false, 0, order))
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
  void several_machine_types_need_those_that_were_configured() {
    scene.run(foreign("r1", "multi", "reef"));
    SuiteOrder order =
        Scene.order("rados", "gibba,smithi", Map.of("kernel", "testing", "priority", "120"));
    RerunLimits limits = new RerunLimits(1, Map.of(Scene.key("rados"), order));

    assertThat(Reruns.propose(scene.table(), limits).get(0).commandLine())
        .contains("--machine-type gibba,smithi", "--priority 120", "--kernel testing");
  }

  @ParameterizedTest
  @CsvSource({"r1,--newest,reef", "r1,smithi,$(id)", "r1,smithi,''", "r 1,smithi,reef"})
  void a_run_whose_words_could_be_taken_for_others_is_never_rerun(
      String name, String machine, String branch) {
    scene.run(foreign(name, machine, branch));

    assertThat(scene.row("rados").verdict()).isEqualTo(SuiteVerdict.FAILED);
    assertThat(proposals()).isEmpty();
  }

  private static RunResult foreign(String name, String machine, String branch) {
    TestRun run =
        new TestRun(
            name,
            "rados",
            branch,
            Scene.SHA1,
            "",
            machine,
            0,
            Scene.START,
            Scene.START,
            Scene.START,
            Counts.NONE);
    return new RunResult(run, List.of(TestJob.of("1", "d", JobStatus.FAIL, Scene.SHA1)));
  }

  @Test
  void a_suite_of_which_nobody_knows_how_it_is_scheduled_is_not_rerun() {
    scene.run("rados", 0, "rados/a=fail");

    assertThat(Reruns.propose(scene.table(), new RerunLimits(2, Map.of()))).isEmpty();
  }

  @Test
  void another_flavor_is_named() {
    SuiteKey crimson = SuiteKey.named("rados", "crimson-debug");
    scene.requiring(crimson).runOf(Scene.SHA1, "crimson-debug", "rados", 0, "rados/a=fail");
    SuiteOrder order = Scene.order("rados", "smithi", Map.of("flavor", "crimson-debug"));

    assertThat(Reruns.propose(scene.table(), new RerunLimits(2, Map.of(crimson, order))))
        .extracting(RerunProposal::arguments)
        .first()
        .asInstanceOf(list(String.class))
        .containsSubsequence("--flavor", "crimson-debug");
  }
}
