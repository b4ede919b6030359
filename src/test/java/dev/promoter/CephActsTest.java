package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.PaddlesServer;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is done outside for a release of Ceph, as an operator sees it. */
class CephActsTest {
  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @TempDir private Path directory;
  private ActingStage acts;
  private String sha1;

  @BeforeEach
  void set_the_stage() {
    acts = new ActingStage(directory);
    sha1 = acts.ceph.commit("first");
  }

  @AfterEach
  void close_the_stage() {
    acts.close();
  }

  /** What the results server says of a run that was scheduled. */
  private void runs(String name, String suite, String test) {
    acts.ceph.paddles.addJob(
        new PaddlesServer.Job(name, "1", suite, CephStage.BRANCH, sha1, suite + "/" + test));
  }

  @Test
  void the_build_is_triggered_once_with_the_commit() {
    acts.option("skip_build", "no").suites("rados");

    acts.round();
    acts.round();
    acts.ceph.jenkins.begin(acts.ceph.jenkins.waiting().get(0));
    acts.round();

    assertThat(acts.ceph.jenkins.builds(CephStage.JOB))
        .singleElement()
        .satisfies(build -> assertThat(build).containsEntry("CEPH_SHA1", sha1));
    assertThat(acts.writes()).hasSize(1);
    assertThat(acts.calls()).isEmpty();
  }

  @Test
  void a_job_that_was_renamed_is_named_and_the_build_follows_when_it_is_back() {
    acts.option("skip_build", "no").suites("rados");
    acts.ceph.jenkins.removeJob(CephStage.JOB);

    JsonNode target = acts.round();
    assertThat(target.toString()).contains("was it renamed?");
    acts.ceph.jenkins.addJob(
        CephStage.JOB, List.of("CEPH_REPO", "CEPH_BRANCH", "CEPH_SHA1", "BASE_VERSION", "FLAVOR"));
    acts.round();

    assertThat(acts.ceph.jenkins.waiting()).hasSize(1);
  }

  @Test
  void an_order_that_was_cancelled_in_the_queue_is_told_and_not_given_again() {
    acts.option("skip_build", "no").suites("rados");
    acts.round();
    acts.ceph.jenkins.cancel(acts.ceph.jenkins.waiting().get(0));

    JsonNode target = acts.round();

    assertThat(target.path("reason").asText())
        .contains(
            "the order for sample-ceph-pipeline with CEPH_SHA1=" + sha1,
            "neither in the queue nor among the builds",
            "was it cancelled?");
    assertThat(acts.writes()).hasSize(1);
  }

  @Test
  void a_build_that_jenkins_deleted_after_it_was_seen_is_no_order_that_was_lost() {
    acts.option("skip_build", "no").suites("rados");
    acts.round();
    acts.ceph.jenkins.begin(acts.ceph.jenkins.waiting().get(0));
    acts.round();
    acts.ceph.jenkins.removeJob(CephStage.JOB);
    acts.ceph.jenkins.addJob(
        CephStage.JOB, List.of("CEPH_REPO", "CEPH_BRANCH", "CEPH_SHA1", "BASE_VERSION", "FLAVOR"));

    assertThat(acts.round().path("reason").asText()).doesNotContain("neither in the queue");
    assertThat(acts.writes()).hasSize(1);
  }

  @Test
  void suites_are_scheduled_once_when_the_packages_are_there() {
    acts.suites("rados: priority=110 subset=1/32", "upgrade/squid-x");
    acts.round();
    assertThat(acts.calls()).isEmpty();
    acts.ceph.ready(sha1);

    JsonNode target = acts.round();
    acts.round();

    assertThat(acts.calls()).hasSize(2).allMatch(call -> call.contains(" --sha1 " + sha1));
    assertThat(acts.calls().get(0)).startsWith("--suite rados ").contains("--subset 1/32");
    assertThat(acts.calls().get(1)).startsWith("--suite upgrade/squid-x ");
    assertThat(target.path("effects").toString()).contains("scheduled 1 job of qabot-rados-1");
  }

  @Test
  void a_dead_job_is_scheduled_again_where_that_is_wanted() {
    acts.option("rerun_limit", "1").suites("rados");
    acts.ceph.ready(sha1);
    acts.round();
    runs("qabot-rados-1", "rados", "a");
    acts.ceph.paddles.status("qabot-rados-1", "1", "dead");

    acts.round();
    assertThat(acts.calls()).hasSize(1);
    acts.option("rerun", "auto").suites("rados");
    acts.round();
    acts.round();

    assertThat(acts.calls()).hasSize(2);
    assertThat(acts.calls().get(1)).startsWith("--rerun qabot-rados-1 -R fail,dead ");
    runs("qabot-rerun-2", "rados", "a");
    acts.ceph.paddles.passed("qabot-rerun-2", "1");
    assertThat(acts.round().path("overall").asText()).isEqualTo("PASSED");
  }

