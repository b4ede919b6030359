package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of Ceph from a SHA1 to a verdict, as an operator sees them. */
class CephStoriesTest {
  private static final String OTHER = "0123456789012345678901234567890123456789";

  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");
  private CephStage ceph;
  private String sha1;

  @BeforeEach
  void set_the_stage() {
    ceph = new CephStage(directory, clock);
    ceph.option("schedule_suites", "no");
    sha1 = ceph.commit("first");
    ceph.release("", "rados\nupgrade/squid-x");
  }

  @AfterEach
  void close_the_stage() {
    ceph.close();
  }

  private void everythingPassed() {
    ceph.ready(sha1);
    ceph.passed("rados", sha1, 1, "a", "b");
    ceph.passed("upgrade/squid-x", sha1, 2, "c");
  }

  @Test
  void from_the_build_to_the_verdict() {
    ceph.release("skip_build: no", "rados\nupgrade/squid-x");
    long item = ceph.order(sha1);
    assertReason(ceph.round(), "build", "waits in the queue");

    long build = ceph.jenkins.begin(item);
    assertReason(ceph.round(), "build", "build 1 of sample-ceph-pipeline runs");

    ceph.packages(sha1, "centos", "9", "ready");
    ceph.packages(sha1, "ubuntu", "noble", "building");
    ceph.jenkins.end(CephStage.JOB, build, "SUCCESS");
    assertReason(ceph.round(), "packages", "ubuntu-noble-default", "the repository is building");

    ceph.packages(sha1, "ubuntu", "noble", "ready");
    assertThat(ceph.round().path("overall").asText()).isEqualTo("INCOMPLETE");

    String rados = ceph.run("rados", sha1, 1, "a");
    String job = ceph.newestJob();
    ceph.passed("upgrade/squid-x", sha1, 2, "c");
    JsonNode running = ceph.round();
    assertThat(running.path("overall").asText()).isEqualTo("IN_PROGRESS");
    assertThat(CephStage.suite(running, "rados").path("unfinished").asInt()).isEqualTo(1);
    assertThat(running.path("outcome").asText()).isEqualTo("not_promoted");

    ceph.paddles.passed(rados, job);
    JsonNode done = ceph.round();
    assertThat(done.path("overall").asText()).isEqualTo("PASSED");
    assertThat(done.path("promoted").asText()).isEqualTo(sha1);
    assertThat(done.path("effects").path(0).path("title").asText())
        .isEqualTo("record " + sha1 + " as v20.1.0");
  }

