package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around a release of Ceph, and how little it asks of the servers. */
class CephFaultsTest {
  private static final Interceptor DOWN =
      Interceptor.beforeEffect(request -> Intervention.answer(Answer.html(503, "maintenance")));

  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");
  private CephStage ceph;
  private String sha1;

  @BeforeEach
  void set_the_stage() {
    ceph = new CephStage(directory, clock);
    ceph.option("schedule_suites", "no");
    sha1 = ceph.commit("first");
    ceph.release("", "rados");
    ceph.ready(sha1);
  }

  @AfterEach
  void close_the_stage() {
    ceph.close();
  }

  @Test
  void a_branch_that_is_deleted_in_the_middle_is_a_clear_sentence_and_nothing_is_lost() {
    ceph.passed("rados", sha1, 1, "a");
    ceph.round();
    ceph.deleteBranch();

    Ran gone = ceph.stage.once();
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.target(CephStage.RELEASE, CephStage.TARGET).path("reason").asText())
        .contains("has no refs/heads/tentacle", "deleted, renamed, or is misspelt");

    ceph.release("ceph_sha1: " + sha1, "rados");
    assertThat(ceph.round().path("reason").asText()).isEqualTo("v20.1.0 is " + sha1 + " already");
  }

  @Test
  void a_commit_of_another_repository_has_no_runs_and_never_passes() {
    ceph.release("ceph_sha1: " + "ab".repeat(20), "rados");
    ceph.passed("rados", sha1, 1, "a");

    JsonNode target = ceph.round();

    assertThat(target.path("overall").asText()).isEqualTo("INCOMPLETE");
    assertThat(target.path("reason").asText())
        .contains("the commit is given by ceph_sha1: is it one of ", "built as tentacle?");
  }

  @Test
  void while_paddles_is_down_nothing_is_known_and_nothing_is_released() {
    ceph.passed("rados", sha1, 1, "a");
    ceph.paddles.intercept(DOWN);

    Ran ran = ceph.stage.once();
    assertThat(ran.exit()).isEqualTo(1);
    JsonNode target = ran.target(CephStage.RELEASE, CephStage.TARGET);
    assertThat(target.path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(target.path("reason").asText()).contains("unreadable: rados", "Paddles", "503");
    assertThat(target.has("overall")).isFalse();

    ceph.paddles.intercept(Interceptor.NONE);
    assertThat(ceph.round().path("outcome").asText()).isEqualTo("promoted");
  }

  @Test
  void while_shaman_or_jenkins_is_down_the_suites_are_still_told() {
    ceph.release("skip_build: no", "rados");
    ceph.passed("rados", sha1, 1, "a");
    ceph.jenkins.intercept(DOWN);
    ceph.shaman.intercept(DOWN);

    Ran ran = ceph.stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    JsonNode target = ran.target(CephStage.RELEASE, CephStage.TARGET);
    assertThat(target.path("overall").asText()).isEqualTo("PASSED");
    assertThat(target.path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(target.path("reason").asText()).contains("wait", "build: Jenkins", "packages");
  }

  @Test
  void a_job_of_jenkins_that_was_renamed_is_named() {
    ceph.release("skip_build: no", "rados");
    ceph.jenkins.removeJob(CephStage.JOB);

    assertThat(ceph.round().path("reason").asText())
        .contains("there is no job sample-ceph-pipeline", "was it renamed?");
  }

  @Test
  void a_list_of_suites_on_a_server_is_required_as_a_whole_and_must_be_readable() {
    ceph.passed("rados", sha1, 1, "a");
    String list = ceph.paddles.address() + "/lists/tentacle";
    ceph.release("suite_list_source: " + list, "rados");
    ceph.paddles.intercept(list(Answer.of(404, "text/plain", "none")));

    Ran unread = ceph.stage.once();
    assertThat(unread.exit()).isEqualTo(1);
    assertThat(unread.release(CephStage.RELEASE).path("error").asText())
        .contains("list of suites", list, "404");

    ceph.paddles.intercept(list(Answer.of(200, "text/plain", "rados\nfs; rm -rf\n")));
    assertThat(ceph.stage.once().release(CephStage.RELEASE).path("error").asText())
        .contains("line 2", "no name of a suite");

    ceph.paddles.intercept(
        list(Answer.of(200, "text/plain", "suites:\n- rados\n- fs: lead=venky\n")));
    JsonNode missing = ceph.round();
    assertThat(missing.path("overall").asText()).isEqualTo("INCOMPLETE");
    assertThat(CephStage.suite(missing, "fs").path("required").asBoolean()).isTrue();

    ceph.failed("fs", sha1, 2, "b");
    ceph.waive("fs", "fs/b");
    assertThat(ceph.round().path("outcome").asText()).isEqualTo("promoted");
  }

  private static Interceptor list(Answer answer) {
    return Interceptor.beforeEffect(
        request ->
            request.path().startsWith("/lists/") ? Intervention.answer(answer) : Intervention.PASS);
  }

  @Test
  void a_run_that_is_deleted_while_it_is_followed_is_told_and_its_suite_is_missing_again() {
    String run = ceph.run("rados", sha1, 1, "a");
    try (WarmPromoter warm = ceph.warm()) {
      assertThat(annex(warm)).contains("\"overall\":\"IN_PROGRESS\"");
      ceph.delete(run);

      assertThat(annex(warm))
          .contains("\"overall\":\"INCOMPLETE\"", "was deleted and no other covers as much");
    }
  }

  /** Git included: its look at the branch is a request, too. */
  @Test
  void a_round_in_which_nothing_changed_takes_two_requests() {
    ceph.release("skip_build: no", "rados\nfs");
    ceph.jenkins.end(CephStage.JOB, ceph.jenkins.begin(ceph.order(sha1)), "SUCCESS");
    ceph.run("rados", sha1, 1, "a");
    List<Integer> counts = new ArrayList<>();
    try (WarmPromoter warm = ceph.warm()) {
      for (int i = 0; i < 8; i++) {
        ceph.forgetRequests();
        warm.reports();
        counts.add(ceph.requests());
        clock.advance(Duration.ofSeconds(60));
      }
    }

    assertThat(counts.subList(1, 8)).as("after the first of %s", counts).allMatch(n -> n <= 2);
  }

  @Test
  void while_packages_are_built_shaman_is_asked_less_and_less_often() {
    ceph.packages(sha1, "centos", "9", "building");
    List<Integer> asked = new ArrayList<>();
    try (WarmPromoter warm = ceph.warm()) {
      for (int i = 0; i < 16; i++) {
        ceph.shaman.forgetRequests();
        warm.reports();
        asked.add(Math.min(1, ceph.shaman.requests().size()));
        clock.advance(Duration.ofSeconds(60));
      }
    }

    assertThat(asked).containsExactly(1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void a_restart_neither_shortens_the_pauses_nor_gives_packages_more_time() {
    ceph.packages(sha1, "centos", "9", "building");
    try (WarmPromoter warm = ceph.warm()) {
      for (int i = 0; i < 4; i++) {
        warm.reports();
        clock.advance(Duration.ofMinutes(1));
      }
    }
    try (WarmPromoter warm = ceph.warm()) {
      ceph.shaman.forgetRequests();
      warm.reports(); // a new process looks once, and then waits as long as the one before it did
      assertThat(ceph.shaman.requests()).isNotEmpty();
      ceph.shaman.forgetRequests();
      clock.advance(Duration.ofSeconds(61));
      warm.reports();
      assertThat(ceph.shaman.requests()).isEmpty();
    }
    clock.advance(Duration.ofHours(11));
    try (WarmPromoter warm = ceph.warm()) {
      assertThat(warm.reports().get(0).targets().get(0).reason()).contains(": wait:");
    }
    clock.advance(Duration.ofHours(1));
    try (WarmPromoter warm = ceph.warm()) {
      assertThat(warm.reports().get(0).targets().get(0).reason())
          .contains(": reject:", "not ready within shaman_timeout");
    }
  }

  @Test
  void ten_thousand_jobs_of_a_suite_are_one_row() {
    String[] tests = new String[10_000];
    Arrays.setAll(tests, number -> "thrash/{number-" + number + "}");
    ceph.run("rados", sha1, 1, tests);

    JsonNode row = CephStage.suite(ceph.round(), "rados");

    assertThat(row.path("total").asInt()).isEqualTo(10_000);
    assertThat(row.path("verdict").asText()).isEqualTo("RUNNING");
  }

  @Test
  void an_online_check_asks_every_server_and_names_each_that_is_wrong() {
    ceph.release("skip_build: no\nsuite_list_source: " + ceph.paddles.address() + "/x", "rados");
    ceph.deleteBranch();
    ceph.jenkins.removeJob(CephStage.JOB);
    ceph.shaman.intercept(DOWN);
    ceph.paddles.intercept(DOWN);

    Ran ran = ceph.run("check", "--online");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out() + ran.err())
        .contains("ceph_branch", "refs/heads/tentacle")
        .contains("jenkins_url", "was it renamed?")
        .contains("shaman_url", "paddles_url", "suite_list_source");
  }

  @Test
  void an_online_check_of_a_sound_release_is_silent_about_its_servers() {
    ceph.release("skip_build: no", "rados");

    Ran ran = ceph.run("check", "--online");

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out() + ran.err()).doesNotContain("failed because");
  }

  private static String annex(WarmPromoter warm) {
    ReleaseReport report = warm.reports().get(0);
    TargetReport target = report.targets().get(0);
    return target.judged().get(0).facts().annex();
  }
}