  @Test
  void a_dry_run_does_nothing_outside() {
    acts.option("skip_build", "no").suites("rados");
    acts.ceph.ready(sha1);

    Ran ran = acts.ceph.stage.once("--dry-run");

    assertThat(ran.out()).contains("trigger the build by sample-ceph-pipeline", "dry run");
    assertThat(acts.writes()).isEmpty();
    assertThat(acts.calls()).isEmpty();
  }

  /** Every suite has a run of one job, which passed or failed. */
  private void ended(boolean good) {
    acts.ceph.ready(sha1);
    acts.ceph.passed("rgw", sha1, 1, "x");
    if (good) {
      acts.ceph.passed("rados", sha1, 2, "a");
    } else {
      acts.ceph.failed("rados", sha1, 2, "a");
    }
  }

  @Test
  void the_table_of_the_tracker_issue_is_kept_in_place_and_people_keep_their_text() {
    acts.tracked().suites("rados", "rgw");
    acts.round();
    assertThat(acts.description()).startsWith("h3. Workflow").contains("*MISSING*").contains(sha1);
    acts.edit(Map.of("description", "above\n" + acts.description() + "below\n"));

    ended(false);
    acts.round();
    acts.round();

    assertThat(acts.description())
        .startsWith("above\nh3. Workflow")
        .endsWith("-->\nbelow\n")
        .containsOnlyOnce("promoter:begin")
        .contains("*FAILED*", "qabot-2026-11-20_10:02:00-rados", "Shaman");
    assertThat(acts.updates()).isEqualTo(2);
    assertThat(acts.notes()).isEmpty();
  }

  @Test
  void by_setting_each_change_is_a_note_with_status_and_fields() {
    acts.option("redmine_mode", "notes").option("redmine_status", "passed=Resolved");
    acts.option("redmine_fields", "Release=${version}").tracked().suites("rados", "rgw");
    acts.round();
    acts.round();
    assertThat(acts.notes()).hasSize(1);

    ended(true);
    acts.round();
    acts.round();

    assertThat(acts.notes()).hasSize(2);
    assertThat(acts.notes().get(1)).contains("QE validation of 20.1.0", "PASSED");
    assertThat(acts.redmine.status(acts.issue)).isEqualTo("Resolved");
  }

  @Test
  void a_tracker_that_is_down_for_an_hour_gets_one_note_in_the_end() {
    acts.option("redmine_mode", "notes").tracked().suites("rados", "rgw");
    acts.redmine.intercept(Interceptor.beforeEffect(request -> Intervention.CUT));
    JsonNode target = acts.round();
    assertThat(target.path("effects").toString()).contains("Redmine: tried to");
    ended(false);
    acts.round();

    acts.redmine.intercept(Interceptor.NONE);
    acts.round();
    acts.round();

    assertThat(acts.notes()).singleElement().asString().contains("FAILED");
  }

  @Test
  void a_closed_issue_and_one_of_another_project_are_left_alone_until_that_is_put_right() {
    acts.option("redmine_project", "other").tracked().suites("rados");
    assertThat(acts.round().path("effects").toString())
        .contains("belongs to the project 'Ceph' and not to 'other'");
    acts.option("redmine_project", "Ceph").suites("rados");
    acts.edit(Map.of("status_id", "5"));
    assertThat(acts.round().path("effects").toString()).contains("the issue is closed");
    assertThat(acts.updates()).isZero();

    acts.edit(Map.of("status_id", "1"));
    acts.round();

    assertThat(acts.description()).contains("promoter:begin");
  }

  @Test
  void nothing_is_posted_without_an_issue_or_where_that_is_left_out() {
    acts.option("skip_tracker_update", "no").suites("rados");
    acts.round();
    acts.tracked().option("skip_tracker_update", "yes").suites("rados");
    acts.round();

    assertThat(acts.redmine.requests()).isEmpty();
  }

  @Test
  void each_change_of_the_verdict_is_mailed_once_with_failing_jobs_reason_and_log()
      throws Exception {
    acts.mailServer(MAIL.getSmtp().getPort());
    acts.suites("rados", "rgw");
    acts.round();
    assertThat(MAIL.getReceivedMessages()).isEmpty();

    ended(false);
    acts.round();
    acts.round();

    assertThat(MAIL.getReceivedMessages()).hasSize(2);
    String mail = (String) MAIL.getReceivedMessages()[0].getContent();
    assertThat(MAIL.getReceivedMessages()[0].getSubject())
        .isEqualTo("[promoter] 20.1.0 (tentacle): FAILED, rejected");
    assertThat(mail).contains("rados: rados/a (fail)", "reason: timed out", sha1);

    acts.ceph.passed("rados", sha1, 3, "a");
    acts.round();
    acts.round();

    assertThat(MAIL.getReceivedMessages())
        .extracting(MimeMessage::getSubject)
        .filteredOn(subject -> subject.endsWith("PASSED, released"))
        .hasSize(2);
    assertThat(MAIL.getReceivedMessages()).hasSize(4);
  }