  @Test
  void a_commit_whose_suites_passed_is_released_once_and_then_stays_released() {
    everythingPassed();

    JsonNode first = ceph.round();
    assertThat(first.path("overall").asText()).isEqualTo("PASSED");
    assertThat(first.path("outcome").asText()).isEqualTo("promoted");
    assertThat(first.path("promoted").asText()).isEqualTo(sha1);

    JsonNode second = ceph.round();
    assertThat(second.path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(second.path("reason").asText()).isEqualTo("v20.1.0 is " + sha1 + " already");
    assertThat(second.path("previous").asText()).isEqualTo(sha1);
    assertThat(second.path("overall").asText()).isEqualTo("PASSED");
    assertThat(ceph.stage.everyRoundIsJudgedAsItWas()).isPositive();
  }

  @Test
  void the_same_release_without_a_file_shares_nothing_but_the_servers() {
    everythingPassed();

    Ran ran = ceph.command("SUITE_NAME=rados", "RELEASE_VERSION=20.1.0");

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    JsonNode target = ran.target("ceph/20.1.0", "v20.1.0");
    assertThat(target.path("promoted").asText()).isEqualTo(sha1);
    assertThat(Ran.all(target.path("suites")))
        .extracting(row -> row.path("suite").asText(), row -> row.path("required").asBoolean())
        .containsExactly(tuple("rados", true), tuple("upgrade/squid-x", false));
  }

  @Test
  void a_dry_run_shows_the_verdict_and_records_nothing() {
    everythingPassed();

    JsonNode dry = ceph.stage.once("--dry-run").target(CephStage.RELEASE, CephStage.TARGET);

    assertThat(dry.path("outcome").asText()).isEqualTo("would_promote");
    assertThat(ceph.round().path("outcome").asText()).isEqualTo("promoted");
  }

  @Test
  void a_new_commit_of_the_branch_begins_anew_and_the_old_one_stays_recorded() {
    everythingPassed();
    ceph.round();
    String next = ceph.commit("a fix");
    ceph.passed("rados", next, 10, "a");

    JsonNode target = ceph.round();

    assertThat(target.path("overall").asText()).isEqualTo("INCOMPLETE");
    assertThat(target.path("previous").asText()).isEqualTo(sha1);
    assertThat(target.path("reason").asText()).startsWith(next + ": wait");
    assertThat(CephStage.suite(target, "rados").path("runs")).hasSize(1);
    assertThat(target.path("ignored_runs").toString()).contains("it tests another SHA1: " + sha1);
  }

  @Test
  void a_rollback_records_the_commit_before() {
    everythingPassed();
    ceph.round();
    String next = ceph.commit("a fix");
    ceph.ready(next);
    ceph.passed("rados", next, 10, "a");
    ceph.passed("upgrade/squid-x", next, 11, "c");
    assertThat(ceph.round().path("promoted").asText()).isEqualTo(next);

    Ran back =
        ceph.run(
            "rollback",
            CephStage.RELEASE,
            CephStage.TARGET,
            "--by",
            "ann",
            "--reason",
            "a regression",
            "--output",
            "json");

    assertThat(back.exit()).as(back.out() + back.err()).isZero();
    JsonNode held = ceph.round();
    assertThat(held.path("previous").asText()).isEqualTo(sha1);
    assertThat(held.path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(held.path("reason").asText()).contains("a regression");
  }

  @Test
  void a_failed_suite_rejects_the_commit_and_a_rerun_is_proposed() {
    ceph.ready(sha1);
    String run = ceph.failed("rados", sha1, 1, "thrash/{a}");
    ceph.passed("upgrade/squid-x", sha1, 2, "c");

    JsonNode failed = ceph.round();
    assertThat(failed.path("overall").asText()).isEqualTo("FAILED");
    assertReason(failed, "reject", "failed: rados");
    JsonNode row = CephStage.suite(failed, "rados");
    assertThat(row.path("open_failures").path(0).asText()).isEqualTo("rados/thrash/{a}");
    assertThat(row.path("reruns").toString()).contains("--rerun " + run, "-R fail,dead", sha1);

    ceph.passed("rados", sha1, 30, "thrash/{a}");
    JsonNode cleared = ceph.round();
    assertThat(cleared.path("outcome").asText()).isEqualTo("promoted");
    assertThat(CephStage.suite(cleared, "rados").path("remark").asText())
        .contains("1 failure cleared by a later run");
  }

  @Test
  void a_waiver_covers_what_its_pattern_matches_and_shows_in_the_row() {
    ceph.ready(sha1);
    ceph.failed("rados", sha1, 1, "thrash/{centos_9 ec=jerasure-k=2}");
    ceph.passed("upgrade/squid-x", sha1, 2, "c");
    // Part of the address of the log and of the name of the suite, and of no description.
    ceph.waive("rados", "smithi");
    assertThat(ceph.round().path("overall").asText()).isEqualTo("FAILED");

    ceph.waive("rados", "THRASH*jerasure");
    JsonNode target = ceph.round();

    assertThat(target.path("overall").asText()).isEqualTo("PASSED");
    assertThat(target.path("outcome").asText()).isEqualTo("promoted");
    assertReason(target, "rados is waived by ann");
    JsonNode row = CephStage.suite(target, "rados");
    assertThat(row.path("verdict").asText()).isEqualTo("WAIVED");
    assertThat(row.path("waived")).isEqualTo(row.path("open_failures")).hasSize(1);
    assertThat(row.path("remark").asText())
        .contains("waived by ann", "https://tracker.example.org/1");
  }

  @Test
  void a_waiver_given_while_results_are_read_counts_next_time_for_table_and_decision_alike() {
    ceph.ready(sha1);
    ceph.failed("rados", sha1, 1, "thrash/{a}");
    ceph.passed("upgrade/squid-x", sha1, 2, "c");
    AtomicBoolean given = new AtomicBoolean();
    ceph.paddles.intercept(
        Interceptor.beforeEffect(
            request -> {
              if (!given.getAndSet(true)) {
                ceph.waive("rados", "thrash");
              }
              return Intervention.PASS;
            }));

    JsonNode meanwhile = ceph.round();
    assertThat(given).isTrue();
    assertThat(meanwhile.path("overall").asText()).isEqualTo("FAILED");
    assertReason(meanwhile, "reject", "failed: rados");

    JsonNode next = ceph.round();
    assertThat(next.path("overall").asText()).isEqualTo("PASSED");
    assertThat(next.path("outcome").asText()).isEqualTo("promoted");
  }

  @Test
  void good_suites_wait_for_the_approval_of_this_commit_by_its_lead() {
    ceph.release("approvals: leads, release", "rados: lead=radek\nupgrade/squid-x");
    everythingPassed();

    JsonNode waiting = ceph.round();
    assertThat(waiting.path("overall").asText()).isEqualTo("WAITING_FOR_APPROVAL");
    assertReason(waiting, "wait", "rados waits for the approval of radek");

    ceph.approve("rados", "radek", OTHER);
    ceph.approve("release", "ann", sha1);
    assertThat(ceph.round().path("overall").asText()).isEqualTo("WAITING_FOR_APPROVAL");

    ceph.approve("rados", "radek", sha1);
    JsonNode approved = ceph.round();
    assertThat(approved.path("overall").asText()).isEqualTo("PASSED");
    assertThat(approved.path("outcome").asText()).isEqualTo("promoted");
  }

  @Test
  void runs_of_another_commit_do_not_count_and_are_listed() {
    ceph.ready(sha1);
    ceph.passed("rados", sha1, 1, "a");
    String foreign = ceph.passed("upgrade/squid-x", OTHER, 2, "c");

    JsonNode target = ceph.round();

    assertThat(target.path("overall").asText()).isEqualTo("INCOMPLETE");
    assertThat(CephStage.suite(target, "upgrade/squid-x").path("verdict").asText())
        .isEqualTo("MISSING");
    assertThat(target.path("ignored_runs").path(0).path("name").asText()).isEqualTo(foreign);
    assertThat(target.path("ignored_runs").path(0).path("reason").asText())
        .isEqualTo("it tests another SHA1: " + OTHER);
  }

  @Test
  void a_suite_that_is_not_required_shows_and_decides_nothing() {
    everythingPassed();
    ceph.failed("krbd", sha1, 3, "d");

    JsonNode target = ceph.round();

    assertThat(target.path("outcome").asText()).isEqualTo("promoted");
    assertThat(CephStage.suite(target, "krbd").path("required").asBoolean()).isFalse();
    assertThat(CephStage.suite(target, "krbd").path("verdict").asText()).isEqualTo("FAILED");
  }

  @Test
  void a_commit_that_is_given_is_the_one_whatever_the_branch_says() {
    ceph.release("ceph_sha1: " + sha1.toUpperCase(Locale.ROOT), "rados\nupgrade/squid-x");
    ceph.commit("later");
    everythingPassed();

    assertThat(ceph.round().path("promoted").asText()).isEqualTo(sha1);
  }

  @Test
  void without_integration_tests_nothing_is_asked_of_paddles_and_nothing_is_validated() {
    ceph.release("skip_integration_tests: yes", "rados\nupgrade/squid-x");
    everythingPassed();

    JsonNode target = ceph.round();

    assertThat(target.path("overall").asText()).isEqualTo("INCOMPLETE");
    assertThat(target.path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(ceph.paddles.requests()).isEmpty();
  }

  @Test
  void a_build_that_failed_rejects_the_commit_with_its_page() {
    ceph.release("skip_build: no", "rados");
    long build = ceph.jenkins.begin(ceph.order(sha1));
    ceph.jenkins.end(CephStage.JOB, build, "FAILURE");

    assertReason(ceph.round(), "reject", "build 1 of sample-ceph-pipeline ended with FAILURE");
  }

  @Test
  void packages_that_failed_reject_the_commit_early_unless_the_release_waits() {
    ceph.packages(sha1, "centos", "9", "failed");

    assertReason(ceph.round(), "reject", "centos-9-default", "the newest repository has failed");

    ceph.release("wait_after_failure: yes", "rados");
    assertReason(ceph.round(), "wait", "centos-9-default", "the newest repository has failed");
  }

  @Test
  void packages_that_do_not_come_in_time_reject_the_commit() {
    try (WarmPromoter warm = ceph.warm()) {
      assertThat(warm.reports().get(0).targets().get(0).reason()).contains(": wait:");
      clock.advance(Duration.ofHours(13));

      assertThat(warm.reports().get(0).targets().get(0).reason())
          .contains(": reject:", "not ready within shaman_timeout");
      ceph.ready(sha1);
      clock.advance(Duration.ofHours(1));
      assertThat(warm.reports().get(0).targets().get(0).reason()).contains(": wait:");
    }
  }

  private static void assertReason(JsonNode target, String... parts) {
    assertThat(target.path("reason").asText()).contains(parts);
  }
}
