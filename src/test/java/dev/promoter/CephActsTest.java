package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.sandbox.PaddlesServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done outside for a release of Ceph, as an operator sees it. */
class CephActsTest {
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
}