  @Test
  void that_suites_have_begun_is_a_change_but_how_a_release_begins_is_none() throws Exception {
    int before = MAIL.getReceivedMessages().length;
    acts.mailServer(MAIL.getSmtp().getPort());
    acts.suites("rados", "rgw");
    acts.round();
    acts.round();
    runs("qabot-rados-1", "rados", "a");
    acts.round();
    acts.round();

    assertThat(MAIL.getReceivedMessages())
        .extracting(MimeMessage::getSubject)
        .hasSize(before + 2)
        .endsWith("[promoter] 20.1.0 (tentacle): IN_PROGRESS");
  }

  @Test
  void mail_that_does_not_get_away_stays_queued_and_the_command_says_so() {
    acts.mailServer(1);
    acts.suites("rados", "rgw");
    ended(false);

    Ran ran = acts.ceph.stage.once();

    assertThat(ran.err() + acts.ceph.stage.log()).contains("stays in the outbox", "qa@example.org");
  }

  @Test
  void at_the_end_a_draft_of_the_release_notes_is_kept_once_and_an_earlier_one_beside_it() {
    Path file = directory.resolve("notes.md");
    acts.option("notes_since", "first").option("notes_file", file.toString()).suites("rados");
    acts.ceph.tag("first");
    sha1 = acts.ceph.merge("Merge pull request #12 from ann/wip", "rgw: keep the bucket");
    Stage.write(file, "what people made of it");
    acts.round();
    assertThat(Stage.read(file)).isEqualTo("what people made of it");
    acts.ceph.ready(sha1);
    acts.ceph.failed("rados", sha1, 2, "a");
    try (GitHubServer gitHub = new GitHubServer()) {
      acts.option("github_api_url", gitHub.address()).suites("rados");

      acts.round();
      acts.round();

      assertThat(gitHub.requests()).isEqualTo(1);
      assertThat(acts.ceph.run("release-notes", "--release", CephStage.RELEASE).out())
          .isEqualTo(Stage.read(file));
    }
    assertThat(Stage.read(file))
        .contains("# 20.1.0 (draft)", "- SHA1: " + sha1, "- rgw: keep the bucket ([pr#12]");
    assertThat(Stage.read(directory.resolve("notes.md.before"))).startsWith("what people");
  }

  @Test
  void the_draft_stands_in_the_issue_beside_the_table_and_what_people_wrote() {
    acts.tracked().option("notes_since", "first").suites("rados");
    acts.ceph.tag("first");
    String merged = acts.ceph.merge("Merge pull request #12 from ann/wip", "</pre> <!-- rgw");
    try (GitHubServer gitHub = new GitHubServer()) {
      acts.option("github_api_url", gitHub.address()).suites("rados");
      acts.ceph.ready(merged);
      acts.ceph.failed("rados", merged, 2, "a");
      acts.round();
      long told = acts.updates();
      acts.round();
      assertThat(acts.updates()).as("nothing is told twice").isEqualTo(told);
      assertThat(acts.description())
          .startsWith("h3. Workflow")
          .contains("QE validation of 20.1.0", "- SHA1: " + merged, "([pr#12]")
          .containsOnlyOnce("h3. Draft of the release notes")
          .containsOnlyOnce("</pre>");

      String next = acts.ceph.merge("Merge pull request #13 from ann/wip", "fs: sync");
      acts.ceph.ready(next);
      acts.ceph.passed("rados", next, 3, "a");
      acts.round();
    }
    assertThat(acts.description())
        .containsOnlyOnce("h3. Draft of the release notes")
        .contains("([pr#12]", "([pr#13]")
        .doesNotContain("- SHA1: " + merged);
  }

  @Test
  void the_draft_stands_in_the_issue_before_its_status_closes_it() {
    acts.option("redmine_status", "passed=Closed").option("notes_since", "first");
    acts.tracked().suites("rados");
    acts.ceph.tag("first");
    acts.ceph.ready(sha1);
    acts.ceph.passed("rados", sha1, 2, "a");

    JsonNode target = acts.round();

    assertThat(target.path("effects").toString()).doesNotContain("retry", "refused");
    assertThat(acts.description()).contains("QE validation", "Draft of the release notes");
    assertThat(acts.redmine.status(acts.issue)).isEqualTo("Closed");
  }

  @Test
  void the_draft_stays_out_of_the_issue_where_the_release_says_so() {
    acts.tracked().option("notes_in_tracker", "no").option("notes_since", "first");
    acts.suites("rados");
    acts.ceph.tag("first");
    acts.ceph.ready(sha1);
    acts.ceph.failed("rados", sha1, 2, "a");
    acts.round();

    assertThat(acts.description()).contains("QE validation").doesNotContain("Draft of");
  }
}
