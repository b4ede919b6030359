package dev.promoter.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteJudgeTest {
  private final Scene scene = new Scene().requiring("rados");

  private SuiteRow rados() {
    return scene.row("rados");
  }

  @Test
  void a_suite_without_a_run_is_missing() {
    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.MISSING);
    assertThat(rados().required()).isTrue();
    assertThat(rados().counts()).isEqualTo(Counts.NONE);
    assertThat(scene.table().overall(false)).isEqualTo(Overall.INCOMPLETE);
  }

  @Test
  void a_run_without_a_job_is_missing_and_told_apart() {
    scene.run("rados", 0);

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.MISSING);
    assertThat(rados().remark()).contains(Scene.name("rados", 0), "no job yet");
    assertThat(scene.table().ignored()).extracting(IgnoredRun::suite).containsExactly("rados");
  }

  @ParameterizedTest
  @CsvSource({
    "pass, PASSED",
    "queued, RUNNING",
    "waiting, RUNNING",
    "running, RUNNING",
    "fail, FAILED",
    "dead, FAILED",
    "unknown, FAILED",
    "'', FAILED",
    "provisioning, FAILED"
  })
  void one_more_job_of_each_status_decides(String status, SuiteVerdict verdict) {
    scene.run("rados", 0, "rados/a=pass", "rados/b=" + status);

    assertThat(rados().verdict()).isEqualTo(verdict);
  }

  @Test
  void something_queued_wins_over_a_failure() {
    scene.run("rados", 0, "rados/a=fail", "rados/b=queued");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.RUNNING);
    assertThat(scene.table().overall(false)).isEqualTo(Overall.IN_PROGRESS);
    assertThat(rados().openFailures()).containsExactly("rados/a");
  }

  @Test
  void a_rerun_clears_the_failures_it_repeats_and_nothing_else() {
    scene.run("rados", 0, "rados/a=pass", "rados/b=fail", "rados/c=dead");
    scene.run("rados", 1, "rados/b=pass");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.FAILED);
    assertThat(rados().openFailures()).containsExactly("rados/c");
    assertThat(rados().counts()).isEqualTo(new Counts(0, 0, 0, 2, 0, 1, 0));

    scene.run("rados", 2, "rados/c=pass");
    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.PASSED);
    assertThat(rados().counts().total()).isEqualTo(3);
    assertThat(rados().remark()).contains("2 failures cleared");
    assertThat(rados().runNames())
        .containsExactly(Scene.name("rados", 0), Scene.name("rados", 1), Scene.name("rados", 2));
  }

  @Test
  void the_latest_scheduled_run_counts_in_whatever_order_runs_are_read() {
    scene.run("rados", 5, "rados/a=fail").run("rados", 1, "rados/a=pass");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.FAILED);
    assertThat(rados().remark()).contains("flaky?");
    assertThat(rados().failures().get(0).flaky()).isTrue();
  }

  @Test
  void a_rerun_that_is_queued_makes_the_suite_run_again() {
    scene.run("rados", 0, "rados/a=pass", "rados/b=fail").run("rados", 1, "rados/b=queued");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.RUNNING);
    assertThat(rados().openFailures()).isEmpty();
  }

  @Test
  void an_old_job_that_still_runs_does_not_matter_once_a_later_run_has_its_description() {
    scene.run("rados", 0, "rados/a=running").run("rados", 1, "rados/a=pass");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.PASSED);
  }

  @Test
  void repetitions_inside_one_run_must_all_pass() {
    scene.run("rados", 0, "rados/a=pass", "rados/a=fail", "rados/a=pass");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.FAILED);
    assertThat(rados().counts()).isEqualTo(new Counts(0, 0, 0, 2, 1, 0, 0));
    assertThat(rados().openFailures()).containsExactly("rados/a");
  }

  @Test
  void jobs_without_a_description_never_stand_in_for_each_other() {
    scene.run("rados", 0, "=fail", "=fail").run("rados", 1, "=pass");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.FAILED);
    assertThat(rados().openFailures()).hasSize(2).allMatch(text -> text.contains("no description"));
  }

  @Test
  void another_sha1_is_ignored_and_listed() {
    scene.runOf(Scene.OTHER_SHA1, "default", "rados", 0, "rados/a=pass");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.MISSING);
    assertThat(scene.table().ignored())
        .singleElement()
        .satisfies(run -> assertThat(run.reason()).contains("another SHA1", Scene.OTHER_SHA1));
    assertThat(rados().remark()).contains("does not count");
  }

  @Test
  void single_jobs_of_another_sha1_in_a_run_do_not_count() {
    RunResult mixed = mixed(Scene.SHA1, Scene.OTHER_SHA1);

    scene.run(mixed);

    assertThat(rados().counts().total()).isOne();
    assertThat(rados().remark()).contains("1 job", "other SHA1");
  }

  private static RunResult mixed(String first, String second) {
    TestRun run =
        new TestRun(
            "mixed",
            "rados",
            "reef",
            first,
            "default",
            "smithi",
            0,
            Scene.START,
            Scene.START,
            Scene.START,
            Counts.NONE);
    return new RunResult(
        run,
        List.of(
            TestJob.of("1", "rados/a", JobStatus.PASS, first),
            TestJob.of("2", "rados/b", JobStatus.FAIL, second)));
  }

  @Test
  void another_flavor_is_ignored_unless_the_release_asks_for_it() {
    scene.runOf(Scene.SHA1, "crimson-debug", "rados", 0, "rados/a=pass");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.MISSING);
    assertThat(scene.table().ignored().get(0).reason()).contains("flavor", "crimson-debug");

    SuiteKey crimson = SuiteKey.named("rados", "crimson-debug");
    scene.requiring(Scene.key("rados"), crimson);
    assertThat(scene.table().rows())
        .extracting(row -> row.key().toString(), SuiteRow::verdict)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("rados", SuiteVerdict.MISSING),
            org.assertj.core.groups.Tuple.tuple("rados (crimson-debug)", SuiteVerdict.PASSED));
  }

  @Test
  void a_suite_that_is_not_required_is_shown_and_never_decides() {
    scene.run("rados", 0, "rados/a=pass").run("powercycle", 0, "powercycle/a=fail");

    SuiteRow extra = scene.row("powercycle");
    assertThat(extra.required()).isFalse();
    assertThat(extra.verdict()).isEqualTo(SuiteVerdict.FAILED);
    assertThat(scene.table().overall(false)).isEqualTo(Overall.PASSED);
  }

  @Test
  void slices_are_matched_with_colon_or_slash() {
    scene.requiring("upgrade/quincy-x").run("upgrade:quincy-x", 0, "upgrade:quincy-x/a=pass");

    assertThat(scene.row("upgrade/quincy-x").verdict()).isEqualTo(SuiteVerdict.PASSED);
    assertThat(Scene.key("upgrade/quincy-x").inPaddles()).isEqualTo("upgrade:quincy-x");
  }

  @Test
  void a_suite_is_waived_when_each_failure_is_covered() {
    scene.run("rados", 0, "rados/{x$ y}/a=fail", "rados/b=dead", "rados/c=pass");
    scene.waived("rados", "{X$ Y}");
    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.FAILED);
    assertThat(rados().waived()).containsExactly("rados/{x$ y}/a");

    scene.waived("rados", "RADOS/b");
    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.WAIVED);
    assertThat(rados().openFailures()).containsExactly("rados/b", "rados/{x$ y}/a");
    assertThat(rados().remark())
        .contains("ann", "until ", "known", "https://tracker.example.org/issues/1");
    assertThat(scene.table().overall(false)).isEqualTo(Overall.PASSED);
  }

  @Test
  void a_waiver_of_another_suite_covers_nothing() {
    scene.run("rados", 0, "rados/a=fail").waived("rgw", "");

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.FAILED);
  }

  @Test
  void a_waiver_without_a_pattern_covers_the_suite_however_it_is_spelled() {
    scene.requiring("upgrade/quincy-x").run("upgrade:quincy-x", 0, "upgrade:quincy-x/a=fail");
    scene.waived("upgrade:quincy-x", "");

    assertThat(scene.row("upgrade/quincy-x").verdict()).isEqualTo(SuiteVerdict.WAIVED);
  }

  @Test
  void only_dead_jobs_are_hinted_at() {
    scene.run("rados", 0, "rados/a=dead", "rados/b=pass");

    assertThat(rados().remark()).contains("only dead jobs");
    scene.run("rados", 1, "rados/b=fail");
    assertThat(rados().remark()).doesNotContain("only dead jobs").contains("flaky?");
  }

  @Test
  void a_run_that_stands_still_is_called_stale_and_keeps_running() {
    scene.run("rados", 0, "rados/a=running", "rados/b=pass");
    assertThat(rados().remark()).doesNotContain("stale");

    scene.at(Scene.START.plus(Duration.ofDays(4)));
    assertThat(rados().remark()).contains("stale: run " + Scene.name("rados", 0));
    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.RUNNING);
  }

  @Test
  void a_queue_is_given_more_time_than_a_job() {
    scene.run("rados", 0, "rados/a=queued").at(Scene.START.plus(Duration.ofDays(4)));
    assertThat(rados().remark()).doesNotContain("stale");

    scene.at(Scene.START.plus(Duration.ofDays(15)));
    assertThat(rados().remark()).contains("stale");
  }

  @Test
  void a_deleted_run_leaves_a_suite_missing_until_as_much_is_covered_again() {
    scene.run("rados", 1, "rados/b=pass").lost("rados", 3);

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.MISSING);
    assertThat(rados().remark()).contains("was deleted", "3 descriptions");
    assertThat(scene.table().ignored().get(0).reason()).contains("deleted");

    scene.run("rados", 2, "rados/x=pass", "rados/y=pass");
    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.PASSED);
  }

  @ParameterizedTest
  @CsvSource({
    "running, missing, fail, IN_PROGRESS",
    "pass, missing, fail, INCOMPLETE",
    "pass, pass, fail, FAILED",
    "pass, pass, pass, PASSED"
  })
  void the_overall_verdict_takes_the_first_that_holds(
      String one, String two, String three, Overall overall) {
    scene.requiring("rados", "rgw", "fs");
    List.of("rados=" + one, "rgw=" + two, "fs=" + three)
        .forEach(
            text -> {
              String suite = text.substring(0, text.indexOf('='));
              if (!text.endsWith("missing")) {
                scene.run(suite, 0, suite + "/a" + text.substring(text.indexOf('=')));
              }
            });

    assertThat(scene.table().overall(false)).isEqualTo(overall);
    assertThat(scene.table().overall(true))
        .isEqualTo(overall == Overall.PASSED ? Overall.WAITING_FOR_APPROVAL : overall);
  }

  @Test
  void nothing_required_is_never_a_pass() {
    SuiteTable empty = new Scene().run("rados", 0, "rados/a=pass").table();

    assertThat(empty.overall(false)).isEqualTo(Overall.INCOMPLETE);
  }

  @Test
  void ten_thousand_jobs_are_judged_at_once() {
    String[] jobs =
        IntStream.range(0, 10_000).mapToObj(i -> "rados/" + i + "=pass").toArray(String[]::new);
    long start = System.nanoTime();

    scene.run("rados", 0, jobs);

    assertThat(rados().counts().pass()).isEqualTo(10_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_suite_the_run_does_not_name_is_that_of_its_descriptions() {
    TestRun run =
        new TestRun(
            "my-adhoc-run",
            "",
            "",
            Scene.SHA1,
            "",
            "",
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            Counts.NONE);
    scene.run(new RunResult(run, List.of(TestJob.of("1", "rados/a/{b}", JobStatus.PASS, ""))));

    assertThat(rados().verdict()).isEqualTo(SuiteVerdict.PASSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rados; rm -rf /",
        "",
        "-s",
        "../etc",
        "/abs",
        "a b",
        "$(id)",
        "rados`id`",
        "rados/",
        "é"
      })
  void a_suite_name_with_anything_a_shell_knows_is_refused(String name) {
    assertThatThrownBy(() -> SuiteKey.named(name, "default"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no name of a suite");
  }

  @Test
  void runs_that_were_set_aside_are_listed_once() {
    scene.run("rados", 0, "rados/a=pass");
    scene.setAside("old", "rados", "it tests another SHA1: x");
    scene.setAside(Scene.name("rados", 0), "rados", "told twice");

    assertThat(scene.table().ignored()).extracting(IgnoredRun::name).containsExactly("old");
  }
}
